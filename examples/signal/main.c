/* SPDX-License-Identifier: MIT */
/* Two tasks with a signal and a timer: the small program of `make size`. One task sleeps and settles a promise, the
 * other awaits it; a timer toggles the LED meanwhile. */
#include <vow/board.h>
#include <vow/vow.h>

static vow_value signaller(void *argument)
{
    struct vow_promise *signal = *(struct vow_promise **)argument;

    vow_sleep_ms(20);
    vow_promise_resolve(signal, vow_int(42));
    return VOW_UNDEFINED;
}
static const struct vow_async_function signaller_fn = VOW_ASYNC_FUNCTION(signaller, 1, 256);

static void blink(void *argument)
{
    (void)argument;
    vow_board_led_set(vow_board_led_get() ^ 1);
}

int main(void)
{
    struct vow_promise *signal = vow_promise_new("signal"), *settler = vow_promise_retain(signal);
    struct vow_timer timer = { 0 };

    vow_timer_start_ms(&timer, 10, blink, NULL);
    vow_detach(vow_call(&signaller_fn, &settler, sizeof settler));
    return vow_await(signal).i == 42 ? 0 : 1;
}
