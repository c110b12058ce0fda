/* SPDX-License-Identifier: MIT */
/* Random starts, stops and restarts against a reference: each timer's due time and number. Timers must fire in the order
 * of (due time, number), at their time, and when the loop has nothing to do no due one may be left. */
#include "time.h"

#if VOW_ARCH_STACK_SCALE > 1 /* a host */
enum { TIMERS = 10000, ROUNDS = 30000 };
#elif defined(VOW_BOARD_RAM_KIB) && VOW_BOARD_RAM_KIB <= 16
enum { TIMERS = 64, ROUNDS = 1000 };
#else
enum { TIMERS = 500, ROUNDS = 3000 };
#endif

#define WHEEL_SPAN (1u << (4 * VOW_CONFIG_TIMER_LEVELS)) /* ticks; timers further away are not in the wheel */

enum distribution { UNIFORM, ALL_EQUAL, REVERSE, ONE_A_TICK, POWERS_OF_TWO, ALL_FAR, DISTRIBUTIONS };
const unsigned timers_distributions = DISTRIBUTIONS;

static struct vow_timer timers[TIMERS];
static struct {
    vow_time due;
    uint32_t number; /* 0: not running */
} reference[TIMERS];
static struct {
    enum distribution distribution;
    uint32_t random, starts, fired, wrong;
    vow_time equal, last_due;
    uint32_t last_number;
    bool late; /* the clock has jumped over deadlines since the loop was idle */
} run;

static uint32_t random_below(uint32_t limit)
{
    run.random = run.random * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)run.random * limit >> 32);
}

static vow_time next_due(unsigned timer)
{
    vow_time now = vow_clock_now();

    switch (run.distribution) {
    case ALL_EQUAL:
        if (run.equal <= now)
            run.equal = now + 1 + random_below(6000);
        return run.equal;
    case REVERSE:
        return now + TIMERS - timer;
    case ONE_A_TICK:
        return now + 1 + timer;
    case POWERS_OF_TWO:
        return now + (1u << random_below(22)) + random_below(3) - 1;
    case ALL_FAR:
        return now + WHEEL_SPAN * (1 + random_below(3)) + random_below(600);
    default:
        return now + random_below(5000);
    }
}

static void act(unsigned timer);

static void fire(void *argument)
{
    unsigned timer = (unsigned)((struct vow_timer *)argument - timers);
    vow_time now = vow_clock_now(), due = reference[timer].due;
    uint32_t number = reference[timer].number;

    run.fired++;
    run.wrong += !number || due > now || (due < now && !run.late);
    run.wrong += due < run.last_due || (due == run.last_due && number <= run.last_number);
    run.last_due = due;
    run.last_number = number;
    reference[timer].number = 0;
    if (random_below(4) == 0)
        act(random_below(2) ? timer : random_below(TIMERS));
}

/* Starts it, or starts it again, or stops it. */
static void act(unsigned timer)
{
    vow_time now = vow_clock_now();

    if (random_below(4) == 0) {
        run.wrong += vow_timer_stop(&timers[timer]) != (reference[timer].number != 0);
        reference[timer].number = 0;
        return;
    }
    reference[timer].due = next_due(timer);
    reference[timer].number = ++run.starts;
    if (random_below(2))
        vow_timer_start_at(&timers[timer], reference[timer].due, fire, &timers[timer]);
    else
        vow_timer_start_ms(&timers[timer], (uint32_t)(reference[timer].due - now), fire, &timers[timer]);
    if (reference[timer].due == now)
        reference[timer].due = now + 1;
}

static void expect_none_left(void)
{
    run.late = false;
    for (unsigned i = 0; i < TIMERS; i++)
        run.wrong += reference[i].number && reference[i].due <= vow_clock_now();
}

/* Far timers need more time. */
static uint32_t scaled(uint32_t ticks) { return run.distribution == ALL_FAR ? ticks * (WHEEL_SPAN / 256) : ticks; }

static void let_time_pass(void)
{
    uint32_t ticks = scaled(random_below(random_below(8) ? 40 : 20000));

    if (random_below(4)) {
        time_pass(ticks);
        expect_none_left();
    } else {
        time_jump(ticks);
        run.late = true;
    }
}

static void act_at_random(void)
{
    switch (random_below(16)) {
    case 0:
        if (random_below(TIMERS / 32) == 0)
            let_time_pass();
        break;
    case 1:
    case 2:
        vow_loop_poll(TIME_LOOP, 1);
        break;
    default:
        act(random_below(TIMERS));
    }
}

void timers_random(unsigned distribution, uint32_t seed)
{
    static const vow_time starts[] = { 0, (1u << 24) - 900, (1u << 31) - 900, (1ull << 32) - 900, (1ull << 53) - 900 };

    run.distribution = (enum distribution)distribution;
    run.random = seed;
    run.starts = run.fired = run.wrong = run.last_number = 0;
    run.last_due = run.equal = 0;
    time_set(starts[seed % (sizeof starts / sizeof *starts)]);
    for (unsigned round = 0; round < ROUNDS && !run.wrong; round++)
        act_at_random();
    time_pass(scaled(30000));
    expect_none_left();
    for (unsigned i = 0; i < TIMERS; i++)
        if (vow_timer_stop(&timers[i]) != (reference[i].number != 0) || (reference[i].number = 0))
            run.wrong++;
    if (run.wrong || run.fired < ROUNDS / 100)
        TRACE("distribution %u, seed %u: %u of %u wrong", distribution, (unsigned)seed, (unsigned)run.wrong, (unsigned)run.fired);
}

static void some_seeds(unsigned distribution)
{
    for (uint32_t seed = 1; seed <= 5; seed++)
        timers_random(distribution, seed);
    EXPECT_TRACE("");
}

VOW_TEST(timers_random_uniform) { some_seeds(UNIFORM); }
VOW_TEST(timers_random_all_equal) { some_seeds(ALL_EQUAL); }
VOW_TEST(timers_random_reverse) { some_seeds(REVERSE); }
VOW_TEST(timers_random_one_a_tick) { some_seeds(ONE_A_TICK); }
VOW_TEST(timers_random_powers_of_two) { some_seeds(POWERS_OF_TWO); }
VOW_TEST(timers_random_all_far) { some_seeds(ALL_FAR); }
