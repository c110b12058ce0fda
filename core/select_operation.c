/* SPDX-License-Identifier: MIT */
/* The case of select that cancels what it has waited for if it loses. */
#include "cancel.h"
#include "select.h"

static bool withdraw(struct vow_case *one)
{
    if (vow_cancel_insist_(one->object) != VOW_CANCEL_TOO_LATE)
        return vow_case_promise_withdraw_(one);
    if (!one->at.reaction.run)
        vow_case_promise_start_(one);
    return false;
}

/* What it answered to its cancel, or before: that it did not happen, as a rule. */
static void finish(struct vow_case *one)
{
    VOW_SHIELD();
    vow_value value;
    enum vow_status status;

    vow_case_promise_withdraw_(one);
    status = vow_await_result(one->object, &value);
    if (status == VOW_REJECTED && value.e == &vow_error_cancelled && one != one->selection->chosen)
        return;
    one->status = (uint8_t)status;
    one->value = value;
}

struct vow_case vow_case_operation(struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    static const struct vow_case_methods methods = { vow_case_promise_start_, withdraw, finish };
    struct vow_case one = case_make(&methods, promise);

    one.at.reaction.run = NULL;
    return one;
}
