/* SPDX-License-Identifier: MIT */
/* What the files of broadcasts share. */
#ifndef VOW_CORE_BROADCAST_H
#define VOW_CORE_BROADCAST_H

#include "wait.h"

#include <vow/broadcast.h>

/* Handlers publish, too: masked (about 20 instructions). False: it is closed. */
static inline bool broadcast_put(struct vow_broadcast *broadcast, vow_value item)
{
    uintptr_t state = vow_arch_irq_save();
    bool is_open = !broadcast->closed;

    if (is_open) {
        broadcast->items[broadcast->head] = item;
        if (++broadcast->head == broadcast->capacity)
            broadcast->head = 0;
        broadcast->published++;
    }
    vow_arch_irq_restore(state);
    return is_open;
}

#endif
