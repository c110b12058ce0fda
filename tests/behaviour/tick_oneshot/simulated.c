/* SPDX-License-Identifier: MIT */
/* The clock of a one-shot timer whose hardware the test is: each look at the count takes time, interrupts come when chance wills,
 * and what is true is counted in 64 bits. */
#include "../../harness/test.h"

#include <vow/idle.h>
#include <vow/tick_oneshot.h>

/* Counts that the functions under test take at most. */
enum { SLACK = 40 };

static struct vow_loop loop; /* only its clock runs */
static struct vow_oneshot alarm, sharer;
static struct vow_tick_oneshot tick;
static uint64_t count, start; /* the hardware's count, and where the clock began */
static uint32_t armed_at, random_state;
static bool armed;
static unsigned wakes, early, late, wrong, sharer_late, sharer_fired;
static uint32_t sharer_at;
static vow_time sleep_deadline;
static uint64_t woken_at;
static uint64_t interrupted_at; /* another interrupt ends the sleep there */

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)random_state * limit >> 32);
}

static uint32_t sim_now(const struct vow_oneshot *oneshot)
{
    (void)oneshot;
    count += random_below(3);
    return (uint32_t)count;
}

static void sim_arm(struct vow_oneshot *oneshot, uint32_t due)
{
    (void)oneshot;
    armed_at = due;
    armed = true;
    count += random_below(3);
}

static void sim_disarm(struct vow_oneshot *oneshot)
{
    (void)oneshot;
    armed = false;
}

static bool alarm_is_pending(void) { return armed && (int32_t)((uint32_t)count - armed_at) >= 0; }

/* Interrupts are let in. */
static void take_interrupts(void)
{
    while (alarm_is_pending()) {
        armed = false;
        vow_oneshot_fire_from_isr(&alarm);
    }
}

static vow_time clock_now(void) { return (vow_time)loop.ticks_high << 32 | loop.ticks_low; }

/* The ticks that have ended at a count: the largest n for which n * counts_hz / tick_hz, rounded down, is not after it. */
static vow_time ticks_at(uint64_t counts) { return ((counts + 1) * tick.tick_hz - 1) / alarm.counts_hz; }
static uint64_t counts_at(vow_time ticks) { return ticks * alarm.counts_hz / tick.tick_hz; }

/* WFI: until an alarm or the other interrupt. */
void vow_hook_idle(vow_time deadline)
{
    uint64_t until = armed ? count + (uint32_t)((int32_t)(armed_at - (uint32_t)count) > 0 ? armed_at - (uint32_t)count : 0) : UINT64_MAX;

    wakes++;
    wrong += deadline != sleep_deadline || !armed;
    if (interrupted_at < until)
        until = interrupted_at;
    if (until > count)
        count = until;
    woken_at = count;
}

static bool always(void *unused)
{
    (void)unused;
    return true;
}

/* Sleeps once; what the clock says then must have been true since the sleep ended. */
static void sleep_until(vow_time deadline)
{
    sleep_deadline = deadline;
    vow_tick_oneshot_idle(&tick, deadline, always, NULL);
    wrong += clock_now() < ticks_at(woken_at - start) || clock_now() > ticks_at(count - start);
    if (deadline != VOW_TIME_NEVER)
        late += woken_at - start > counts_at(deadline) + SLACK;
    take_interrupts();
}

/* The clock is right, but for a tick whose interrupt is on its way. */
static bool clock_is_right(void)
{
    return counts_at(clock_now()) <= count - start && count - start < counts_at(clock_now() + 1) + SLACK;
}

static void open(uint32_t counts_hz, uint32_t tick_hz)
{
    static const struct vow_oneshot_driver driver = { sim_now, sim_arm, sim_disarm };

    loop = (struct vow_loop){ .ticks_low = 0 };
    armed = false;
    count = start = (uint64_t)random_below(UINT32_MAX) << 8;
    interrupted_at = UINT64_MAX;
    wakes = early = late = wrong = sharer_late = sharer_fired = 0;
    vow_oneshot_init(&alarm, &loop, &driver, NULL, counts_hz);
    vow_tick_oneshot_start(&tick, &alarm, tick_hz);
    start += (uint32_t)(tick.last - (uint32_t)start);
}

static void expect_nothing_wrong(void)
{
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(late, 0);
    EXPECT(clock_is_right());
}

static const struct {
    uint32_t counts_hz, tick_hz;
} rates[] = { { 25000000, 1000 }, { 1000000, 1000 }, { 32768, 1000 }, { 10000000, 1000 }, { 50000000, 1000000 },
            { 1000000, 1000000 }, { 44100, 1000 } };
enum { RATES = sizeof rates / sizeof rates[0], SLEEPS = 500 };

static uint32_t some_ticks(void)
{
    const unsigned bits = random_below(24);

    return 1 + random_below(1u << bits);
}

/* Sleeps of all lengths, ended by deadlines and by other interrupts, and stretches of work in between. */
VOW_TEST(tick_oneshot_is_right_after_each_sleep)
{
    random_state = 1;
    for (unsigned rate = 0; rate < RATES; rate++) {
        open(rates[rate].counts_hz, rates[rate].tick_hz);
        for (unsigned i = 0; i < SLEEPS; i++) {
            interrupted_at = random_below(3) ? UINT64_MAX : count + random_below(1u << random_below(30));
            sleep_until(clock_now() + some_ticks());
            for (unsigned steps = random_below(8); steps; steps--) {
                count += random_below(alarm.counts_hz / tick.tick_hz + 1);
                take_interrupts();
            }
        }
        expect_nothing_wrong();
    }
}

/* A deadline within reach is slept to without a wake-up on the way, and the clock shows it then. */
VOW_TEST(tick_oneshot_wakes_once)
{
    random_state = 2;
    for (unsigned rate = 0; rate < RATES; rate++) {
        open(rates[rate].counts_hz, rates[rate].tick_hz);
        for (unsigned i = 0; i < SLEEPS; i++) {
            const vow_time deadline = clock_now() + 2 + random_below(tick.longest_ticks - 2);

            wakes = 0;
            sleep_until(deadline);
            EXPECT_EQ(wakes, 1);
            EXPECT(clock_now() >= deadline);
            early += count - start < counts_at(deadline);
        }
        EXPECT_EQ(early, 0);
        expect_nothing_wrong();
    }
}

/* A day at a time that lies beyond the timer's reach, with as few wake-ups as that allows. */
VOW_TEST(tick_oneshot_a_day_without_drift)
{
    random_state = 3;
    for (unsigned rate = 0; rate < RATES; rate++) {
        vow_time day;

        open(rates[rate].counts_hz, rates[rate].tick_hz);
        day = (vow_time)24 * 60 * 60 * tick.tick_hz;
        while (clock_now() < day)
            sleep_until(day);
        EXPECT(wakes <= day / tick.longest_ticks + 1);
        EXPECT(count - start >= counts_at(day));
        EXPECT(count - start < counts_at(day + 1) + SLACK);
        expect_nothing_wrong();
    }
}

/* Never: the timer wakes it as rarely as it can. */
VOW_TEST(tick_oneshot_without_a_deadline)
{
    random_state = 4;
    open(1000000, 1000);
    for (unsigned i = 0; i < 20; i++)
        sleep_until(VOW_TIME_NEVER);
    EXPECT(clock_now() > 20 * (vow_time)1000000);
    expect_nothing_wrong();
}

/* All ticks of a long masked stretch are made up, and none twice. */
VOW_TEST(tick_oneshot_masked_ticks_are_made_up)
{
    random_state = 5;
    for (unsigned rate = 0; rate < RATES; rate++) {
        open(rates[rate].counts_hz, rates[rate].tick_hz);
        for (unsigned i = 0; i < SLEEPS; i++) {
            count += random_below(1u << random_below(31));
            take_interrupts();
            EXPECT(clock_is_right());
        }
        expect_nothing_wrong();
    }
}

/* The deadline passes while the alarm is set: the sleep ends at once, whatever was left. */
VOW_TEST(tick_oneshot_deadline_passes_while_being_set)
{
    random_state = 6;
    open(25000000, 1000);
    for (unsigned left = 0; left < 40; left++) {
        take_interrupts();
        count = start + counts_at(clock_now() + 5) - left; /* ticks are pending */
        sleep_until(clock_now() + 5);
        EXPECT(count - start < counts_at(clock_now()) + SLACK);
    }
    expect_nothing_wrong();
}

/* A loop above may be behind: then the next tick ends the sleep, as if there were work at once. */
VOW_TEST(tick_oneshot_deadline_lies_behind)
{
    random_state = 8;
    open(25000000, 1000);
    while (clock_now() < 1000)
        sleep_until(1000);
    for (unsigned ticks = 0; ticks < 5; ticks++) {
        const vow_time next = clock_now() + 1;

        sleep_until(next - 1 - ticks);
        EXPECT(count - start < counts_at(next) + SLACK);
    }
    EXPECT_EQ(wrong, 0);
}

static void fire_sharer(void *argument)
{
    (void)argument;
    sharer_fired++;
    sharer_late += (int32_t)((uint32_t)count - sharer_at) < 0 || (uint32_t)count - sharer_at > SLACK;
}

/* The other one-shot timer fires on time in long sleeps and beside ticks, and the clock goes on. */
VOW_TEST(tick_oneshot_is_shared)
{
    random_state = 7;
    open(1000000, 1000);
    vow_tick_oneshot_share(&tick, &sharer);
    for (unsigned i = 1; i <= SLEEPS; i++) {
        sharer_at = (uint32_t)count + random_below(1u << random_below(31));
        vow_oneshot_start_at(&sharer, sharer_at, fire_sharer, NULL);
        while (sharer_fired < i) {
            take_interrupts();
            if (sharer_fired < i)
                sleep_until(clock_now() + some_ticks());
        }
    }
    EXPECT_EQ(sharer_late, 0);
    EXPECT_EQ(vow_oneshot_left(&sharer), 0);
    expect_nothing_wrong();
}
