/* SPDX-License-Identifier: MIT */
#include "internal.h"

void vow_panic_at_(const char *what, const void *place)
{
#if VOW_CONFIG_MASK_PRIORITY && VOW_CONFIG_HANDLER_CHECK
    if (vow_arch_is_above_mask())
        vow_arch_irq_hold(); /* a hook that prints masks, which is checked */
#endif
    vow_hook_panic(what, vow_task_name(LOOP->current), place);
}

void vow_panic(const char *what) { vow_panic_at_(what, vow_arch_caller()); }
