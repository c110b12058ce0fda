/* SPDX-License-Identifier: MIT */
/* Has a stack overflowed? ARMv7-M: an access to one of the two guards, or an exception that could not be stacked
 * (ARMv7-M ARM, B3.2.15). ARMv8-M: a stack pointer was to go below its limit (ARMv8-M ARM, "CFSR", STKOF). */
#include "overflow.h"

extern char vow_link_main_stack_bottom[], vow_link_main_stack_top[];

static void tell_main_stack(uintptr_t place)
{
    vow_stack_tell_("the loop or a handler", (size_t)(vow_link_main_stack_top - vow_link_main_stack_bottom) - VOW_ARCH_GUARD_BYTES, place);
}

#if VOW_CONFIG_STACK_GUARD && __ARM_ARCH >= 7
enum { MOST_WORDS = 256 };

extern const char vow_link_ram_end[];
#define MAIN_LIMIT ((uintptr_t)vow_link_main_stack_bottom)

#ifdef VOW_ARCH_MARGIN_BYTES
static uintptr_t limit_of_full_stack(uint32_t exc_return)
{
    uintptr_t limit;

    if (!(CFSR & CFSR_STKOF))
        return 0;
    __asm__ volatile("mrs %0, psplim" : "=r"(limit));
    return exc_return & EXC_RETURN_PSP ? limit - VOW_ARCH_MARGIN_BYTES : MAIN_LIMIT;
}
#else
#define MMFAR (*(volatile uint32_t *)0xe000ed34u)
#define MPU_RNR (*(volatile uint32_t *)0xe000ed98u)
#define MPU_RBAR (*(volatile uint32_t *)0xe000ed9cu)

enum { DACCVIOL = 1 << 1, MSTKERR = 1 << 4, MLSPERR = 1 << 5, MMARVALID = 1 << 7 };

static uintptr_t limit_of_full_stack(uint32_t exc_return)
{
    const uint32_t cause = CFSR;
    uintptr_t limit;

    MPU_RNR = VOW_CORTEXM_TASK_REGION;
    limit = MPU_RBAR & ~(uintptr_t)(VOW_ARCH_STACK_ALIGN - 1);
    if (cause & (MSTKERR | MLSPERR))
        return exc_return & EXC_RETURN_PSP ? limit : MAIN_LIMIT;
    if ((cause & DACCVIOL) && (cause & MMARVALID)) {
        if (MMFAR - limit < VOW_ARCH_GUARD_BYTES)
            return limit;
        if (MMFAR - MAIN_LIMIT < VOW_ARCH_GUARD_BYTES)
            return MAIN_LIMIT;
    }
    return 0;
}
#endif

/* Is it the address, bit 0 set, behind a BL (ARMv7-M ARM, A7.7.18, T1) or BLX (A7.7.19)? */
static bool is_behind_call(uintptr_t address)
{
    const uint16_t *behind = (const uint16_t *)(address - 1);

    if (!(address & 1) || !vow_fault_is_code_(address - 5))
        return false;
    return ((behind[-2] & 0xf800) == 0xf000 && (behind[-1] & 0xd000) == 0xd000) || (behind[-1] & 0xff87) == 0x4780;
}

static uintptr_t innermost_call(const uint32_t *word)
{
    for (unsigned left = MOST_WORDS; left && (uintptr_t)word < (uintptr_t)vow_link_ram_end; left--, word++)
        if (is_behind_call(*word))
            return *word & ~(uintptr_t)1;
    return 0;
}

bool vow_fault_tell_overflow_(const struct stopped *stopped, const struct frame *frame)
{
    const uintptr_t limit = limit_of_full_stack(stopped->exc_return), lowest = limit + VOW_ARCH_GUARD_BYTES;
    const uintptr_t sp = vow_fault_sp_(stopped) & ~(uintptr_t)3;
    uintptr_t place = frame->pc;

    if (!limit)
        return false;
    if (!vow_fault_is_stacked_(stopped))
        place = innermost_call((const uint32_t *)(sp > lowest ? sp : lowest));
    if (limit == MAIN_LIMIT)
        tell_main_stack(place);
    else
        vow_stack_tell_task_((const void *)limit, place);
    return true;
}
#else
_Noreturn void vow_main_stack_overflowed_(uintptr_t unused, uintptr_t place);

/* The switch has found it (armv6m/switch.S). */
_Noreturn void vow_main_stack_overflowed_(uintptr_t unused, uintptr_t place)
{
    (void)unused;
    vow_fault_begin();
    tell_main_stack(place);
    vow_fault_text("\n");
    vow_hook_fault();
}

bool vow_fault_tell_overflow_(const struct stopped *stopped, const struct frame *frame)
{
    (void)stopped, (void)frame;
    return false;
}
#endif
