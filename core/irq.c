/* SPDX-License-Identifier: MIT */
#include "idle.h"

#include <vow/irq.h>

uintptr_t vow_irq_save(void)
{
    VOW_IRQ_BELOW_MASK();
    return vow_arch_irq_save();
}

void vow_irq_restore(uintptr_t state) { vow_arch_irq_restore(state); }
void vow_irq_wait(void) { wait_for_interrupt(&vow_main_loop); }
bool vow_irq_in_handler(void) { return vow_arch_handler() != 0; }

#if VOW_CONFIG_MASK_PRIORITY && VOW_CONFIG_HANDLER_CHECK
void vow_irq_below_mask_(const char *call, const void *place)
{
    if (UNLIKELY(vow_arch_is_above_mask()) && !vow_arch_is_held())
        vow_panic_above_mask_(call, place);
}
#endif
