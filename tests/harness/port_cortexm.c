/* SPDX-License-Identifier: MIT */
/* A Cortex-M in an emulator: the command line comes by semihosting, interrupts 26 and 27 are set pending in the NVIC; no
 * device of a board that the tests run on raises them. */
#include "irq.h"
#include "test.h"

#include <vow/irq_controller.h>

enum { FIRST_INTERRUPT = 26, SYS_GET_CMDLINE = 0x15 };

static void (*handlers[2])(void);

void vow_irq26_handler(void);
void vow_irq27_handler(void);
void vow_irq26_handler(void) { handlers[0](); }
void vow_irq27_handler(void) { handlers[1](); }

void vow_test_command_line(char *buffer, size_t size)
{
    struct {
        char *buffer;
        size_t size;
    } block = { buffer, size };
    register int operation __asm__("r0") = SYS_GET_CMDLINE;
    register void *argument __asm__("r1") = &block;

    __asm__ volatile("bkpt 0xab" : "+r"(operation) : "r"(argument) : "memory");
    if (operation != 0)
        buffer[0] = '\0';
}

void vow_test_irq_connect(unsigned number, void (*handler)(void))
{
    handlers[number] = handler;
    vow_irq_enable(FIRST_INTERRUPT + number, number ? VOW_IRQ_URGENT : VOW_IRQ_NORMAL);
}

void vow_test_irq_raise(unsigned number)
{
    vow_irq_pend(FIRST_INTERRUPT + number);
    __asm__ volatile("dsb\n\tisb" : : : "memory");
}
