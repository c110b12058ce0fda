/* SPDX-License-Identifier: MIT */
/* An await outside a task: the panic names the call, who made it, and the place. */
#include <vow/vow.h>

static volatile intptr_t got;

static void callback(void *argument)
{
    (void)argument;
    got = vow_await(vow_delay_ms(1)).i; /* the place */
}

int main(void)
{
    struct vow_timer timer = { 0 };

    vow_timer_start_ms(&timer, 1, callback, NULL);
    vow_sleep_ms(5);
    return 0;
}
