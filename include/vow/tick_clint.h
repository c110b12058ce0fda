/* SPDX-License-Identifier: MIT */
/* A tick from the machine timer of RISC-V (mtime and mtimecmp), in a CLINT. For boards. */
#ifndef VOW_TICK_CLINT_H
#define VOW_TICK_CLINT_H

#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/* A tick need not be a whole number of counts: what is left over is carried on, so that a tick may be less than a count
 * early, and none is lost. The board sets `base`, `mtime_hz` and `tick_hz`; the rest is private. */
struct vow_tick_clint {
    uintptr_t base;             /* of the CLINT's registers */
    uint32_t mtime_hz, tick_hz; /* counts and ticks a second */
    uint32_t counts, rest;      /* of a tick: whole counts, and what is left over in parts of 1 / tick_hz of a count */
    uint32_t carried;           /* the sum of what was left over, less than tick_hz */
    uint64_t next;              /* when the next tick is due */
};

/** Starts the first tick now. The board lets machine timer interrupts in (mie.MTIE) afterwards.
 *  @memory borrows `tick` for as long as it runs   @context init, task, with interrupts masked if it runs already   @suspends no */
void vow_tick_clint_start(struct vow_tick_clint *tick);

/** The body of the handler.   @return the ticks that have passed since the last call: 1, more if it comes late
 *  @context isr */
uint32_t vow_tick_clint_handler(struct vow_tick_clint *tick);

/* Private, for the one-shot timer beside it: mtime, and the comparison, with interrupts masked. */
uint64_t vow_tick_clint_now_(const struct vow_tick_clint *tick);
void vow_tick_clint_compare_(const struct vow_tick_clint *tick, uint64_t time);

VOW_END_DECLARATIONS

#endif
