/* SPDX-License-Identifier: MIT */
/* native: guard pages. */
#define _GNU_SOURCE
#include "arch.h"

#if VOW_ARCH_GUARD_BYTES
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <ucontext.h>

#include <vow/fault.h>

/* More stacks than this are without a guard. */
enum { GUARDS = 1024, EMERGENCY_BYTES = 65536 };

static uintptr_t guards[GUARDS];
static struct sigaction before;
static uintptr_t process_stack; /* an address in it, where the loop has begun */

static uintptr_t *find(uintptr_t limit)
{
    for (unsigned i = 0; i < GUARDS; i++)
        if (guards[i] == limit)
            return &guards[i];
    return NULL;
}

/* The loop and the handlers over it have the stack of the process, which the system guards. */
static void look_at_process_stack(uintptr_t address, uintptr_t sp, uintptr_t place)
{
    struct rlimit stack;

    getrlimit(RLIMIT_STACK, &stack);
    if (process_stack - address > stack.rlim_cur || address - (sp - VOW_ARCH_GUARD_BYTES) > 2 * VOW_ARCH_GUARD_BYTES)
        return;
    vow_fault_begin();
    vow_stack_tell_("the loop or a handler", stack.rlim_cur, place);
    vow_fault_text("\n");
    vow_hook_fault();
}

static void on_fault(int number, siginfo_t *info, void *context)
{
    const greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const uintptr_t address = (uintptr_t)info->si_addr, limit = address & ~(uintptr_t)(VOW_ARCH_GUARD_BYTES - 1);

    if (limit && find(limit))
        vow_stack_overflowed_((void *)limit, (uintptr_t)registers[REG_RIP]);
    look_at_process_stack(address, (uintptr_t)registers[REG_RSP], (uintptr_t)registers[REG_RIP]);
    sigaction(number, &before, NULL); /* the instruction is repeated, and whoever came before is asked */
}

static void catch_faults(void)
{
    static char emergency[EMERGENCY_BYTES];
    const stack_t stack = { .ss_sp = emergency, .ss_size = sizeof emergency };
    struct sigaction action = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK };

    process_stack = (uintptr_t)__builtin_frame_address(0);
    sigaltstack(&stack, NULL);
    sigaction(SIGSEGV, &action, &before);
}

void vow_native_guard_(void *limit)
{
    static bool caught;
    uintptr_t *free_place = find((uintptr_t)limit) ? NULL : find(0);

    if (!caught)
        catch_faults();
    caught = true;
    if (free_place && mprotect(limit, VOW_ARCH_GUARD_BYTES, PROT_NONE) == 0)
        *free_place = (uintptr_t)limit;
}

void vow_native_unguard_(void *limit)
{
    uintptr_t *place = find((uintptr_t)limit);

    if (place && mprotect(limit, VOW_ARCH_GUARD_BYTES, PROT_READ | PROT_WRITE) == 0)
        *place = 0;
}
#endif
