/* SPDX-License-Identifier: MIT */
/* Which of the ready macrotasks comes next. */
#include "../harness/irq.h"
#include "levels.h"

#include <vow/level.h>

/* ---- between levels, and in one ---- */

VOW_TEST(levels_most_urgent_first_and_in_order)
{
    start_waiting("a 0", 0, 0);
    start_waiting("b 2", 2, 1);
    start_waiting("c 0", 0, 2);
    start_waiting("d 1", 1, 3);
    start_waiting("e 2", 2, 4);
    for (unsigned event = 0; event < 5; event++)
        hand_over(event);
    run_all();
    EXPECT_TRACE("b 2\ne 2\nd 1\na 0\nc 0\n");
}

VOW_TEST(levels_rejections_are_sorted_too)
{
    watch(next_event(0), "0");
    start_waiting("b 2", 2, 1);
    watch(next_event(2), "2");
    vow_promise_reject_from_isr(TIME_LOOP, events[0], vow_string("no"));
    hand_over(1);
    vow_promise_reject_from_isr(TIME_LOOP, events[2], vow_string("never"));
    run_all();
    EXPECT_TRACE("b 2\n0 rejected no\n2 rejected never\n");
}

#if defined(VOW_BOARD_RAM_KIB) && VOW_BOARD_RAM_KIB <= 16
enum { READY = 40 };
#else
enum { READY = 100 };
#endif

static unsigned ordinary, ordinary_before;

static void hand_urgent_over(void) { hand_over(0); }

static void count(void *unused)
{
    (void)unused;
    if (++ordinary == 3) {
        vow_test_irq_connect(0, hand_urgent_over);
        vow_test_irq_raise(0);
    }
}

ASYNC(urgent)
{
    vow_task_set_level(vow_task_current(), 1);
    vow_await(next_event(0));
    ordinary_before = ordinary;
    return VOW_UNDEFINED;
}

VOW_TEST(levels_interrupt_overtakes_a_hundred)
{
    static struct vow_timer timers[READY];

    ordinary = 0;
    start_waiting("other", 0, 1);
    hand_over(1);
    vow_detach(call(urgent));
    for (unsigned i = 0; i < READY; i++)
        vow_timer_start_ms(&timers[i], 1, count, NULL);
    time_jump(1);
    run_all();
    EXPECT_EQ(ordinary, READY);
    EXPECT_EQ(ordinary_before, 3);
    EXPECT_TRACE("other\n");
}

/* ---- timers ---- */

static struct vow_timer timer;

/* By way of the lowest level of the wheel, of its highest, and of the list of far ones. */
VOW_TEST(levels_timers_of_one_tick)
{
    static const uint16_t distances[] = { 1, 3, 40, 256, 700 };

    for (unsigned i = 0; i < sizeof distances / sizeof *distances; i++) {
        time_set(5);
        vow_timer_start_ms(&timer, distances[i], trace_timer, text("callback"));
        start_sleeping("a 0", 0, distances[i]);
        start_sleeping("b 3", 3, distances[i]);
        start_sleeping("c 1", 1, distances[i]);
        start_sleeping("d 3", 3, distances[i]);
        time_pass(distances[i]);
        EXPECT_TRACE("b 3\nd 3\nc 1\ncallback\na 0\n");
    }
}

VOW_TEST(levels_timer_of_a_later_tick_overtakes)
{
    start_sleeping("a 0", 0, 2);
    start_sleeping("b 0", 0, 3);
    start_sleeping("c 1", 1, 4);
    time_jump(4);
    run_all();
    EXPECT_TRACE("c 1\na 0\nb 0\n");
}

VOW_TEST(levels_due_timer_can_be_stopped)
{
    static struct vow_timer others[2];

    for (unsigned i = 0; i < 2; i++)
        vow_timer_start_ms(&others[i], 2, trace_timer, text(i ? "second" : "first"));
    start_sleeping("a 2", 2, 2);
    time_jump(2);
    vow_loop_poll(TIME_LOOP, 4);
    EXPECT_TRACE("a 2\n");
    EXPECT(vow_timer_stop(&others[1]));
    run_all();
    EXPECT_TRACE("first\n");
}

VOW_TEST(levels_poll_says_that_there_is_more)
{
    start_waiting("a 0", 0, 0);
    start_waiting("b 1", 1, 1);
    hand_over(0);
    hand_over(1);
    EXPECT(vow_loop_poll(TIME_LOOP, 1) <= vow_clock_now());
    EXPECT_TRACE("b 1\n");
    EXPECT(vow_loop_poll(TIME_LOOP, 1) == VOW_TIME_NEVER);
    EXPECT_TRACE("a 0\n");
}

/* ---- neither kind starves the other in a level ---- */

static unsigned turns_left;

/* Before it waits again its event has come, and a tick. */
ASYNC(waits_again_and_again)
{
    vow_task_set_level(vow_task_current(), *(const unsigned *)argument);
    while (turns_left--) {
        struct vow_promise *event = next_event(0);

        hand_over(0);
        time_jump(1);
        vow_await(event);
        TRACE("event");
    }
    return VOW_UNDEFINED;
}

static void start_at(const struct vow_async_function *function, unsigned level)
{
    vow_detach(vow_call(function, &level, sizeof level));
}

static void events_leave_timers_theirs(unsigned level)
{
    turns_left = 4;
    start_sleeping("sleep of 2", level, 2);
    start_sleeping("sleep of 3", level, 3);
    start_at(&waits_again_and_again_fn, level);
    run_all();
    EXPECT_TRACE("event\nevent\nsleep of 2\nevent\nsleep of 3\nevent\n");
}

VOW_TEST(levels_events_leave_timers_theirs) { events_leave_timers_theirs(1); }

/* There the wheel moves one of the timers in each turn. */
VOW_TEST(levels_events_of_the_first_level_leave_timers_theirs)
{
    turns_left = 6;
    start_sleeping("sleep of 2", TOP, 2);
    start_at(&waits_again_and_again_fn, TOP);
    run_all();
    EXPECT_TRACE("event\nevent\nevent\nsleep of 2\nevent\nevent\nevent\n");
}

static void timer_again(void *unused)
{
    static struct vow_timer again;

    (void)unused;
    TRACE("timer");
    if (!--turns_left)
        return;
    vow_timer_start_ms(&again, 1, timer_again, NULL);
    time_jump(1);
    if (turns_left == 3)
        hand_over(0);
}

/* What a callback starts is as urgent as the task that started the callback's timer. */
ASYNC(starts_timers)
{
    static struct vow_timer first, second;

    vow_task_set_level(vow_task_current(), *(const unsigned *)argument);
    vow_timer_start_ms(&first, 1, timer_again, NULL);
    vow_timer_start_ms(&second, 1, trace_timer, text("other timer of the first tick"));
    return VOW_UNDEFINED;
}

static void timers_leave_events_theirs(unsigned level)
{
    turns_left = 4;
    start_waiting("event", level, 0);
    start_at(&starts_timers_fn, level);
    time_jump(1);
    run_all();
    EXPECT_TRACE("timer\nother timer of the first tick\nevent\ntimer\ntimer\ntimer\n");
}

VOW_TEST(levels_timers_leave_events_theirs) { timers_leave_events_theirs(1); }
VOW_TEST(levels_timers_of_the_first_level_leave_events_theirs) { timers_leave_events_theirs(TOP); }
