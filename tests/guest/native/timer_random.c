/* SPDX-License-Identifier: MIT */
/* Timers against a list that is searched: random starts, stops and pauses. */
#include "../../harness/script.h"
#include "../../harness/irq.h"

enum { TIMERS = 2000, ROUNDS = 20000 };

static struct vow_timer timers[TIMERS];
static struct {
    vow_time due;
    unsigned order; /* 0: not running */
} reference[TIMERS];
static unsigned starts, fired, wrong;
static uint32_t seed;

static uint32_t ticks_to_come;
static void tick(void) { vow_loop_tick_from_isr(&vow_main_loop, ticks_to_come); }

/* Lets time pass from one deadline of the loop to the next. */
static void pass_ms(uint32_t ms)
{
    vow_time end = vow_clock_now() + ms, deadline;

    vow_test_irq_connect(1, tick);
    while (deadline = vow_loop_poll(&vow_main_loop, 1), vow_clock_now() < end || deadline <= end) {
        vow_time next = deadline < end ? deadline : end;

        ticks_to_come = next > vow_clock_now() ? (uint32_t)(next - vow_clock_now()) : 0;
        if (ticks_to_come)
            vow_test_irq_raise(1);
    }
}

static uint32_t random_below(uint32_t limit)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)seed * limit >> 32);
}

static bool earlier(unsigned a, unsigned b)
{
    if (reference[a].due != reference[b].due)
        return reference[a].due < reference[b].due;
    return reference[a].order < reference[b].order;
}

/* It must be the first of all that run, and now must be its time. */
static void fire(void *argument)
{
    unsigned self = (unsigned)((struct vow_timer *)argument - timers);

    fired++;
    if (!reference[self].order || reference[self].due != vow_clock_now())
        wrong++;
    for (unsigned i = 0; i < TIMERS; i++)
        if (reference[i].order && i != self && earlier(i, self))
            wrong++;
    reference[self].order = 0;
}

static uint32_t random_delay(void)
{
    static const uint32_t limits[] = { 4, 40, 40, 1100, 1100, 40000, 3000000 };

    return 1 + random_below(limits[random_below(sizeof limits / sizeof *limits)]);
}

static void run_random(unsigned rounds)
{
    for (unsigned round = 0; round < rounds; round++) {
        unsigned i = random_below(TIMERS);

        switch (random_below(5)) {
        case 0:
            EXPECT_EQ(vow_timer_stop(&timers[i]), reference[i].order != 0);
            reference[i].order = 0;
            break;
        case 1:
            if (random_below(8) == 0) {
                uint32_t ms = random_below(16) ? random_below(50) : random_delay();

                pass_ms(ms);
            }
            break;
        default: {
            uint32_t ms = random_delay();

            reference[i].due = vow_clock_now() + ms;
            reference[i].order = ++starts;
            vow_timer_start_ms(&timers[i], ms, fire, &timers[i]);
        }
        }
    }
}

VOW_TEST(timer_random_against_reference)
{
    fired = wrong = starts = 0;
    seed = 1;
    run_random(ROUNDS);
    EXPECT_EQ(wrong, 0);
    EXPECT(fired > 1000);
    pass_ms(3100000);
    EXPECT_EQ(wrong, 0);
    for (unsigned i = 0; i < TIMERS; i++)
        EXPECT(!reference[i].order);
}

static vow_time fired_at;
static void note_time(void *unused)
{
    (void)unused;
    fired_at = vow_clock_now();
}

/* Farther than the wheel reaches, and across several of its turns. */
VOW_TEST(timer_far_beyond_the_wheel)
{
    static const uint32_t ms[] = { 1048575, 1048576, 1048577, 5000000, 2500000000u };

    for (unsigned i = 0; i < sizeof ms / sizeof *ms; i++) {
        vow_time start = vow_clock_now();

        vow_timer_start_ms(&timers[0], ms[i], note_time, NULL);
        pass_ms(ms[i]);
        EXPECT_EQ(fired_at - start, ms[i]);
    }
}

VOW_TEST(timer_far_stopped)
{
    vow_timer_start_ms(&timers[0], 3000000000u, note_time, NULL);
    vow_timer_start_ms(&timers[1], 3000000000u, note_time, NULL);
    EXPECT(vow_timer_stop(&timers[0]));
    EXPECT(vow_timer_stop(&timers[1]));
    EXPECT(!vow_timer_stop(&timers[1]));
}
