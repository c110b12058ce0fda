/* SPDX-License-Identifier: MIT */
/* The clock at the places where words of it carry, and at its end. */
#include "time.h"

static const vow_time boundaries[] = { 1u << 24, 1u << 31, 1ull << 32, 1ull << 53, 1ull << 63 };
enum { BOUNDARIES = sizeof boundaries / sizeof *boundaries };

static struct vow_timer timers[40];
static vow_time start, fired_at[40];

static void note(void *timer) { fired_at[(struct vow_timer *)timer - timers] = vow_clock_now(); }

/* Timers from `before` a boundary to both sides of it, at every level of the wheel and further away. */
static void cross(vow_time boundary, uint32_t before)
{
    static const uint32_t delays[] = { 1, 2, 15, 16, 17, 31, 32, 33, 255, 256, 257, 4095, 4096, 4097, 70000, 1100000 };
    unsigned count = 0;

    time_set(start = boundary - before);
    for (unsigned i = 0; i < sizeof delays / sizeof *delays; i++, count++)
        vow_timer_start_ms(&timers[count], delays[i], note, &timers[count]);
    for (int near = -2; near <= 2; near++, count++)
        vow_timer_start_at(&timers[count], boundary + (vow_time)near, note, &timers[count]);
    time_pass(1200000);
    for (unsigned i = 0; i < count; i++)
        EXPECT(fired_at[i] == timers[i].due && !vow_timer_stop(&timers[i]));
    for (unsigned i = 0; i < sizeof delays / sizeof *delays; i++)
        EXPECT_EQ(fired_at[i] - start, delays[i]);
}

VOW_TEST(clock_boundaries_timers_on_both_sides)
{
    for (unsigned i = 0; i < BOUNDARIES; i++) {
        cross(boundaries[i], 3);
        cross(boundaries[i], 40);
        cross(boundaries[i], 5000);
        cross(boundaries[i], 1000000);
    }
}

/* A timer that waits for many turns of the wheel; of a wheel with five levels, for longer than a low word of the clock lasts. */
VOW_TEST(clock_boundaries_far_timer)
{
    const vow_time distance = 5000ull << (4 * VOW_CONFIG_TIMER_LEVELS);

    for (unsigned i = 0; i < BOUNDARIES; i++) {
        time_set(boundaries[i] - 5);
        vow_timer_start_at(&timers[0], boundaries[i] + distance, note, &timers[0]);
        time_pass(distance + 4);
        EXPECT(timers[0].next);
        time_pass(1);
        EXPECT(fired_at[0] == boundaries[i] + distance);
    }
}

ASYNC(sleeps)
{
    static const uint8_t ms[] = { 1, 2, 1, 30, 200 };

    for (unsigned i = 0; i < sizeof ms; i++) {
        vow_time begun = vow_clock_now();

        vow_sleep_ms(ms[i]);
        EXPECT_EQ(vow_clock_now() - begun, ms[i]);
    }
    TRACE("slept");
    return VOW_UNDEFINED;
}

VOW_TEST(clock_boundaries_sleeps)
{
    for (unsigned i = 0; i < BOUNDARIES; i++)
        for (unsigned before = 1; before <= 5; before++) {
            time_set(boundaries[i] - before);
            vow_detach(call(sleeps));
            time_pass(234);
            EXPECT_TRACE("slept\n");
        }
}

static struct vow_interval interval;
static unsigned runs;
static void count_run(void *period)
{
    runs++;
    EXPECT_EQ(vow_clock_now() - start, runs * *(const uint32_t *)period);
}

VOW_TEST(clock_boundaries_intervals)
{
    static uint32_t period;

    for (unsigned i = 0; i < BOUNDARIES; i++)
        for (period = 1; period <= 40; period += 13) {
            time_set(start = boundaries[i] - 50);
            runs = 0;
            vow_interval_start_ms(&interval, period, count_run, &period);
            time_pass(100);
            EXPECT_EQ(runs, 100 / period);
            EXPECT(vow_interval_stop(&interval));
        }
}

/* A deadline is never later than the timer, and the loop has work when it has come. */
VOW_TEST(clock_boundaries_deadline)
{
    for (unsigned i = 0; i < BOUNDARIES; i++) {
        time_set(boundaries[i] - 1);
        EXPECT(vow_loop_poll(TIME_LOOP, 10) == VOW_TIME_NEVER);
        vow_timer_start_ms(&timers[0], 3, note, &timers[0]);
        EXPECT(vow_loop_poll(TIME_LOOP, 10) - boundaries[i] <= 2);
        time_pass(3);
        EXPECT(fired_at[0] == boundaries[i] + 2);
    }
}

VOW_TEST(clock_end_due_times_saturate)
{
    time_set(VOW_TIME_NEVER - 100);
    vow_timer_start_ms(&timers[0], 50, note, &timers[0]);
    vow_timer_start_ms(&timers[1], 5000, note, &timers[1]);
    vow_timer_start_us(&timers[2], UINT32_MAX, note, &timers[2]);
    vow_timer_start_at(&timers[3], VOW_TIME_NEVER, note, &timers[3]);
    vow_interval_start_ms(&interval, 70, note, &timers[4]);
    time_pass(99);
    EXPECT(fired_at[0] == VOW_TIME_NEVER - 50);
    EXPECT(fired_at[4] == VOW_TIME_NEVER - 30);
    EXPECT(timers[1].next && timers[2].next && timers[3].next);
    EXPECT(vow_interval_stop(&interval));
    time_jump(1);
    vow_loop_poll(TIME_LOOP, 10);
    for (unsigned i = 1; i < 4; i++)
        EXPECT(fired_at[i] == VOW_TIME_NEVER && !timers[i].next);
}

VOW_TEST(clock_end_stands_still)
{
    time_set(VOW_TIME_NEVER - 1);
    time_jump(7);
    EXPECT(vow_clock_now() == VOW_TIME_NEVER);
    time_jump(1);
    EXPECT(vow_clock_now() == VOW_TIME_NEVER);
    vow_timer_start_ms(&timers[0], 1, note, &timers[0]);
    vow_loop_poll(TIME_LOOP, 10);
    EXPECT(!timers[0].next);
    time_set(0);
}
