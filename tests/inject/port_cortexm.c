/* SPDX-License-Identifier: MIT */
/* The timer and its handler: CMSDK timer 0 of the MPS2 boards, TIMER1 of the nRF51. */
#include "../harness/cortexm_frame.h"
#include "../harness/irq.h"
#include "inject.h"

#include <vow/irq_controller.h>

#if __ARM_ARCH >= 7
#include "../harness/mps2_timer.h"
#define timer_irq_handler mps2_timer_irq_handler

const uint32_t inject_long_counts = 4800, inject_longest_counts = 4800, inject_tick_counts = __ARM_ARCH >= 8 ? 20000 : 25000;

#if !VOW_CONFIG_MASK_PRIORITY
void inject_port_open(void) {}
#endif
void inject_timer_start(uint32_t counts) { mps2_timer_start(counts); }

static inline void stop(void)
{
    mps2_timer0[MPS2_TIMER_CTRL] = 0;
    mps2_timer0[MPS2_TIMER_INTCLEAR] = 1;
    vow_irq_clear(MPS2_TIMER_IRQ);
}
#else
#include "../harness/nrf51_timer.h"
#define timer_irq_handler nrf51_timer1_irq_handler

const uint32_t inject_long_counts = 6000, inject_longest_counts = 6000, inject_tick_counts = 16000;

void inject_port_open(void) { nrf51_timer1_open(); }
void inject_timer_start(uint32_t counts) { nrf51_timer1_start(counts); }

static inline void stop(void) { nrf51_timer1_stop(); }
#endif

#if __ARM_ARCH >= 7 && VOW_CONFIG_MASK_PRIORITY
/* Whether the timer's handler is above the mask or below. */
static void (*arrival)(void);

static void arrives(void)
{
    inject_handler_begins();
    arrival();
    inject_handler_ends();
}

void inject_port_open(void) { vow_test_irq_connect(0, arrives); }

void inject_call_masked(void (*arrive)(void))
{
    arrival = arrive;
    vow_test_irq_raise(0);
}
#else
void inject_call_masked(void (*arrive)(void)) { arrive(); }
#endif

const struct inject_operation inject_port[] = { { .name = NULL } };

void inject_entered(const uint32_t *frame);

CORTEXM_HANDLER_WITH_FRAME(timer_irq_handler, inject_entered)

void inject_entered(const uint32_t *frame)
{
    stop();
    inject_arrived(frame[CORTEXM_FRAME_PC]);
}
