/* SPDX-License-Identifier: MIT */
/* Says how often a task looks at the clock in each tick, which a single instruction more or less in a tick would show
 * within a few ticks, and what another task does meanwhile. No two boards print the same; two runs of one do. */
#include <stdio.h>

#include <vow/vow.h>

enum { TICKS = 20 };

static vow_value sleeper(void *argument)
{
    (void)argument;
    for (int i = 1; i <= 5; i++) {
        vow_sleep_ms(i);
        printf("slept %d ms at %lu\n", i, (unsigned long)vow_clock_now());
    }
    return VOW_UNDEFINED;
}

static const struct vow_async_function sleeper_fn = VOW_ASYNC_FUNCTION(sleeper, 0, 512);

static unsigned long looks_in_a_tick(void)
{
    vow_time now = vow_clock_now();
    unsigned long looks = 0;

    while (vow_clock_now() == now)
        looks++;
    return looks;
}

int main(void)
{
    struct vow_promise *sleeping = vow_call(&sleeper_fn, NULL, 0);

    for (int i = 0; i < TICKS; i++) {
        printf("%lu looks\n", looks_in_a_tick());
        vow_sleep_ms(0);
    }
    vow_await(sleeping);
    printf("end\n");
    return 0;
}
