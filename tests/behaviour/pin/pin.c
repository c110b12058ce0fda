/* SPDX-License-Identifier: MIT */
/* Edges of a pin, from an interrupt handler. */
#include "../../harness/irq.h"
#include "../../harness/script.h"

#include <vow/irq.h>
#include <vow/pin.h>

static struct vow_pin pin;
static bool wire;

static void handler(void) { vow_pin_level_from_isr(&pin, wire); }

static void open_pin(void)
{
    wire = true;
    vow_pin_init(&pin, &vow_main_loop, wire);
    vow_test_irq_connect(0, handler);
}

static void edge(void)
{
    wire = !wire;
    vow_test_irq_raise(0);
}

VOW_TEST(pin_edge_wakes_who_waits)
{
    struct vow_promise *next_edge;

    open_pin();
    next_edge = vow_pin_edge(&pin);
    EXPECT_EQ(vow_promise_status(next_edge), VOW_PENDING);
    edge();
    EXPECT_EQ(vow_await(next_edge).u, 0);
    EXPECT_EQ(vow_pin_level(&pin), 0);
}

VOW_TEST(pin_keeps_edges_until_they_are_asked_for)
{
    open_pin();
    for (int i = 0; i < 1000; i++)
        edge();
    EXPECT_EQ(vow_pin_level(&pin), 1);
    for (unsigned i = 0; i < 1000; i++)
        EXPECT_EQ(vow_await(vow_pin_edge(&pin)).u, i & 1);
    EXPECT_EQ(vow_pin_level(&pin), 1);
}

VOW_TEST(pin_level_unchanged_is_two_edges)
{
    open_pin();
    vow_test_irq_raise(0);
    EXPECT_EQ(vow_await(vow_pin_edge(&pin)).u, 0);
    EXPECT_EQ(vow_await(vow_pin_edge(&pin)).u, 1);
}

VOW_TEST(pin_has_one_wait_at_a_time)
{
    struct vow_promise *first;
    vow_value reason;

    open_pin();
    first = vow_pin_edge(&pin);
    EXPECT_EQ(vow_await_result(vow_pin_edge(&pin), &reason), VOW_REJECTED);
    EXPECT(reason.e == &vow_error_pin_busy);
    edge();
    EXPECT_EQ(vow_await(first).u, 0);
}

ASYNC(waits_10_ms)
{
    VOW_TIMEOUT_MS(10);
    return vow_await(vow_pin_edge(&pin));
}

VOW_TEST(pin_wait_that_times_out_loses_no_edge)
{
    vow_value reason;

    open_pin();
    EXPECT_EQ(vow_await_result(call(waits_10_ms), &reason), VOW_REJECTED);
    EXPECT(reason.e == &vow_error_timeout);
    edge();
    EXPECT_EQ(vow_await(call(waits_10_ms)).u, 0);
}

VOW_TEST(pin_cancel_comes_too_late_for_an_edge_that_was_handed_over)
{
    struct vow_promise *next_edge;

    open_pin();
    next_edge = vow_pin_edge(&pin);
    edge();
    EXPECT_EQ(vow_promise_cancel(next_edge), VOW_CANCEL_TOO_LATE);
    EXPECT_EQ(vow_await(next_edge).u, 0);
}
