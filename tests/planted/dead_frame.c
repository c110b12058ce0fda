/* SPDX-License-Identifier: MIT */
/* After a throw, a local of a frame that the throw has left is read. */
#include <vow/vow.h>

static volatile int *volatile leaked;

static void __attribute__((noinline)) throw_with_local(void)
{
    volatile int local[4] = { 0 };

    leaked = local;
    vow_throw(VOW_UNDEFINED);
}

int main(void)
{
    VOW_TRY {
        throw_with_local();
    } VOW_CATCH(e) {
        if (PLANTED)
            return leaked[1];
    } VOW_END
    return 0;
}
