/* SPDX-License-Identifier: MIT */
/* The NVIC's priorities, for system exceptions: <vow/irq_controller.h> has all the rest. */
#ifndef VOW_NVIC_H
#define VOW_NVIC_H

#include <stdint.h>

#include <vow/irq_controller.h>

/* The byte of a priority register. Two bits are implemented on every Cortex-M, the upper ones; 0 is the most urgent. */
#define VOW_NVIC_PRIORITY(urgency) ((uint32_t)(VOW_IRQ_MOST_URGENT - (urgency)) << 6)

#endif
