/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of going to sleep, above VOW_CONFIG_MASK_PRIORITY and below it: what it hands over wakes the loop at
 * once. Without ticks SysTick brings it, which the clock does not use. */
#include "../../harness/irq.h"
#include "../../harness/mps2_timer.h"
#include "../../harness/script.h"

#include <vow/board.h>
#include <vow/nvic.h>

enum { LEAST_COUNTS = 4, COUNTS = 25, AT_ONCE_COUNTS = 40, NORMAL_IRQ = 26 };

#define SYST_CSR (*(volatile uint32_t *)0xe000e010u)
#define SYST_RVR (*(volatile uint32_t *)0xe000e014u)
#define SYST_CVR (*(volatile uint32_t *)0xe000e018u)

static struct vow_promise *event;
static unsigned arrivals;
static uint32_t arrived_at;
static vow_time time_seen;

static uint32_t now(void);

static void settle(void) { vow_promise_resolve_from_isr(&vow_main_loop, event, VOW_UNDEFINED); }
static void leave_it_to_another(void) { vow_irq_pend(NORMAL_IRQ); }
static void (*hands_over)(void);

static void arrive(void)
{
    arrived_at = now();
    time_seen = vow_clock_now();
    arrivals++;
    hands_over();
}

/* ---- the interrupt, and a count of the same clock */

#if VOW_CONFIG_TICKLESS
#include <vow/board_oneshot.h>

#define ICSR           (*(volatile uint32_t *)0xe000ed04u)
#define ICSR_PENDSTCLR (1u << 25)
#define SHPR3_SYSTICK  (*(volatile uint8_t *)0xe000ed23u)
enum { SYST_RUNS = 7 };

static void open(void) { vow_board_oneshot_open(); }
static uint32_t now(void) { return vow_oneshot_now(&vow_board_oneshot); }

static inline __attribute__((always_inline)) void start(uint32_t counts, enum vow_irq_urgency urgency)
{
    SHPR3_SYSTICK = (uint8_t)VOW_NVIC_PRIORITY(urgency);
    SYST_RVR = counts;
    SYST_CVR = 0;
    SYST_CSR = SYST_RUNS;
}

void vow_systick_handler(void);
void vow_systick_handler(void)
{
    SYST_CSR = 0;
    ICSR = ICSR_PENDSTCLR; /* a short period may have ended twice */
    arrive();
}
#else
static void timer_arrived(const uint32_t *frame, uint32_t exc_return)
{
    (void)frame, (void)exc_return;
    arrive();
}

static void open(void) { mps2_timer_handler = timer_arrived; }

/* Each round begins behind a tick and is over before the next one. */
static uint32_t now(void) { return vow_main_loop.ticks_low * (SYST_RVR + 1) - SYST_CVR; }

static inline __attribute__((always_inline)) void start(uint32_t counts, enum vow_irq_urgency urgency)
{
    mps2_timer_start(counts);
    vow_irq_enable(MPS2_TIMER_IRQ, urgency);
}
#endif

/* ---- the sweep */

static void one_round(uint32_t counts, unsigned early, enum vow_irq_urgency urgency)
{
    vow_time began_at;

    event = vow_promise_new("event");
    vow_promise_retain(event);
    arrivals = 0;
    vow_sleep_ms(2);
    began_at = vow_clock_now();
    start(counts, urgency);
    mps2_nops(early);
    vow_await(event);
    EXPECT_EQ(arrivals, 1);
    EXPECT(now() - arrived_at < AT_ONCE_COUNTS);
    EXPECT(time_seen >= began_at && time_seen <= vow_clock_now());
}

static void sweep(enum vow_irq_urgency urgency, void (*how)(void))
{
    const unsigned instructions_a_count = 1000000000u / vow_board_core_hz();

    hands_over = how;
    open();
    vow_test_irq_connect(0, settle);
    for (uint32_t counts = LEAST_COUNTS; counts < COUNTS; counts++)
        for (unsigned early = 0; early < (counts == LEAST_COUNTS ? MPS2_MAX_EARLY : instructions_a_count); early++)
            one_round(counts, early, urgency);
}

VOW_TEST(above_the_mask_wakes_at_every_instruction_of_going_to_sleep) { sweep(VOW_IRQ_MOST_URGENT, settle); }
VOW_TEST(below_the_mask_wakes_at_every_instruction_of_going_to_sleep) { sweep(VOW_IRQ_NORMAL, settle); }
VOW_TEST(above_and_then_below_wakes_at_every_instruction_of_going_to_sleep) { sweep(VOW_IRQ_MOST_URGENT, leave_it_to_another); }
