/* SPDX-License-Identifier: MIT */
/* Who gets a turn: arrivals and timers alternate, and a chain of microtasks that does not end is reported. */
#include "../harness/irq.h"
#include "../harness/script.h"

#define LOOP (&vow_main_loop)
enum { PLENTY = 1000, LIMIT = VOW_CONFIG_MICROTASK_LIMIT };

static struct vow_timer timers[2];
static struct vow_promise *event;
static unsigned left;

static void tick(void) { vow_loop_tick_from_isr(LOOP, 1); }
static void settle_event(void) { vow_promise_resolve_from_isr(LOOP, event, vow_string("event")); }

static void raise_both(void)
{
    vow_test_irq_connect(0, settle_event);
    vow_test_irq_raise(0);
    vow_test_irq_connect(1, tick);
    vow_test_irq_raise(1);
}

static void next_event(void);
static vow_value event_came(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    TRACE("event");
    if (--left)
        next_event();
    return value;
}

/* Before this event's reaction ends the next one has come, and a tick later. */
static void next_event(void)
{
    event = vow_promise_new(NULL);
    vow_detach(vow_promise_then(vow_promise_retain(event), event_came, NULL, NULL));
    raise_both();
}

VOW_TEST(turns_events_without_end_leave_timers_theirs)
{
    left = 4;
    vow_timer_start_ms(&timers[0], 2, trace_timer, text("timer at 2"));
    vow_timer_start_ms(&timers[1], 3, trace_timer, text("timer at 3"));
    next_event();
    vow_loop_poll(LOOP, PLENTY);
    EXPECT_TRACE("event\nevent\ntimer at 2\nevent\ntimer at 3\nevent\n");
}

static void timer_again(void *unused)
{
    (void)unused;
    TRACE("timer");
    if (--left) {
        vow_timer_start_ms(&timers[0], 1, timer_again, NULL);
        vow_test_irq_connect(1, tick);
        vow_test_irq_raise(1);
    }
    if (left == 3)
        settle_event();
}

VOW_TEST(turns_timers_without_end_leave_events_theirs)
{
    left = 4;
    event = vow_promise_new(NULL);
    watch(vow_promise_retain(event), "");
    vow_timer_start_ms(&timers[0], 1, timer_again, NULL);
    vow_timer_start_ms(&timers[1], 1, trace_timer, text("other timer of the first tick"));
    tick();
    vow_loop_poll(LOOP, PLENTY);
    EXPECT_TRACE("timer\nother timer of the first tick\nevent\ntimer\ntimer\ntimer\n");
}

/* ---- chains ---- */

static unsigned length;
static bool stop;

void vow_hook_microtasks(const char *who)
{
    TRACE("too many in %s", who);
    stop = true;
}

static void again(void *unused)
{
    (void)unused;
    if (++length < left && !stop)
        vow_queue_microtask(again, NULL);
}

static void chain_of(unsigned microtasks)
{
    length = 0;
    stop = false;
    left = microtasks;
    vow_queue_microtask(again, NULL);
    vow_loop_poll(LOOP, PLENTY);
}

VOW_TEST(turns_chain_up_to_the_limit)
{
    chain_of(LIMIT);
    chain_of(LIMIT);
    EXPECT_EQ(length, LIMIT);
    EXPECT_TRACE("");
}

VOW_TEST(turns_chain_beyond_the_limit)
{
    chain_of(LIMIT + 1);
    EXPECT_EQ(length, LIMIT + 1);
    EXPECT_TRACE("too many in the loop\n");
}

ASYNC(awaits_values)
{
    for (stop = false; !stop;)
        vow_await_value(VOW_UNDEFINED);
    return VOW_UNDEFINED;
}
ASYNC(awaits_settled)
{
    for (stop = false; !stop;)
        vow_await(vow_promise_resolved(VOW_UNDEFINED));
    return VOW_UNDEFINED;
}

VOW_TEST(turns_await_without_end)
{
    vow_detach(call(awaits_values));
    vow_loop_poll(LOOP, PLENTY);
    EXPECT_TRACE("too many in awaits_values\n");
    vow_detach(call(awaits_settled));
    vow_loop_poll(LOOP, PLENTY);
    EXPECT_TRACE("too many in awaits_settled\n");
}

VOW_TEST(turns_two_tasks_without_end)
{
    vow_detach(call(awaits_settled));
    vow_detach(call(awaits_settled));
    vow_loop_poll(LOOP, PLENTY);
    EXPECT_TRACE("too many in awaits_settled\n");
}
