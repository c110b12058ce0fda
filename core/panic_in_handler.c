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
static _Noreturn void panic_in_handler(const char *call, unsigned number, const char *which, const void *place)
{
    char what[64];
    char digits[12], *first = digits + sizeof digits - 1, *at = what;
    const char *end = what + sizeof what - 1;

    *first = '\0';
    do
        *--first = (char)('0' + number % 10);
    while (number /= 10);
    at = put(at, end, call);
    at = put(at, end, " in handler ");
    at = put(at, end, first);
    *put(at, end, which) = '\0';
    vow_panic_at_(what, place);
}

void vow_panic_in_handler_(const char *call, unsigned handler, const void *place) { panic_in_handler(call, handler, "", place); }

#if VOW_CONFIG_MASK_PRIORITY
void vow_panic_above_mask_(const char *call, const void *place) { panic_in_handler(call, vow_arch_handler(), " above the mask", place); }
#endif

#if VOW_CONFIG_HANDLER_CHECK
void vow_not_in_handler_(const char *call)
{
    (void)call;
    NOT_IN_HANDLER_AS(call);
}
#endif
