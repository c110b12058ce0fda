/* SPDX-License-Identifier: MIT */
/* Stack guards: PMP entries without any permission (privileged ISA, 3.7).
 *
 *   0  the bottom of the interrupt stack, locked: handlers run in machine mode, which only locked entries bind
 *   1  the bottom of the main stack
 *   2  the bottom of the running task's stack: the switch writes its address (switch.S)
 *   3  all else: everything is allowed
 *
 * Unlocked entries bind tasks and the loop all the same, because these run with mstatus.MPRV set and mstatus.MPP saying user mode: loads
 * and stores are then checked as in user mode (3.1.6.3), fetches are not. A trap sets MPP to machine mode, so handlers are not bound, and
 * MRET, which finds machine mode there, keeps MPRV and sets MPP to user mode again (3.1.6.1). A processor without user mode, or without
 * PMP, ignores all this. */
#include "guard.h"

#if VOW_CONFIG_STACK_GUARD

#define MSTATUS_MPP (3 << 11)
#define MSTATUS_MPRV (1 << 17)

enum { LOAD_ACCESS_FAULT = 5, STORE_ACCESS_FAULT = 7 };

/* pmpcfg: R, W, X; A = NAPOT; L. */
enum { ALL = 7, NAPOT = 3 << 3, LOCKED = 1 << 7 };
#define NAPOT_32(address) ((address) >> 2 | 3)
#define NAPOT_EVERYTHING (~(uintptr_t)0)

#define WRITE(csr, value) __asm__ volatile("csrw " #csr ", %0" : : "r"(value) : "memory")

/* The first of the guards that holds the address that was refused, lower ones having precedence; -1: none. */
static int guard_hit(uintptr_t address)
{
    uintptr_t task;

    __asm__ volatile("csrr %0, pmpaddr2" : "=r"(task));
    if (address - (uintptr_t)vow_link_interrupt_stack_bottom < VOW_ARCH_GUARD_BYTES)
        return 0;
    if (address - (uintptr_t)vow_link_main_stack_bottom < VOW_ARCH_GUARD_BYTES)
        return 1;
    return NAPOT_32(address & ~(uintptr_t)31) == task && address >= VOW_ARCH_GUARD_BYTES ? 2 : -1;
}

void vow_guards_init_(void)
{
    WRITE(pmpaddr0, NAPOT_32((uintptr_t)vow_link_interrupt_stack_bottom));
    WRITE(pmpaddr1, NAPOT_32((uintptr_t)vow_link_main_stack_bottom));
    WRITE(pmpaddr2, NAPOT_32((uintptr_t)0));
    WRITE(pmpaddr3, NAPOT_EVERYTHING);
    WRITE(pmpcfg0, (uintptr_t)((uint32_t)(NAPOT | ALL) << 24 | NAPOT << 16 | NAPOT << 8 | NAPOT | LOCKED));
    __asm__ volatile("csrc mstatus, %0\n\tcsrs mstatus, %1" : : "r"(MSTATUS_MPP), "r"(MSTATUS_MPRV) : "memory");
}

bool vow_fault_tell_overflow_(uintptr_t cause, uintptr_t place, uintptr_t address)
{
    if (cause != LOAD_ACCESS_FAULT && cause != STORE_ACCESS_FAULT)
        return false;
    switch (guard_hit(address)) {
    case 0:
        vow_stack_tell_("a handler", (size_t)(vow_link_interrupt_stack_top - vow_link_interrupt_stack_bottom) - VOW_ARCH_GUARD_BYTES, place);
        return true;
    case 1:
        vow_stack_tell_("the loop", (size_t)(vow_link_main_stack_top - vow_link_main_stack_bottom) - VOW_ARCH_GUARD_BYTES, place);
        return true;
    case 2:
        vow_stack_tell_task_((const void *)(address & ~(uintptr_t)31), place);
        return true;
    }
    return false;
}
#else
bool vow_fault_tell_overflow_(uintptr_t cause, uintptr_t place, uintptr_t address)
{
    (void)cause, (void)place, (void)address;
    return false;
}
#endif
