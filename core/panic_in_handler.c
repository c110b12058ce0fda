/* SPDX-License-Identifier: MIT */
/* What is not for handlers was called in one. */
#include "internal.h"

static char *put(char *at, const char *end, const char *text)
{
    while (*text && at < end)
        *at++ = *text++;
    return at;
}

/* "vow_await in handler 42" */
void vow_panic_in_handler_(const char *call, const void *place)
{
    char what[64];
    char digits[12], *first = digits + sizeof digits - 1, *at = what;
    const char *end = what + sizeof what - 1;
    unsigned number = vow_arch_handler();

    *first = '\0';
    do
        *--first = (char)('0' + number % 10);
    while (number /= 10);
    at = put(at, end, call);
    at = put(at, end, " in handler ");
    *put(at, end, first) = '\0';
    vow_panic_at_(what, place);
}
