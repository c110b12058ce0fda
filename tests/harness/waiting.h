/* SPDX-License-Identifier: MIT */
/* What the tests of things that tasks share are written with. */
#ifndef VOW_TESTS_WAITING_H
#define VOW_TESTS_WAITING_H

#include "irq.h"
#include "script.h"

static inline void expect_rejected(struct vow_promise *promise, const struct vow_error *error)
{
    vow_value reason = VOW_UNDEFINED;

    EXPECT_EQ(vow_await_result(promise, &reason), VOW_REJECTED);
    EXPECT(reason.e == error);
}

static inline void expect_cancelled(struct vow_promise *promise) { expect_rejected(promise, &vow_error_cancelled); }

/* Cancels and awaits the end. */
static inline void cancel_and_wait(struct vow_promise *promise)
{
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled(promise);
}

#endif
