/* SPDX-License-Identifier: MIT */
/* native: simulated interrupts. They arrive only where the program calls these functions, unmasks or idles, so every run
 * is the same. Handlers run on the stack that was interrupted, one above the other by priority. */
#ifndef VOW_NATIVE_H
#define VOW_NATIVE_H

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

#define VOW_NATIVE_INTERRUPTS 32

/** Connects a handler. A smaller `priority` interrupts a larger one, as on an NVIC; equal ones wait.
 *  @param interrupt  0 to VOW_NATIVE_INTERRUPTS - 1   @context init, task, loop */
void vow_native_connect(unsigned interrupt, unsigned priority, void (*handler)(void));

/** The interrupt becomes pending, and its handler runs at once if nothing holds it back.   @context any */
void vow_native_raise(unsigned interrupt);

/** What the processor does while it sleeps: the board's function must raise at least one interrupt, or end the program.
 *  It is called with interrupts masked.   @context init */
void vow_native_set_idle(void (*idle)(void));

VOW_END_DECLARATIONS

#endif
