/* SPDX-License-Identifier: MIT */
/* Handlers that fill channels and set events for tasks of several levels, and timers that end their waits. */
#include "levels.h"

#include <vow/level.h>

VOW_CHANNEL_DEFINE(channel, 4);
static struct vow_event event;

struct wait {
    void (*body)(void);
    const char *name;
};

ASYNC(waits_so)
{
    const struct wait *wait = argument;

    vow_task_set_level(vow_task_current(), 2);
    wait->body();
    TRACE("%s", wait->name);
    return VOW_UNDEFINED;
}

static void start_urgent(void (*body)(void), const char *name)
{
    struct wait wait = { body, name };

    vow_detach(vow_call(&waits_so_fn, &wait, sizeof wait));
}

static void receives(void) { vow_channel_receive(&channel, NULL); }
static void waits_for_event(void) { vow_event_wait(&event); }

static void selects(void)
{
    struct vow_case cases[] = { vow_case_receive(&channel), vow_case_event(&event) };

    vow_select(cases, 2);
}

/* An ordinary task's event is handed over first. */
static void send_second(void)
{
    hand_over(0);
    EXPECT(vow_channel_send_from_isr(TIME_LOOP, &channel, vow_int(1)));
}
static void set_second(void)
{
    hand_over(0);
    vow_event_set_from_isr(TIME_LOOP, &event);
}

static void urgent_goes_first(void (*body)(void), void (*handler)(void))
{
    static vow_value items[4];

    vow_channel_init(&channel, items, 4);
    vow_event_init(&event);
    for (unsigned round = 0; round < 2; round++) {
        start_urgent(body, "urgent");
        start_waiting("ordinary", 0, 0);
        handler();
        run_all();
        EXPECT_TRACE("urgent\nordinary\n");
        vow_event_clear(&event);
    }
}

VOW_TEST(levels_channel_is_as_urgent_as_its_receiver) { urgent_goes_first(receives, send_second); }
VOW_TEST(levels_event_is_as_urgent_as_who_waits) { urgent_goes_first(waits_for_event, set_second); }
VOW_TEST(levels_select_of_channel) { urgent_goes_first(selects, send_second); }
VOW_TEST(levels_select_of_event) { urgent_goes_first(selects, set_second); }

/* ---- the second in the queue is seen, too ---- */

ASYNC(ordinary)
{
    vow_event_wait(&event);
    TRACE("first in the queue");
    return VOW_UNDEFINED;
}

VOW_TEST(levels_of_all_in_a_queue_count)
{
    vow_event_init(&event);
    vow_detach(call(ordinary));
    start_urgent(waits_for_event, "urgent");
    start_waiting("other", 1, 0);
    set_second();
    run_all();
    EXPECT_TRACE("first in the queue\nurgent\nother\n");
    vow_event_clear(&event);
}

static vow_value traces(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    TRACE("follower %d", (int)value.i);
    return value;
}

/* A bell's reaction lies behind its promise, as this one does: its value leads to no queue. */
VOW_TEST(levels_follower_beside_its_promise_is_no_bell)
{
    struct vow_promise *promise, *follower;

    vow_loop_init(TIME_LOOP, &vow_main_loop_config);
    promise = next_event(0);
    follower = vow_promise_new(NULL);
    EXPECT(follower == promise + 1);
    vow_promise_adopt(vow_promise_retain(follower), promise);
    vow_detach(vow_promise_then(follower, traces, NULL, NULL));
    run_all();
    vow_promise_resolve_from_isr(TIME_LOOP, events[0], vow_int(8));
    run_all();
    EXPECT_TRACE("follower 8\n");
}

/* ---- waits that a timer ends ---- */

static struct vow_promise *never;

static void times_out(void) { vow_await_timeout_ms(vow_promise_retain(never), 3, NULL); }
static void waits_for_delay(void) { vow_await(vow_delay_ms(3)); }
static void waits_until(void)
{
    struct vow_case cases[] = { vow_case_event(&event), vow_case_timeout_ms(3) };

    vow_select(cases, 2);
}

static void ends_first(void (*body)(void))
{
    vow_event_init(&event);
    never = vow_promise_new(NULL);
    start_sleeping("ordinary", 0, 3);
    start_urgent(body, "urgent");
    time_pass(3);
    EXPECT_TRACE("urgent\nordinary\n");
    vow_promise_release(never);
}

VOW_TEST(levels_timeout_is_as_urgent_as_its_task) { ends_first(times_out); }
VOW_TEST(levels_delay_is_as_urgent_as_who_awaits_it) { ends_first(waits_for_delay); }
VOW_TEST(levels_deadline_of_a_select) { ends_first(waits_until); }
