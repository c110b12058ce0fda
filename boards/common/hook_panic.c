/* SPDX-License-Identifier: MIT */
/* What a program says when it cannot go on. Each default hook is a file of its own: an application replaces it by
 * defining a function of the same name. */
#include <vow/error.h>
#include <vow/fault.h>

void vow_hook_panic(const char *what, const char *who, const void *place)
{
    vow_fault_begin();
    vow_fault_text("panic: ");
    vow_fault_text(what);
    vow_fault_text(" (in ");
    vow_fault_text(who);
    vow_fault_hex(", called at 0x", (uintptr_t)place);
    vow_fault_text(")\n");
    vow_hook_fault();
}
