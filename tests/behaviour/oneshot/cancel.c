/* SPDX-License-Identifier: MIT */
/* A delay of the one-shot timer that is cancelled: the deadline is taken back, or it has been reached. */
#include "../../harness/script.h"

#include <vow/board_oneshot.h>
#include <vow/cancel.h>
#include <vow/irq.h>

static struct vow_oneshot *const oneshot = &vow_board_oneshot;

static void expect_free(void)
{
    uint32_t from = vow_oneshot_now(oneshot);

    EXPECT_EQ(vow_oneshot_left(oneshot), 0);
    vow_await(vow_oneshot_delay(oneshot, 100));
    EXPECT(vow_oneshot_now(oneshot) - from >= 100);
}

VOW_TEST(oneshot_delay_is_taken_back_by_a_timeout)
{
    vow_value reason;

    vow_board_oneshot_open();
    EXPECT_EQ(vow_await_timeout_ms(vow_oneshot_delay(oneshot, vow_oneshot_counts_hz(oneshot)), 10, &reason), VOW_REJECTED);
    EXPECT(reason.e == &vow_error_timeout);
    expect_free();
}

/* Its interrupt is pending and has not been let in. */
VOW_TEST(oneshot_delay_is_cancelled_when_it_is_due)
{
    uintptr_t state;
    struct vow_promise *delay;
    vow_value reason;

    vow_board_oneshot_open();
    state = vow_irq_save();
    delay = vow_oneshot_delay(oneshot, 0);
    EXPECT_EQ(vow_promise_cancel(delay), VOW_CANCELLED);
    vow_irq_restore(state);
    EXPECT_EQ(vow_await_result(delay, &reason), VOW_REJECTED);
    EXPECT(reason.e == &vow_error_cancelled);
    expect_free();
}

/* Before, at and after the instant at which it fires: what the cancel says is what the await gives. */
VOW_TEST(oneshot_delay_is_cancelled_at_any_instant)
{
    unsigned cancelled = 0, late = 0;

    vow_board_oneshot_open();
    for (uint32_t counts = 0; counts < 200; counts++) {
        struct vow_promise *delay = vow_oneshot_delay(oneshot, counts);
        enum vow_cancel_outcome outcome;
        vow_value reason;

        for (volatile unsigned i = 0; i < 100 - counts / 2; i++)
            ;
        outcome = vow_promise_cancel(delay);
        if (vow_await_result(delay, &reason) == VOW_REJECTED) {
            EXPECT_EQ(outcome, VOW_CANCELLED);
            EXPECT(reason.e == &vow_error_cancelled);
            cancelled++;
        } else {
            EXPECT_EQ(outcome, VOW_CANCEL_TOO_LATE);
            late++;
        }
        EXPECT_EQ(vow_oneshot_left(oneshot), 0);
    }
    EXPECT(cancelled > 0 && late > 0);
    expect_free();
}

/* The timer has been given to somebody else meanwhile. */
VOW_TEST(oneshot_cancel_of_a_delay_that_was_replaced)
{
    struct vow_promise *first, *second;
    vow_value reason;

    vow_board_oneshot_open();
    first = vow_oneshot_delay(oneshot, vow_oneshot_counts_hz(oneshot));
    vow_oneshot_stop(oneshot);
    second = vow_oneshot_delay(oneshot, 1000);
    EXPECT_EQ(vow_promise_cancel(first), VOW_CANCEL_TOO_LATE);
    EXPECT_EQ(vow_await_result(first, &reason), VOW_REJECTED);
    EXPECT(reason.e == &vow_error_oneshot_stopped);
    EXPECT_EQ(vow_await_result(second, NULL), VOW_FULFILLED);
}
