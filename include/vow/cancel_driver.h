/* SPDX-License-Identifier: MIT */
/* For drivers: operations that can be cancelled, in a program that may cancel nothing. */
#ifndef VOW_CANCEL_DRIVER_H
#define VOW_CANCEL_DRIVER_H

#include <vow/cancel.h>

VOW_BEGIN_DECLARATIONS

/* Who cancels links these; a driver alone does not. */
extern const struct vow_error vow_error_cancelled __attribute__((weak));
void vow_promise_set_source(struct vow_promise *promise, struct vow_source *source) __attribute__((weak));

/* vow_promise_set_source where the program has it: where not, nobody can cancel the promise. */
static inline void vow_driver_set_source_(struct vow_promise *promise, struct vow_source *source)
{
    if (vow_promise_set_source)
        vow_promise_set_source(promise, source);
}

VOW_END_DECLARATIONS

#endif
