/* SPDX-License-Identifier: MIT */
/* A tick from the machine timer of RISC-V (mtime and mtimecmp), in a CLINT. For boards. */
#ifndef VOW_TICK_CLINT_H
#define VOW_TICK_CLINT_H

#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

struct vow_tick_clint {
    uintptr_t base;   /* of the CLINT's registers */
    uint32_t counts;  /* of mtime, a tick */
    uint64_t next;    /* private: when the next tick is due */
};

/** Starts the first tick now. The board lets machine timer interrupts in (mie.MTIE) afterwards.
 *  @memory borrows `tick` for as long as it runs   @context init, task, with interrupts masked if it runs already */
void vow_tick_clint_start(struct vow_tick_clint *tick);

/** The body of the handler.   @return the ticks that have passed since the last call: 1, more if it comes late
 *  @context isr */
uint32_t vow_tick_clint_handler(struct vow_tick_clint *tick);

VOW_END_DECLARATIONS

#endif
