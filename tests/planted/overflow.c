/* SPDX-License-Identifier: MIT */
/* A task writes behind an array on its stack. */
#include <vow/vow.h>

static vow_value overflow(void *argument)
{
    volatile char array[16] = { 0 }, *volatile at = array; /* the compiler cannot see how large it is */

    vow_sleep_ms(1);
    at[(PLANTED ? 16 : 15) + *(int *)argument] = 1;
    return vow_int(array[0]);
}
static const struct vow_async_function overflow_fn = VOW_ASYNC_FUNCTION(overflow, 1, 512);

int main(void)
{
    return (int)vow_await(vow_call(&overflow_fn, &(int){ 0 }, sizeof(int))).i;
}
