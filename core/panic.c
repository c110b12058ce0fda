/* SPDX-License-Identifier: MIT */
#include "internal.h"

void vow_panic(const char *what) { vow_hook_panic(what, vow_task_name(LOOP->current)); }
