/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of the hand-over. */
#include "../../harness/mps2_timer.h"
#include "../../harness/script.h"

enum { COUNTS = 4 };

static struct vow_promise *p, *q;
static volatile enum { BEFORE, DURING, AFTER } phase;
static volatile bool arrived;
static unsigned seen[3];

static void settle_q(const uint32_t *frame, uint32_t exc_return)
{
    (void)frame, (void)exc_return;
    seen[phase]++;
    vow_promise_resolve_from_isr(&vow_main_loop, q, vow_string("q"));
    arrived = true;
}

static void one_round(unsigned early)
{
    p = vow_promise_new(NULL);
    q = vow_promise_new(NULL);
    vow_promise_retain(p);
    vow_promise_retain(q);
    arrived = false;
    phase = BEFORE;
    mps2_timer_start(COUNTS);
    mps2_nops(early);
    phase = DURING;
    vow_promise_resolve_from_isr(&vow_main_loop, p, vow_string("p"));
    phase = AFTER;
    while (!arrived)
        ;
    vow_sleep_ms(1);
    EXPECT_EQ(vow_promise_status(p), VOW_FULFILLED);
    EXPECT_EQ(vow_promise_status(q), VOW_FULFILLED);
    vow_promise_release(p);
    vow_promise_release(q);
}

VOW_TEST(injection_at_every_instruction_of_the_hand_over)
{
    seen[BEFORE] = seen[DURING] = seen[AFTER] = 0;
    mps2_timer_handler = settle_q;
    for (unsigned early = 0; early < MPS2_MAX_EARLY; early++)
        one_round(early);
    EXPECT(seen[BEFORE] > 0);
    EXPECT(seen[DURING] >= 10);
    EXPECT(seen[AFTER] > 0);
}

/* ---- one promise, settled by two ---- */

static void settle_p_again(const uint32_t *frame, uint32_t exc_return)
{
    (void)frame, (void)exc_return;
    seen[phase]++;
    vow_promise_reject_from_isr(&vow_main_loop, p, vow_string("again"));
    arrived = true;
}

/* `settle` and the handler settle p, the task waits for it: exactly one of them counts. */
static void one_round_of_two(unsigned early, uint32_t counts, void (*settle)(unsigned early))
{
    vow_value value;
    enum vow_status status;

    p = vow_promise_new(NULL);
    vow_promise_retain(p);
    vow_promise_retain(p);
    arrived = false;
    phase = BEFORE;
    mps2_timer_start(counts);
    settle(early);
    status = vow_await_result(p, &value);
    phase = AFTER;
    while (!arrived)
        ;
    vow_sleep_ms(1);
    EXPECT(status == (value.s[0] == 'p' ? VOW_FULFILLED : VOW_REJECTED));
    EXPECT_EQ(vow_promise_status(p), status);
    EXPECT_EQ(p->node.references, 1);
    vow_promise_release(p);
}

static void interrupted_settle(unsigned early)
{
    mps2_nops(early);
    phase = DURING;
    vow_promise_resolve_from_isr(&vow_main_loop, p, vow_string("p"));
    phase = AFTER;
}

VOW_TEST(injection_settles_the_same_promise)
{
    seen[BEFORE] = seen[DURING] = seen[AFTER] = 0;
    mps2_timer_handler = settle_p_again;
    for (unsigned early = 0; early < MPS2_MAX_EARLY; early++)
        one_round_of_two(early, COUNTS, interrupted_settle);
    EXPECT(seen[BEFORE] > 0);
    EXPECT(seen[DURING] >= 10);
    EXPECT(seen[AFTER] > 0);
}

/* From the hand-over until the task runs again: the loop takes p and settles it. */
static void settle_interrupted_later(unsigned early)
{
    vow_promise_resolve_from_isr(&vow_main_loop, p, vow_string("p"));
    mps2_nops(early);
    phase = DURING;
}

VOW_TEST(injection_settles_again_while_the_loop_takes)
{
    seen[BEFORE] = seen[DURING] = seen[AFTER] = 0;
    mps2_timer_handler = settle_p_again;
    for (uint32_t counts = COUNTS; counts <= 2 * COUNTS; counts += COUNTS)
        for (unsigned early = 0; early < MPS2_MAX_EARLY; early++)
            one_round_of_two(early, counts, settle_interrupted_later);
    EXPECT(seen[BEFORE] > 0);
    EXPECT(seen[DURING] >= 80);
    EXPECT(seen[AFTER] > 0);
}

/* ---- the clock's two words ---- */

static const vow_time carry = (vow_time)7 << 32;
static vow_time time_seen;

static void read_clock(const uint32_t *frame, uint32_t exc_return)
{
    (void)frame, (void)exc_return;
    time_seen = vow_clock_now();
    seen[time_seen >= carry]++;
    arrived = true;
}

/* Handlers that are more urgent than the tick may read the clock, too. SysTick may add a tick of its own. */
VOW_TEST(injection_reads_the_clock_while_it_carries)
{
    const uint32_t low = vow_main_loop.ticks_low, high = vow_main_loop.ticks_high;
    unsigned wrong = 0;

    seen[false] = seen[true] = 0;
    mps2_timer_handler = read_clock;
    for (unsigned early = 0; early < MPS2_MAX_EARLY; early++) {
        vow_main_loop.ticks_low = (uint32_t)carry - 1;
        vow_main_loop.ticks_high = (uint32_t)(carry >> 32) - 1;
        arrived = false;
        mps2_timer_start(COUNTS);
        mps2_nops(early);
        vow_loop_tick_from_isr(&vow_main_loop, 1);
        while (!arrived)
            ;
        wrong += time_seen < carry - 1 || time_seen > carry + 1;
    }
    vow_main_loop.ticks_low = low;
    vow_main_loop.ticks_high = high;
    EXPECT_EQ(wrong, 0);
    EXPECT(seen[false] > 0);
    EXPECT(seen[true] > 0);
}
