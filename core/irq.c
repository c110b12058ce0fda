/* SPDX-License-Identifier: MIT */
#include "arch.h"

#include <vow/irq.h>

uintptr_t vow_irq_save(void) { return vow_arch_irq_save(); }
void vow_irq_restore(uintptr_t state) { vow_arch_irq_restore(state); }
void vow_irq_wait(void) { vow_arch_idle(); }
bool vow_irq_in_handler(void) { return vow_arch_handler() != 0; }
