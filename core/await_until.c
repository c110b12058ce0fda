/* SPDX-License-Identifier: MIT */
/* await with a deadline, as a function. */
#include "internal.h"

#include <vow/cancel.h>

enum vow_status vow_await_until(struct vow_promise *promise, vow_time deadline, vow_value *value)
{
    NOT_IN_HANDLER();
    struct vow_timeout timeout;
    vow_value result;
    enum vow_status status;

    vow_timeout_enter_(&timeout, deadline);
    status = vow_await_result(promise, &result);
    if (status == VOW_REJECTED && result.e == &vow_error_cancelled && timeout.scope.fired)
        result = timeout.scope.reason;
    vow_timeout_leave_(&timeout);
    if (value)
        *value = result;
    return status;
}

enum vow_status vow_await_timeout_ms(struct vow_promise *promise, uint32_t timeout_ms, vow_value *value)
{
    NOT_IN_HANDLER_NOR_CALLEE();
    return vow_await_until(promise, vow_clock_now() + vow_ticks_from_ms(timeout_ms), value);
}
