/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of the hand-over. QEMU runs one instruction a nanosecond under -icount shift=0, so a
 * timer that expires at a fixed time, and a row of nops that grows by one, let it arrive one instruction earlier in
 * each round. */
#include "../../harness/script.h"

/* CMSDK dual-purpose timer 0 (AN385, 3.4), interrupt 8. One count is 40 instructions. */
static volatile uint32_t *const timer0 = (volatile uint32_t *)0x40000000u;
enum { CTRL, VALUE, RELOAD, INTCLEAR };
#define NVIC_ISER (*(volatile uint32_t *)0xe000e100u)

enum { ROUNDS = 256, COUNTS = 4 };

static struct vow_promise *p, *q;
static volatile enum { BEFORE, DURING, AFTER } phase;
static volatile bool arrived;
static unsigned seen[3];

void vow_irq8_handler(void);
void vow_irq8_handler(void)
{
    timer0[CTRL] = 0;
    timer0[INTCLEAR] = 1;
    seen[phase]++;
    vow_promise_resolve_from_isr(&vow_main_loop, q, vow_string("q"));
    arrived = true;
}

static inline __attribute__((always_inline)) void nops(unsigned count)
{
    __asm__ volatile("adr.w r3, 1f\n\t"
                     "sub r3, r3, %0, lsl #1\n\t"
                     "orr r3, r3, #1\n\t"
                     "bx r3\n\t"
                     ".rept 256\n\tnop\n\t.endr\n\t"
                     ".balign 4\n1:"
                     : : "r"(count) : "r3", "memory");
}

static void one_round(unsigned early)
{
    p = vow_promise_new(NULL);
    q = vow_promise_new(NULL);
    vow_promise_retain(p);
    vow_promise_retain(q);
    arrived = false;
    phase = BEFORE;
    timer0[VALUE] = timer0[RELOAD] = COUNTS;
    timer0[CTRL] = 9;
    nops(early);
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
    NVIC_ISER = 1u << 8;
    for (unsigned early = 0; early < ROUNDS; early++)
        one_round(early);
    EXPECT(seen[BEFORE] > 0);
    EXPECT(seen[DURING] >= 10);
    EXPECT(seen[AFTER] > 0);
}
