/* SPDX-License-Identifier: MIT */
/* CMSDK timer 0, which interrupts at a distance that never changes (DDI 0479, chapter 4; interrupt 8 of the AN385). */
#ifndef VOW_BENCH_TIMER0_H
#define VOW_BENCH_TIMER0_H

#include <vow/irq_controller.h>

#define TIMER0_CTRL     (*(volatile uint32_t *)0x40000000u)
#define TIMER0_VALUE    (*(volatile uint32_t *)0x40000004u)
#define TIMER0_RELOAD   (*(volatile uint32_t *)0x40000008u)
#define TIMER0_INTCLEAR (*(volatile uint32_t *)0x4000000cu)
enum { TIMER0_IRQ = 8 };

void vow_irq8_handler(void);

static inline void vow_bench_timer0_start(uint32_t cycles_apart)
{
    TIMER0_RELOAD = cycles_apart;
    TIMER0_VALUE = cycles_apart;
    vow_irq_enable(TIMER0_IRQ, VOW_IRQ_NORMAL);
    TIMER0_CTRL = 9; /* enable, with interrupt */
}

static inline void vow_bench_timer0_stop(void)
{
    TIMER0_CTRL = 0;
    vow_irq_disable(TIMER0_IRQ);
}

#endif
