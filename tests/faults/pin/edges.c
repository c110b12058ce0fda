/* SPDX-License-Identifier: MIT */
/* Edges of a pin and a generator that debounces them, cancelled at each await: no edge is lost. */
#include "../points.h"

#include "../../harness/irq.h"

#include <vow/iterate.h>
#include <vow/pin.h>

static struct vow_pin pin;
static struct vow_timer bounce;
static bool wire;
static int edges_left, edges_told;

static void handler(void) { vow_pin_level_from_isr(&pin, wire); }

static void edge(void *argument)
{
    (void)argument;
    wire = !wire;
    vow_test_irq_raise(0);
    if (--edges_left)
        vow_timer_start_ms(&bounce, edges_left % 4 ? 1 : 6, edge, NULL);
}

static void open_pin(void *context)
{
    (void)context;
    vow_test_irq_connect(0, handler);
    wire = true;
    vow_pin_init(&pin, &vow_main_loop, wire);
    edges_told = 0;
}

static void stop_bouncing(void *timer) { vow_timer_stop(timer); }

/* Each edge that came and was not told is still there, and so is one that comes now. */
static const char *pin_works(void *context)
{
    vow_value level;

    (void)context;
    wire = !wire;
    vow_test_irq_raise(0);
    do {
        if (vow_await_timeout_ms(vow_pin_edge(&pin), 5, &level) != VOW_FULFILLED)
            return "an edge was lost";
    } while (pin.edges_in != pin.edges_out);
    return level.u == wire && vow_pin_level(&pin) == wire ? NULL : "the pin tells the wrong level";
}

static vow_value next_edge(void)
{
    vow_value level = vow_await(vow_pin_edge(&pin));

    EXPECT_EQ(level.u, edges_told++ & 1);
    return level;
}

ASYNC(waits_for_edges)
{
    VOW_DEFER(stop_bouncing, &bounce);

    edges_left = 8;
    vow_timer_start_ms(&bounce, 1, edge, NULL);
    for (int i = 0; i < 8; i++)
        next_edge();
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_pin_edges) { try_points_and_check(&waits_for_edges_fn, 16, open_pin, pin_works); }

GENERATOR(debounced)
{
    bool level = next_edge().u;

    for (;;) {
        vow_value value;

        while (vow_await_timeout_ms(vow_pin_edge(&pin), 3, &value) == VOW_FULFILLED)
            level = value.u;
        if (value.e != &vow_error_timeout)
            vow_throw(value);
        vow_yield(self, vow_uint(level));
        level = vow_await(vow_pin_edge(&pin)).u;
    }
    return VOW_UNDEFINED;
}

ASYNC(debounces)
{
    VOW_DEFER(stop_bouncing, &bounce);
    int left = 2;

    edges_left = 10;
    vow_timer_start_ms(&bounce, 1, edge, NULL);
    VOW_FOR_AWAIT(level, vow_iterate(generate(debounced)))
        if (!--left)
            break;
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_debounced_edges) { try_points_and_check(&debounces_fn, 20, open_pin, pin_works); }
