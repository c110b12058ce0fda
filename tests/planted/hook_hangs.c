/* SPDX-License-Identifier: MIT */
/* A report does not end. */
#include <vow/fault.h>

void vow_hook_fault(void)
{
    for (;;)
        continue;
}
