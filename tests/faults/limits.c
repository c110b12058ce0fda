/* SPDX-License-Identifier: MIT */
/* Deadlines, signals and shields, cancelled at each await. */
#include "points.h"

ASYNC(sleeps)
{
    vow_sleep_ms(20);
    return VOW_UNDEFINED;
}

ASYNC(slow)
{
    VOW_TIMEOUT_MS(5);
    vow_await(call(sleeps));
    return VOW_UNDEFINED;
}

ASYNC(deadlines)
{
    VOW_DEADLINE(vow_clock_now() + vow_ticks_from_ms(12));
    VOW_TRY {
        vow_await(call(slow));
    } VOW_CATCH(e) {
        vow_sleep_ms(2);
    } VOW_END
    {
        VOW_SHIELD();
        vow_sleep_ms(2);
    }
    vow_await(call(sleeps));
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_deadlines) { try_points(&deadlines_fn, 10); }

struct aborter {
    struct vow_abort_signal signal, any;
    struct vow_abort_source links[1];
    struct vow_timer timer;
};

static void stop_aborter(void *argument)
{
    struct aborter *aborter = argument;

    vow_abort_signal_unlink(aborter->links, 1);
    vow_timer_stop(&aborter->timer);
}

ASYNC(obeys)
{
    struct aborter aborter = { 0 };
    struct vow_abort_signal *sources[] = { &aborter.signal };

    vow_abort_signal_timeout_ms(&aborter.signal, &aborter.timer, 3);
    vow_abort_signal_any(&aborter.any, sources, aborter.links, 1);
    VOW_DEFER(stop_aborter, &aborter);
    VOW_TRY {
        VOW_ABORTABLE(&aborter.any);
        vow_await_call(&sleeps_fn, NULL, 0);
    } VOW_CATCH(e) {
        vow_sleep_ms(1);
    } VOW_END
    return VOW_UNDEFINED;
}
VOW_TEST(cancel_points_of_a_signal) { try_points(&obeys_fn, 5); }
