/* SPDX-License-Identifier: MIT */
/* The exceptions that nobody handles: told by name and place, then the program ends with status 1. */
#include "../common/report.h"

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

static void report_exception(const char *what, uint32_t number)
{
    vow_report_decimal_(what, number);
    vow_report_text_(" (");
    if (number >= 16)
        vow_report_decimal_("interrupt ", number - 16);
    else
        vow_report_text_(vow_exception_names[number] ? vow_exception_names[number] : "reserved");
}

static _Noreturn void end_with(const char *label, uint32_t address)
{
    vow_report_hex_(label, address);
    vow_report_text_("\n");
    vow_board_exit(1);
}

/* `frame` is what the processor stacked: r0-r3, r12, lr, pc, xpsr (ARMv7-M B1.5.6). */
_Noreturn void vow_default_handler_(uint32_t number, const uint32_t *frame)
{
    report_exception("panic: unexpected exception ", number);
    end_with(") at PC 0x", frame[6]);
}

#ifdef VOW_ARCH_MARGIN_BYTES
/* A stack pointer reached its limit. What was stacked, if anything was, is not to be trusted: the limit tells whose stack it is. */
_Noreturn void vow_stack_overflow_(uint32_t number, uint32_t limit)
{
    report_exception("panic: stack overflow, exception ", number);
    end_with(") at limit 0x", limit);
}
#endif
