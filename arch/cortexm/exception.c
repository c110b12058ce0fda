/* SPDX-License-Identifier: MIT */
/* The exceptions that nobody handles: told by name and place, then the program ends with status 1. */
#include <vow/arch.h>
#include <vow/board.h>

_Noreturn void vow_default_handler_(uint32_t number, const uint32_t *frame);
_Noreturn void vow_stack_overflow_(uint32_t number, uint32_t limit);

static const char *const vow_exception_names[16] = {
    [2] = "NMI",        [3] = "HardFault", [4] = "MemManage",     [5] = "BusFault",
    [6] = "UsageFault", [11] = "SVCall",   [12] = "DebugMonitor", [14] = "PendSV",
    [15] = "SysTick",
#ifdef VOW_ARCH_MARGIN_BYTES
    [7] = "SecureFault",
#endif
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

static _Noreturn void end_with(const char *line, const char *end)
{
    vow_board_console_write(line, (size_t)(end - line));
    vow_board_exit(1);
}

static char *vow_append_exception(char *to, const char *what, uint32_t number)
{
    to = vow_append_decimal(vow_append_text(to, what), number);
    to = vow_append_text(to, " (");
    if (number >= 16)
        to = vow_append_decimal(vow_append_text(to, "interrupt "), number - 16);
    else
        to = vow_append_text(to, vow_exception_names[number] ? vow_exception_names[number] : "reserved");
    return to;
}

/* `frame` is what the processor stacked: r0-r3, r12, lr, pc, xpsr (ARMv7-M B1.5.6). */
_Noreturn void vow_default_handler_(uint32_t number, const uint32_t *frame)
{
    char line[80];
    char *end = vow_append_exception(line, "panic: unexpected exception ", number);

    end = vow_append_hex(vow_append_text(end, ") at PC 0x"), frame[6]);
    *end++ = '\n';
    end_with(line, end);
}

#ifdef VOW_ARCH_MARGIN_BYTES
/* A stack pointer reached its limit. What was stacked, if anything was, is not to be trusted: the limit tells whose stack it is. */
_Noreturn void vow_stack_overflow_(uint32_t number, uint32_t limit)
{
    char line[80];
    char *end = vow_append_exception(line, "panic: stack overflow, exception ", number);

    end = vow_append_hex(vow_append_text(end, ") at limit 0x"), limit);
    *end++ = '\n';
    end_with(line, end);
}
#endif
