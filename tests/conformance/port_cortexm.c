/* SPDX-License-Identifier: MIT */
/* A Cortex-M in QEMU: the command line is the name of a file with the programs, read by semihosting (Arm IHI 0100). */
#include "input.h"

#include <stdint.h>
#include <string.h>

#include <vow/error.h>

enum { SYS_OPEN = 0x01, SYS_READ = 0x06, SYS_GET_CMDLINE = 0x15 };

static char text[512 * 1024];

static int call(int number, uintptr_t first, uintptr_t second, uintptr_t third)
{
    uintptr_t block[3] = { first, second, third };
    register int operation __asm__("r0") = number;
    register uintptr_t *argument __asm__("r1") = block;

    __asm__ volatile("bkpt 0xab" : "+r"(operation) : "r"(argument) : "memory");
    return operation;
}

char *vow_fuzz_input(void)
{
    static char name[512];
    int file, left;

    if (call(SYS_GET_CMDLINE, (uintptr_t)name, sizeof name, 0) != 0)
        vow_panic("conformance: no command line");
    file = call(SYS_OPEN, (uintptr_t)name, 0 /* "r" */, strlen(name));
    if (file == -1)
        vow_panic("conformance: the file of programs cannot be read");
    left = call(SYS_READ, (uintptr_t)file, (uintptr_t)text, sizeof text - 1);
    if (left <= 0)
        vow_panic("conformance: too many programs");
    text[sizeof text - 1 - (size_t)left] = '\0';
    return text;
}
