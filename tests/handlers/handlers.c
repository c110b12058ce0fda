/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include <stdio.h>
#include <string.h>

static const struct wrong_call *call;
static void *before_the_call[VOW_ARCH_SAVE_WORDS];
static char told[80];

#if defined(__GNUC__) && !defined(__clang__)
#define COME_BACK(registers) __builtin_longjmp(registers, 1)
#else
_Noreturn void vow_arch_jump(void *registers);
#define COME_BACK(registers) vow_arch_jump(registers)
#endif

static void panicked(const char *what)
{
    snprintf(told, sizeof told, "%s", what);
    COME_BACK(before_the_call);
}

static void handler(void)
{
    if (VOW_SAVE_REGISTERS_(before_the_call) == 0)
        call->make();
}

void each_panics(const struct wrong_call *calls, size_t count)
{
    vow_test_irq_connect(0, handler);
    vow_test_panicked = panicked;
    for (call = calls; call < calls + count; call++) {
        char wanted[80];

        snprintf(wanted, sizeof wanted, "%s in handler " VOW_TEST_HANDLER, call->name);
        told[0] = '\0';
        vow_test_irq_raise(0);
        if (strcmp(told, wanted) != 0)
            TRACE("%s: %s", call->name, told);
    }
    vow_test_panicked = NULL;
    EXPECT_TRACE("");
}
