/* SPDX-License-Identifier: MIT */
/* native: the programs come on standard input. */
#include "input.h"

#include <stdio.h>

#include <vow/error.h>

char *vow_fuzz_input(void)
{
    static char text[4 * 1024 * 1024];
    size_t length = fread(text, 1, sizeof text - 1, stdin);

    if (length == sizeof text - 1)
        vow_panic("conformance: too many programs");
    text[length] = '\0';
    return text;
}
