/* SPDX-License-Identifier: MIT */
/* RISC-V in QEMU: the command line comes by semihosting. Both interrupts are the machine software interrupt of the CLINT,
 * which all have; the handler of number 0 lets it in again, and what comes then is number 1's turn only. */
#include "irq.h"
#include "test.h"

#define CLINT_MSIP (*(volatile uint32_t *)0x02000000u)
enum { MSIP = 1 << 3, MIE = 1 << 3, SYS_GET_CMDLINE = 0x15 };

static void (*handlers[2])(void);
static volatile bool raised[2], less_urgent_runs;

void vow_msoft_handler(void);

/* It lets number 1 alone interrupt it, as an NVIC with these two priorities would. */
static void run_less_urgent(void)
{
    uintptr_t enabled;

    less_urgent_runs = true;
    __asm__ volatile("csrrw %0, mie, %1" : "=r"(enabled) : "r"(MSIP));
    __asm__ volatile("csrs mstatus, %0" : : "r"(MIE) : "memory");
    handlers[0]();
    __asm__ volatile("csrc mstatus, %0" : : "r"(MIE) : "memory");
    __asm__ volatile("csrw mie, %0" : : "r"(enabled));
    less_urgent_runs = false;
}

/* Weak: a program with a loop above the others has no other use for this interrupt. */
__attribute__((weak)) void vow_msoft_handler(void)
{
    CLINT_MSIP = 0;
    if (raised[1]) {
        raised[1] = false;
        handlers[1]();
    }
    while (raised[0] && !less_urgent_runs) {
        raised[0] = false;
        run_less_urgent();
    }
}

void vow_test_command_line(char *buffer, size_t size)
{
    struct {
        char *buffer;
        size_t size;
    } block = { buffer, size };
    register intptr_t operation __asm__("a0") = SYS_GET_CMDLINE;
    register void *argument __asm__("a1") = &block;

    /* Three instructions that are known together: RISC-V semihosting 0.4, section 2. They must not be compressed, nor
     * lie on two pages. */
    __asm__ volatile(".option push\n\t"
                     ".option norvc\n\t"
                     ".balign 16\n\t"
                     "slli zero, zero, 0x1f\n\t"
                     "ebreak\n\t"
                     "srai zero, zero, 7\n\t"
                     ".option pop"
                     : "+r"(operation) : "r"(argument) : "memory");
    if (operation != 0)
        buffer[0] = '\0';
}

void vow_test_irq_connect(unsigned number, void (*handler)(void))
{
    handlers[number] = handler;
    __asm__ volatile("csrs mie, %0" : : "r"(MSIP));
}

void vow_test_irq_raise(unsigned number)
{
    raised[number] = true;
    CLINT_MSIP = 1;
    __asm__ volatile("fence\n\tnop" : : : "memory");
}
