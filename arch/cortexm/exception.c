/* SPDX-License-Identifier: MIT */
/* The exceptions that nobody handles: told by name and place, then the program ends with status 1. */
#include <vow/board.h>

_Noreturn void vow_default_handler_(uint32_t number, const uint32_t *frame);

static const char *const vow_exception_names[16] = {
    [2] = "NMI",        [3] = "HardFault", [4] = "MemManage",     [5] = "BusFault",
    [6] = "UsageFault", [11] = "SVCall",   [12] = "DebugMonitor", [14] = "PendSV",
    [15] = "SysTick",
};

static char *vow_append_text(char *to, const char *text)
{
    while (*text)
        *to++ = *text++;
    return to;
}

static char *vow_append_decimal(char *to, uint32_t number)
{
    if (number >= 10)
        to = vow_append_decimal(to, number / 10);
    *to++ = (char)('0' + number % 10);
    return to;
}

static char *vow_append_hex(char *to, uint32_t number)
{
    for (int shift = 28; shift >= 0; shift -= 4)
        *to++ = "0123456789abcdef"[number >> shift & 15];
    return to;
}

/* `frame` is what the processor stacked: r0-r3, r12, lr, pc, xpsr (ARMv7-M B1.5.6). */
_Noreturn void vow_default_handler_(uint32_t number, const uint32_t *frame)
{
    char line[80];
    char *end = vow_append_text(line, "panic: unexpected exception ");
    end = vow_append_decimal(end, number);
    end = vow_append_text(end, " (");
    if (number >= 16)
        end = vow_append_decimal(vow_append_text(end, "interrupt "), number - 16);
    else
        end = vow_append_text(end, vow_exception_names[number] ? vow_exception_names[number] : "reserved");
    end = vow_append_text(end, ") at PC 0x");
    end = vow_append_hex(end, frame[6]);
    *end++ = '\n';
    vow_board_console_write(line, (size_t)(end - line));
    vow_board_exit(1);
}
