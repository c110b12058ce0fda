/* SPDX-License-Identifier: MIT */
#include "internal.h"

void vow_panic_at_(const char *what, const void *place)
{
    vow_hook_panic(what, vow_task_name(LOOP->current), place);
}

void vow_panic(const char *what) { vow_panic_at_(what, vow_arch_caller()); }
