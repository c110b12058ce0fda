/* SPDX-License-Identifier: MIT */
/* The RAM that start-up has filled is copied to the heap, which nothing uses, and back. The caller's frames are on the main stack,
 * below that. What hangs is ended by the runner. */
#include "apart.h"

#include <string.h>

extern char vow_link_data_start[], vow_link_bss_end[], __heap_start[], __heap_end[];

static void copy(char *to, const char *from, size_t bytes)
{
    __asm__ volatile("" : "+r"(to), "+r"(from) : : "memory"); /* it is every variable of the program */
    memcpy(to, from, bytes);
    __asm__ volatile("" : : : "memory");
}

void vow_test_apart(void (*once)(struct run *run), struct run *run)
{
    const size_t bytes = (size_t)(vow_link_bss_end - vow_link_data_start);

    if (bytes > (size_t)(__heap_end - __heap_start))
        vow_panic("test: no room for a copy of the RAM");
    copy(__heap_start, vow_link_data_start, bytes);
    once(run);
    copy(vow_link_data_start, __heap_start, bytes);
}
