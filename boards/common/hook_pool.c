/* SPDX-License-Identifier: MIT */
/* The default of VOW_CONFIG_POOL_HOOK: every block is to be had. */
#include <vow/loop.h>

bool vow_hook_pool_fails(enum vow_pool_kind kind)
{
    (void)kind;
    return false;
}
