/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <vow/vow.h>

static vow_value countdown(struct vow_generator *self, void *argument)
{
    for (int i = *(int *)argument; i > 0; i--) {
        vow_sleep_ms(100);                       /* suspends this generator alone */
        vow_yield(self, vow_int(i));
    }
    return VOW_UNDEFINED;
}
static const struct vow_generator_function countdown_fn = VOW_GENERATOR_FUNCTION(countdown, 1, 512);

int main(void)                                   /* the first task: it may await */
{
    int from = 3;

    VOW_FOR_AWAIT(n, vow_iterate(vow_generate(&countdown_fn, &from, sizeof from)))
        printf("%d\n", (int)n.value.i);
    printf("lift-off after %u ms\n", (unsigned)vow_clock_now());
    return 0;
}
