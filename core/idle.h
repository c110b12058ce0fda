/* SPDX-License-Identifier: MIT */
/* The last step into sleep. */
#ifndef VOW_CORE_IDLE_H
#define VOW_CORE_IDLE_H

#include "internal.h"

/* Called with interrupts masked, after a look at what they leave behind. Handlers that the mask lets through (VOW_CONFIG_MASK_PRIORITY)
 * may have handed over since then: so they are held for another look, and for the sleep. */
static inline void wait_for_interrupt(const struct vow_loop *loop)
{
#if VOW_CONFIG_MASK_PRIORITY
    const uintptr_t state = vow_arch_irq_hold(); /* [S6] */

    if (!handed_over(loop)) /* [S7] */
        vow_arch_idle();
    vow_arch_irq_release(state); /* [S8] */
#else
    (void)loop;
    vow_arch_idle();
#endif
}

#endif
