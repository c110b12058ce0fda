/* SPDX-License-Identifier: MIT */
/* Delays of the board's one-shot timer, cancelled at each await: the deadline is taken back. */
#include "../points.h"

#include <vow/board_oneshot.h>

static struct vow_oneshot *const oneshot = &vow_board_oneshot;

static uint32_t counts_from_us(uint32_t us) { return vow_oneshot_counts_from_us(oneshot, us); }

static const char *oneshot_works(void *context)
{
    uint32_t from = vow_oneshot_now(oneshot);

    (void)context;
    if (vow_oneshot_left(oneshot))
        return "the one-shot timer still has a deadline";
    vow_await(vow_oneshot_delay(oneshot, counts_from_us(100)));
    return vow_oneshot_now(oneshot) - from >= counts_from_us(100) ? NULL : "the one-shot timer came too early";
}

ASYNC(delays)
{
    vow_await(vow_oneshot_delay(oneshot, counts_from_us(500)));
    vow_await_timeout_ms(vow_oneshot_delay(oneshot, counts_from_us(20000)), 2, NULL);
    vow_await(vow_oneshot_delay(oneshot, 0));
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_points_of_oneshot_delays)
{
    vow_board_oneshot_open();
    try_points_and_check(&delays_fn, 6, NULL, oneshot_works);
}
