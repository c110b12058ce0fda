/* SPDX-License-Identifier: MIT */
/* The exceptions that nobody handles: told by name, place and cause. */
#include "overflow.h"

_Noreturn void vow_default_handler_(const struct stopped *stopped);

_Static_assert(offsetof(struct stopped, msp) == 0 && offsetof(struct stopped, psp) == 4, "vectors.S pushes r4, r5");
_Static_assert(offsetof(struct stopped, number) == 8 && offsetof(struct stopped, exc_return) == 12, "vectors.S pushes r6, r7");
_Static_assert(offsetof(struct stopped, r8_to_r11) == 4 * 4 && offsetof(struct stopped, r4_to_r7) == 8 * 4,
               "vectors.S pushes four words three times");
_Static_assert(offsetof(struct frame, lr) == 5 * 4 && offsetof(struct frame, pc) == 6 * 4 && offsetof(struct frame, xpsr) == 7 * 4,
               "the processor stacks eight words");

/* In the place of a frame that could not be stacked, and so cannot be read. */
static const struct frame lost;

static const char *const vow_exception_names[16] = {
    [2] = "NMI",        [3] = "HardFault", [4] = "MemManage",     [5] = "BusFault",
    [6] = "UsageFault", [11] = "SVCall",   [12] = "DebugMonitor", [14] = "PendSV",
    [15] = "SysTick",
#ifdef VOW_ARCH_MARGIN_BYTES
    [7] = "SecureFault",
#endif
};

static void tell_exception(const char *what, uint32_t number)
{
    vow_fault_decimal(what, number);
    vow_fault_text(" (");
    if (number >= 16)
        vow_fault_decimal("interrupt ", number - 16);
    else
        vow_fault_text(vow_exception_names[number] ? vow_exception_names[number] : "reserved");
}

/* A HardFault, or ARMv8-M's UsageFault, which is enabled there (start.c). */
static bool is_at(const struct stopped *stopped, const struct frame *frame, uint16_t instruction)
{
    return (stopped->number == HARD_FAULT || stopped->number == USAGE_FAULT) && vow_fault_is_code_(frame->pc)
           && *(const uint16_t *)frame->pc == instruction;
}

/* Semihosting's BKPT where no debugger answers it: the program has ended. */
static bool has_ended(const struct stopped *stopped, const struct frame *frame) { return is_at(stopped, frame, 0xbeab); }

/* On ARMv6-M the report of a handler without a frame is still written by a handler (vectors.S), where one more fault would be the
 * end of the processor: tasks are not looked at. */
static void tell_program(const struct stopped *stopped, const struct frame *frame)
{
    if (stopped->number <= LAST_FAULT)
        vow_fault_tell_registers_(stopped, frame);
    if (stopped->exc_return & EXC_RETURN_THREAD) {
        vow_fault_task("in ");
    } else if (frame != &lost) {
        tell_exception("in exception ", frame->xpsr & XPSR_EXCEPTION);
        vow_fault_task("), over ");
    } else {
        vow_fault_text("in a handler\n");
    }
}

/* On the main stack, in thread mode (vectors.S). */
_Noreturn void vow_default_handler_(const struct stopped *stopped)
{
    const struct frame *frame = vow_fault_is_stacked_(stopped) ? (const struct frame *)vow_fault_sp_(stopped) : &lost;
    const bool first = vow_fault_begin();

    while (first && has_ended(stopped, frame))
        continue;
#if VOW_CONFIG_HANDLER_CHECK == 1
    if (is_at(stopped, frame, VOW_CORTEXM_TRAP))
        vow_panic_in_handler_("a wrong call", frame->xpsr & XPSR_EXCEPTION, (const void *)frame->lr);
#endif
    if (!vow_fault_tell_overflow_(stopped, frame)) {
        tell_exception("panic: unexpected exception ", stopped->number);
        vow_fault_hex(") at PC 0x", frame->pc);
    }
    if (vow_hook_exception && vow_hook_exception(stopped->number)) {
        vow_fault_text(", ");
        vow_fault_text(vow_hook_exception(stopped->number));
    } else if (VOW_CONFIG_FAULT_REPORT && stopped->number <= LAST_FAULT) {
        vow_fault_tell_cause_(frame);
    }
    vow_fault_text("\n");
    if (VOW_CONFIG_FAULT_REPORT && first)
        tell_program(stopped, frame);
    vow_hook_fault();
}
