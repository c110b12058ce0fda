/* SPDX-License-Identifier: MIT */
/* Sleeps and delays (sleep.c), and how they are cancelled (cancel_sleep.c). Their sources name no function, so that a
 * program that cancels nothing links nothing for it; cancel.c calls vow_sleep_cancel_ instead. */
#ifndef VOW_CORE_SLEEP_H
#define VOW_CORE_SLEEP_H

#include "internal.h"

#include <vow/cancel.h>

/* The timer and the promise that it settles, in the sleeping task's frame. */
struct sleep {
    struct vow_source source;
    struct vow_timer timer;
    struct vow_promise slot;
};

/* The timer of a delay lies in a record, beside its promise. */
struct delay {
    struct vow_source source;
    struct vow_promise *promise;
    struct vow_timer timer;
};
_Static_assert(sizeof(struct delay) <= sizeof(struct vow_record), "a delay fits a record");

enum vow_cancel_outcome vow_sleep_cancel_(struct vow_source *source, struct vow_promise *promise);

#endif
