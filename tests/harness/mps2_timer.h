/* SPDX-License-Identifier: MIT */
/* An interrupt at a chosen instruction. QEMU runs one instruction a nanosecond under -icount shift=0, so a timer that
 * expires at a fixed time, and a row of nops that grows by one, let it arrive one instruction earlier in each round. */
#ifndef VOW_TESTS_MPS2_TIMER_H
#define VOW_TESTS_MPS2_TIMER_H

#include <stdint.h>

#include <vow/irq_controller.h>

/* CMSDK timer 0: AN385, 3.4, where one count is 40 instructions; AN505, 3.4, where it is 50. */
#if __ARM_ARCH >= 8
static volatile uint32_t *const mps2_timer0 = (volatile uint32_t *)0x50000000u;
enum { MPS2_TIMER_IRQ = 3 };
#define mps2_timer_irq_handler vow_irq3_handler
#else
static volatile uint32_t *const mps2_timer0 = (volatile uint32_t *)0x40000000u;
enum { MPS2_TIMER_IRQ = 8 };
#define mps2_timer_irq_handler vow_irq8_handler
#endif
enum { MPS2_TIMER_CTRL, MPS2_TIMER_VALUE, MPS2_TIMER_RELOAD, MPS2_TIMER_INTCLEAR };

enum { MPS2_MAX_EARLY = 256 };

/* Where masks let handlers through (VOW_CONFIG_MASK_PRIORITY), it is one of those. */
#ifndef MPS2_TIMER_URGENCY
#define MPS2_TIMER_URGENCY (VOW_CONFIG_MASK_PRIORITY ? VOW_IRQ_MOST_URGENT : VOW_IRQ_NORMAL)
#endif

/* Called once for each start, in the handler: with what the processor stacked, and EXC_RETURN (tests/behaviour/mps2/timer.c). */
extern void (*mps2_timer_handler)(const uint32_t *frame, uint32_t exc_return);

static inline __attribute__((always_inline)) void mps2_timer_start(uint32_t counts)
{
    vow_irq_enable(MPS2_TIMER_IRQ, MPS2_TIMER_URGENCY);
    mps2_timer0[MPS2_TIMER_VALUE] = mps2_timer0[MPS2_TIMER_RELOAD] = counts;
    mps2_timer0[MPS2_TIMER_CTRL] = 9;
}

/* Runs `count` nops, at most MPS2_MAX_EARLY; the way there always takes as long. */
static inline __attribute__((always_inline)) void mps2_nops(unsigned count)
{
    __asm__ volatile("adr.w r3, 1f\n\t"
                     "sub r3, r3, %0, lsl #1\n\t"
                     "orr r3, r3, #1\n\t"
                     "bx r3\n\t"
                     ".rept 256\n\tnop\n\t.endr\n\t"
                     ".balign 4\n1:"
                     : : "r"(count) : "r3", "memory");
}

/* Runs `round` again and again, so that an interrupt arrives at each instruction of [from, to) that it comes through. Returns the number
 * of those instructions. In the handler it calls `inspect`, with what the processor stacked there and EXC_RETURN. */
unsigned mps2_sweep(void (*round)(void), const void *from, const void *to,
                    void (*inspect)(const uint32_t *frame, uint32_t exc_return));

#endif
