/* SPDX-License-Identifier: MIT */
/* The default for a chain of microtasks that does not end. */
#include <vow/error.h>

void vow_hook_microtasks(const char *who)
{
    (void)who; /* the panic names it, too */
    vow_panic("more microtasks than VOW_CONFIG_MICROTASK_LIMIT");
}
