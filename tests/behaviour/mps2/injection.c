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
