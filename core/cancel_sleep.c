/* SPDX-License-Identifier: MIT */
#include "sleep.h"

enum vow_cancel_outcome vow_sleep_cancel_(struct vow_source *source, struct vow_promise *promise)
{
    struct sleep *sleep = (struct sleep *)source;

    if (promise == &sleep->slot) {
        vow_timer_stop(&sleep->timer);
        settle(promise, VOW_REJECTED, vow_error_value(&vow_error_cancelled));
    } else {
        struct delay *delay = (struct delay *)source;

        vow_timer_stop(&delay->timer);
        pool_give(&LOOP->records, delay);
        vow_promise_reject(promise, vow_error_value(&vow_error_cancelled));
    }
    return VOW_CANCELLED;
}
