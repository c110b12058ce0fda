/* SPDX-License-Identifier: MIT */
/* The timer and its handler: CMSDK timer 0 of the MPS2 boards, TIMER1 of the nRF51 (Reference Manual, chapter 18). */
#include "../harness/cortexm_frame.h"
#include "inject.h"

#include <vow/irq_controller.h>

#if __ARM_ARCH >= 7
#include "../harness/mps2_timer.h"

const uint32_t inject_long_counts = 4800, inject_tick_counts = __ARM_ARCH >= 8 ? 20000 : 25000;

void inject_port_open(void) {}
void inject_timer_start(uint32_t counts) { mps2_timer_start(counts); }

static inline void stop(void)
{
    mps2_timer0[MPS2_TIMER_CTRL] = 0;
    mps2_timer0[MPS2_TIMER_INTCLEAR] = 1;
    vow_irq_clear(MPS2_TIMER_IRQ);
}
#else
static volatile uint32_t *const timer1 = (volatile uint32_t *)0x40009000u;
enum { START = 0, STOP = 1, CLEAR = 3, COMPARE0 = 0x140 / 4, INTENSET = 0x304 / 4 };
enum { BITMODE = 0x508 / 4, PRESCALER = 0x510 / 4, CC0 = 0x540 / 4, TIMER1_IRQ = 9 };
#define mps2_timer_irq_handler vow_irq9_handler

const uint32_t inject_long_counts = 6000, inject_tick_counts = 16000;

void inject_port_open(void)
{
    timer1[BITMODE] = 3;
    timer1[PRESCALER] = 0;
    timer1[INTENSET] = 1u << 16;
    vow_irq_enable(TIMER1_IRQ, VOW_IRQ_NORMAL);
}

void inject_timer_start(uint32_t counts)
{
    timer1[CC0] = counts;
    timer1[CLEAR] = 1;
    timer1[START] = 1;
}

static inline void stop(void)
{
    timer1[STOP] = 1;
    timer1[COMPARE0] = 0;
}
#endif

void inject_entered(const uint32_t *frame);

CORTEXM_HANDLER_WITH_FRAME(mps2_timer_irq_handler, inject_entered)

void inject_entered(const uint32_t *frame)
{
    stop();
    inject_arrived(frame[CORTEXM_FRAME_PC]);
}
