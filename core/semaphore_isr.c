/* SPDX-License-Identifier: MIT */
/* Semaphores, the side of handlers: the permit is counted, and the loop hands it on. */
#include "wait.h"

#include <vow/irq.h>
#include <vow/semaphore.h>

bool vow_semaphore_release_from_isr(struct vow_loop *loop, struct vow_semaphore *semaphore)
{
    uintptr_t state;
    bool has_room;

    VOW_IRQ_BELOW_MASK();
    state = vow_arch_irq_save(); /* 8 instructions */
    has_room = semaphore->permits != UINT32_MAX;
    if (has_room)
        semaphore->permits++; /* [R1] */
    vow_arch_irq_restore(state);
    if (has_room && *(struct vow_waiter *const volatile *)&semaphore->waiters.first) /* [R2] */
        vow_bell_ring_from_isr_(loop, &semaphore->bell);
    return has_room;
}
