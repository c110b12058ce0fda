/* SPDX-License-Identifier: MIT */
/* The traps that nobody handles: told by name, place and, of an exception, with the registers. */
#include "guard.h"
#include "trap.h"

#include <vow/fault.h>

/* What trap.S stores. */
struct stopped {
    uintptr_t s0_to_s11[12], ra, t0_to_t6[7], a0_to_a7[8], mepc, mstatus, mscratch, sp;
};

#define IS_WORD(field, word) \
    _Static_assert(offsetof(struct stopped, field) == (VOW_TRAP_KEPT_WORDS + (word)) * sizeof(uintptr_t), "trap.S stores " #field)
_Static_assert(offsetof(struct stopped, s0_to_s11) == 0, "trap.S stores s0 to s11 last");
IS_WORD(ra, VOW_TRAP_RA);
IS_WORD(t0_to_t6, VOW_TRAP_T0);
IS_WORD(a0_to_a7, VOW_TRAP_A0);
IS_WORD(mepc, VOW_TRAP_MEPC);
IS_WORD(mstatus, VOW_TRAP_MSTATUS);
IS_WORD(mscratch, VOW_TRAP_MSCRATCH);
IS_WORD(sp, VOW_TRAP_SP);
_Static_assert(sizeof(struct stopped) == (VOW_TRAP_KEPT_WORDS + VOW_TRAP_WORDS) * sizeof(uintptr_t), "trap.S stores no more");

_Noreturn void vow_default_handler_(uintptr_t cause, uintptr_t place, uintptr_t value, const struct stopped *stopped);

/* Privileged ISA, table 3.6. */
static const char *const vow_exception_names[16] = {
    [0] = "instruction address misaligned", [1] = "instruction access fault", [2] = "illegal instruction",
    [3] = "breakpoint",                     [4] = "load address misaligned",  [5] = "load access fault",
    [6] = "store address misaligned",       [7] = "store access fault",       [8] = "environment call from U-mode",
    [11] = "environment call from M-mode",
};
static const char *const vow_interrupt_names[16] = {
    [1] = "supervisor software interrupt", [3] = "machine software interrupt",
    [5] = "supervisor timer interrupt",    [7] = "machine timer interrupt",
    [9] = "supervisor external interrupt", [11] = "machine external interrupt",
};

static void tell_words(const char *name, const uintptr_t *words, unsigned count)
{
    vow_fault_text(name);
    while (count--)
        vow_fault_hex(" ", *words++);
}

static void tell_program(const struct stopped *stopped)
{
#if VOW_CONFIG_FAULT_REPORT
    if (stopped) {
        tell_words("ra", &stopped->ra, 1);
        tell_words(" sp", &stopped->sp, 1);
        tell_words(" a0-a7", stopped->a0_to_a7, 8);
        tell_words("\nt0-t6", stopped->t0_to_t6, 7);
        tell_words(" mstatus", &stopped->mstatus, 1);
        tell_words("\ns0-s11", stopped->s0_to_s11, 12);
        vow_fault_text("\n");
    }
    vow_fault_task(!stopped || stopped->mscratch ? "in " : "in a handler, over ");
#else
    (void)stopped;
#endif
}

/* `cause` is mcause, of a source of the interrupt controller 16 more than the source; `value` is mtval. An interrupt comes without
 * `stopped`. Here the stack of handlers is in use, or, when a handler has faulted, the loop's (trap.S). */
_Noreturn void vow_default_handler_(uintptr_t cause, uintptr_t place, uintptr_t value, const struct stopped *stopped)
{
    const uintptr_t interrupt = (uintptr_t)1 << (8 * sizeof cause - 1), number = cause & ~interrupt;
    const bool first = vow_fault_begin();
    const char *name = NULL;

    if (number < 16)
        name = cause & interrupt ? vow_interrupt_names[number] : vow_exception_names[number];
    if (!vow_fault_tell_overflow_(cause, place, value)) {
        vow_fault_decimal("panic: unexpected exception ", number);
        vow_fault_text(" (");
        if (cause & interrupt && number >= 16)
            vow_fault_decimal("interrupt ", number - 16);
        else
            vow_fault_text(name ? name : "reserved");
        vow_fault_hex(") at PC 0x", place);
    }
    if (stopped)
        vow_fault_hex(", value 0x", value);
    vow_fault_text("\n");
    if (first)
        tell_program(stopped);
    vow_hook_fault();
}
