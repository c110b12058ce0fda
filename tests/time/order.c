/* SPDX-License-Identifier: MIT */
/* Three timers due at one tick fire in the order in which they were started, whatever the distance was and wherever the wheel
 * stood then: all combinations of times near the borders of its levels, with the wheel's work in any state of completion. */
#include "time.h"

static struct vow_timer timers[3];
static unsigned fired[4], count;
static vow_time fired_at;

static void note(void *timer)
{
    fired[count < 3 ? count : 3] = (unsigned)((struct vow_timer *)timer - timers);
    count++;
    if (count == 1)
        fired_at = vow_clock_now();
}

/* The clock arrives at `time` with the wheel behind it, or at the tick before; `polls` steps are made there. */
static void arrive(vow_time time, unsigned polls, bool late)
{
    if (!late && time > vow_clock_now())
        time_pass_to(time - 1);
    time_jump(time - vow_clock_now());
    while (polls--)
        vow_loop_poll(TIME_LOOP, 1);
}

/* True if it went well. `at`: how long before the end each is started. */
static bool one_case(vow_time start, uint32_t distance, const uint32_t *at, unsigned polls, bool late)
{
    vow_time due = start + distance;

    time_set(start);
    count = 0;
    for (unsigned i = 0; i < 3; i++) {
        arrive(due - at[i], polls, late);
        vow_timer_start_at(&timers[i], due, note, &timers[i]);
    }
    time_pass_to(due);
    return count == 3 && fired_at == due && fired[0] == 0 && fired[1] == 1 && fired[2] == 2;
}

static void all_cases(vow_time start, uint32_t distance)
{
    static const uint32_t before_end[] = { 1, 2, 15, 16, 17, 255, 256, 257, 4095, 4097 };
    uint32_t at[sizeof before_end / sizeof *before_end + 1], times = 0;

    for (unsigned i = 0; i < sizeof before_end / sizeof *before_end && before_end[i] < distance; i++)
        at[times++] = before_end[i];
    at[times++] = distance;
    for (unsigned combination = 0; combination < times * times * times; combination++) {
        uint32_t chosen[] = { at[combination % times], at[combination / times % times], at[combination / times / times] };

        for (unsigned how = 0; chosen[0] >= chosen[1] && chosen[1] >= chosen[2] && how < 8; how++)
            if (!one_case(start, distance, chosen, how / 2, how & 1)) {
                TRACE("%u ticks after %u, started %u %u %u before the end, how %u: %u fired, %u %u %u", (unsigned)distance,
                      (unsigned)start, (unsigned)chosen[0], (unsigned)chosen[1], (unsigned)chosen[2], how, count, fired[0],
                      fired[1], fired[2]);
                return;
            }
    }
}

VOW_TEST(timers_equal_due_in_order_exhaustively)
{
    static const uint16_t starts[] = { 0, 9, 250, 4090 };
    static const uint16_t distances[] = { 3, 16, 18, 40, 256, 258, 300, 4096, 4099 };

    for (unsigned i = 0; i < sizeof starts / sizeof *starts; i++)
        for (unsigned j = 0; j < sizeof distances / sizeof *distances; j++)
            all_cases(starts[i], distances[j]);
    EXPECT_TRACE("");
}

static void count_other(void *unused)
{
    (void)unused;
    count++;
}

static void restart_others(void)
{
    static struct vow_timer others[3];

    for (unsigned i = 0; i < 3; i++)
        vow_timer_start_ms(&others[i], 100, count_other, NULL);
}

/* Three starts in each pass of the loop, while the wheel moves one timer in each: it comes to its end, and goes on. */
VOW_TEST(timers_fire_although_others_start_all_the_time)
{
    time_set(0);
    count = 0;
    for (unsigned i = 0; i < 3; i++)
        vow_timer_start_at(&timers[i], 261 + i, note, &timers[i]);
    time_jump(255);
    for (unsigned i = 0; i < 20; i++) {
        time_jump(1);
        restart_others();
        vow_loop_poll(TIME_LOOP, 1);
    }
    EXPECT_EQ(count, 3);
    time_pass(200);
    EXPECT_EQ(count, 6);
}
