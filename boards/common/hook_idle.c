/* SPDX-License-Identifier: MIT */
/* The default sleep. */
#include <vow/idle.h>
#include <vow/irq.h>

void vow_hook_idle(vow_time deadline)
{
    (void)deadline;
    vow_irq_wait();
}
