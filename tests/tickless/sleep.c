/* SPDX-License-Identifier: MIT */
/* Sleeping without ticks: how often the processor wakes up, and what time it is then. */
#include "idle.h"

#include <vow/idle.h>
#include <vow/irq.h>

unsigned idles;
vow_time idle_deadline;

void vow_hook_idle(vow_time deadline)
{
    idles++;
    idle_deadline = deadline;
    vow_irq_wait();
}

VOW_TEST(tickless_ten_seconds_are_one_sleep)
{
    vow_time start;

    drain();
    start = vow_clock_now();
    idles = 0;
    vow_sleep_ms(10000);
    EXPECT_EQ(idles, 1);
    EXPECT(idle_deadline == start + 10000);
    EXPECT_EQ(vow_clock_now() - start, 10000);
}

static struct vow_timer timers[8];
static vow_time fired_at;

static void note_time(void *unused)
{
    (void)unused;
    fired_at = vow_clock_now();
}

/* On both sides of the wheel's levels. */
VOW_TEST(tickless_timer_fires_at_its_tick)
{
    static const uint16_t ms[] = { 1, 2, 3, 15, 16, 17, 31, 32, 33, 255, 256, 257, 1000, 1023, 4095, 4096, 4097, 9999 };

    for (unsigned i = 0; i < sizeof ms / sizeof *ms; i++) {
        vow_time start = vow_clock_now();

        vow_timer_start_ms(&timers[0], ms[i], note_time, NULL);
        vow_sleep_ms(ms[i] + 1u);
        EXPECT_EQ(fired_at - start, ms[i]);
    }
}

/* A sleep for each due time, and no more than one for each level of the wheel besides. */
VOW_TEST(tickless_timers_of_one_slot)
{
    static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h" };

    drain();
    for (unsigned i = 0; i < 8; i++)
        vow_timer_start_ms(&timers[i], 5000 + 5 * i, trace_timer, text(names[i]));
    idles = 0;
    vow_sleep_ms(6000);
    EXPECT(idles <= 8 + VOW_CONFIG_TIMER_LEVELS + 1);
    EXPECT_TRACE("a\nb\nc\nd\ne\nf\ng\nh\n");
}

VOW_TEST(tickless_stopped_timer_wakes_nobody)
{
    drain();
    vow_timer_start_ms(&timers[0], 100, trace_timer, text("no"));
    vow_timer_stop(&timers[0]);
    idles = 0;
    vow_sleep_ms(3000);
    EXPECT_EQ(idles, 1);
    EXPECT_TRACE("");
}

/* ---- other interrupts ---- */

static struct vow_promise *event;
static vow_time seen_in_handler;
static uint32_t seen_count;

static void settle_event(void *unused)
{
    (void)unused;
    seen_in_handler = vow_clock_now();
    seen_count = vow_oneshot_now(&vow_board_oneshot);
    vow_promise_resolve_from_isr(&vow_main_loop, event, VOW_UNDEFINED);
}

/* The interrupt comes in the middle of a long sleep. Its handler, the task that it wakes, and a timer that is started then see the
 * right time: within the tick that the count says. */
VOW_TEST(tickless_time_is_right_after_an_interrupt)
{
    static const uint32_t parts_of_a_tick[] = { 30, 31, 32, 35, 99, 500, 1007, 12345, 65534, 99999 };

    vow_board_oneshot_open();
    for (unsigned i = 0; i < sizeof parts_of_a_tick / sizeof *parts_of_a_tick; i++) {
        uint32_t from, counts = counts_a_tick() / 10 * parts_of_a_tick[i];
        vow_time start;

        event = vow_promise_new("event");
        vow_promise_retain(event);
        vow_timer_start_ms(&timers[0], 20000, trace_timer, text("late"));
        drain();
        start = vow_clock_now();
        from = vow_oneshot_now(&vow_board_oneshot); /* the tick has just begun */
        vow_oneshot_start_at(&vow_board_oneshot, from + counts, settle_event, NULL);
        idles = 0;
        vow_await(event);
        EXPECT_EQ(idles, 1);
        EXPECT_EQ(seen_in_handler - start, (seen_count - from + counts_a_tick() / 20) / counts_a_tick());
        EXPECT(vow_clock_now() == seen_in_handler);
        from = vow_oneshot_now(&vow_board_oneshot);
        vow_timer_start_ms(&timers[1], 3, note_time, NULL);
        vow_sleep_ms(4);
        EXPECT_EQ(fired_at - seen_in_handler, vow_ticks_from_ms(3));
        EXPECT(vow_oneshot_now(&vow_board_oneshot) - from > 3 * counts_a_tick());
        EXPECT(vow_oneshot_now(&vow_board_oneshot) - from < 5 * counts_a_tick());
        vow_timer_stop(&timers[0]);
    }
    EXPECT_TRACE("");
}

/* ---- drift ---- */

enum { HOURS = 24, STEP_MS = 17011 };

/* Sleeps of 17 seconds, each with an interrupt in the middle, for a day. The count is read often enough that it never wraps unseen. */
VOW_TEST(tickless_a_day_without_drift)
{
    uint64_t counts = 0;
    uint32_t last;
    vow_time start;

    vow_test_allow_ms(HOURS * 3600000u);
    vow_board_oneshot_open();
    drain();
    start = vow_clock_now();
    last = vow_oneshot_now(&vow_board_oneshot);
    idles = 0;
    for (unsigned i = 0; i < HOURS * 3600000u / STEP_MS; i++) {
        const vow_time due = vow_clock_now() + STEP_MS;
        uint32_t now;

        vow_await(vow_oneshot_delay(&vow_board_oneshot, counts_a_tick() / 7 * (i % 30000)));
        vow_timer_start_at(&timers[0], due, note_time, NULL);
        vow_sleep_ms((uint32_t)(due - vow_clock_now())); /* a tick more, if one ends just then */
        EXPECT_EQ(fired_at, due);
        now = vow_oneshot_now(&vow_board_oneshot);
        counts += now - last;
        last = now;
    }
    EXPECT(counts > (vow_clock_now() - start - 1) * counts_a_tick());
    EXPECT(counts < (vow_clock_now() - start + 1) * counts_a_tick());
    EXPECT(idles < 8 * (HOURS * 3600000u / STEP_MS));
}
