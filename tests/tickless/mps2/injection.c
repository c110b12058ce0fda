/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of going to sleep, and of waking up. SysTick, which the clock does not use, brings it: a count is 40
 * instructions on Cortex-M3, M4 and M7, 50 on M33, and a row of nops shifts the rest by as many. */
#include "../../harness/mps2_timer.h"
#include "../idle.h"

#include <vow/board.h>

#define SYST_CSR (*(volatile uint32_t *)0xe000e010u)
#define SYST_RVR (*(volatile uint32_t *)0xe000e014u)
#define SYST_CVR (*(volatile uint32_t *)0xe000e018u)
#define ICSR     (*(volatile uint32_t *)0xe000ed04u)
#define ICSR_PENDSTCLR (1u << 25)
enum { SYST_RUNS = 7, LEAST_COUNTS = 4 };

void vow_systick_handler(void);

static struct vow_promise *event;
static unsigned arrivals, before_sleep, after_sleep;
static uint32_t base_count, arrived_at;
static vow_time base_time;

static vow_time time_by_count(uint32_t count) { return base_time + (count - base_count) / counts_a_tick(); }

/* A tick that ends while the handler runs is in one of the two alone. */
static void expect_right_time(vow_time time, uint32_t count)
{
    EXPECT(time == time_by_count(count) || time == time_by_count(count - 20));
}

void vow_systick_handler(void)
{
    vow_time time;

    SYST_CSR = 0;
    ICSR = ICSR_PENDSTCLR; /* a short period may have ended twice */
    time = vow_clock_now();
    arrived_at = vow_oneshot_now(&vow_board_oneshot);
    expect_right_time(time, arrived_at);
    *(idles ? &after_sleep : &before_sleep) += 1;
    arrivals++;
    vow_promise_resolve_from_isr(&vow_main_loop, event, VOW_UNDEFINED);
}

/* The last count that was seen before a tick ended; from there on they end at equal distances. */
static void find_end_of_tick(void)
{
    const vow_time before = vow_clock_now();
    uint32_t count = vow_oneshot_now(&vow_board_oneshot);

    do {
        base_count = count;
        count = vow_oneshot_now(&vow_board_oneshot);
        base_time = vow_clock_now();
    } while (base_time == before);
}

/* Begins where a tick has just ended. */
static void prepare(void)
{
    const vow_time known = base_time;

    event = vow_promise_new("event");
    vow_promise_retain(event);
    SYST_CSR = 0;
    vow_sleep_ms(2);
    base_time = vow_clock_now();
    base_count += (uint32_t)(base_time - known) * counts_a_tick();
    idles = arrivals = 0;
}

static inline __attribute__((always_inline)) void start_systick(uint32_t counts)
{
    SYST_RVR = counts;
    SYST_CVR = 0;
    SYST_CSR = SYST_RUNS;
}

static unsigned instructions_a_count(void) { return 1000000000u / vow_board_core_hz(); }

VOW_TEST(tickless_interrupt_at_every_instruction_of_going_to_sleep)
{
    enum { COUNTS = 25 };

    vow_board_oneshot_open();
    find_end_of_tick();
    before_sleep = after_sleep = 0;
    for (unsigned counts = LEAST_COUNTS; counts < COUNTS; counts++) {
        const unsigned most_early = counts == LEAST_COUNTS ? MPS2_MAX_EARLY : instructions_a_count();

        for (unsigned early = 0; early < most_early; early++) {
            prepare();
            start_systick(counts);
            mps2_nops(early);
            vow_await(event);
            EXPECT_EQ(arrivals, 1);
            EXPECT(vow_oneshot_now(&vow_board_oneshot) - arrived_at < 40);
        }
    }
    EXPECT(before_sleep > 0);
    EXPECT(after_sleep > 0);
}

static struct vow_timer timer;
static vow_time fired_at;

static void note_time(void *unused)
{
    (void)unused;
    fired_at = vow_clock_now();
}

VOW_TEST(tickless_interrupt_at_every_instruction_of_waking_up)
{
    enum { TICKS = 2, AROUND_COUNTS = 24 };

    vow_board_oneshot_open();
    find_end_of_tick();
    before_sleep = after_sleep = 0;
    for (unsigned counts = 0; counts < AROUND_COUNTS; counts++) {
        for (unsigned early = 0; early < instructions_a_count(); early++) {
            prepare();
            vow_timer_start_at(&timer, base_time + TICKS, note_time, NULL);
            start_systick(TICKS * counts_a_tick() - 60 + counts);
            mps2_nops(early);
            vow_await(event);
            vow_sleep_ms(TICKS);
            EXPECT_EQ(arrivals, 1);
            EXPECT(fired_at == base_time + TICKS);
        }
    }
    EXPECT(after_sleep > 0);
}
