/* SPDX-License-Identifier: MIT */
/* native: the command line comes from the environment, interrupts are simulated. */
#include "irq.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#include <vow/native.h>

enum { FIRST_INTERRUPT = 20 };

void vow_test_command_line(char *buffer, size_t size)
{
    const char *text = getenv("VOW_TESTS");

    snprintf(buffer, size, "%s", text ? text : "");
}

void vow_test_irq_connect(unsigned number, void (*handler)(void))
{
    vow_native_connect(FIRST_INTERRUPT + number, 3 - number, handler);
}

void vow_test_irq_raise(unsigned number) { vow_native_raise(FIRST_INTERRUPT + number); }
