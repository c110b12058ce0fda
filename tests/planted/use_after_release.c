/* SPDX-License-Identifier: MIT */
/* A promise is read after its last reference was given up. */
#include <vow/vow.h>

int main(void)
{
    struct vow_promise *promise = vow_promise_resolved(vow_int(0));

    if (PLANTED)
        vow_promise_release(promise);
    if (vow_promise_value(promise).i)
        return 1;
    vow_promise_release(promise);
    return 0;
}
