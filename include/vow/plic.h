/* SPDX-License-Identifier: MIT */
/* Where the platform-level interrupt controller of a RISC-V board is. For boards; <vow/irq_controller.h> has its functions. */
#ifndef VOW_PLIC_H
#define VOW_PLIC_H

#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/* Sources that have a handler: 1 to VOW_PLIC_SOURCES - 1. */
#define VOW_PLIC_SOURCES 64

/** Where the registers are: the board defines it. The board also lets machine external interrupts in (mie.MEIE). */
extern const uintptr_t vow_plic_base;

VOW_END_DECLARATIONS

#endif
