/* SPDX-License-Identifier: MIT */
/* A Cortex-M in QEMU: the command line comes by semihosting, interrupts 20 and 21 are set pending in the NVIC. */
#include "irq.h"
#include "test.h"

#define NVIC_ISER (*(volatile uint32_t *)0xe000e100u)
#define NVIC_ISPR (*(volatile uint32_t *)0xe000e200u)
#define NVIC_IPR5 (*(volatile uint32_t *)0xe000e414u) /* interrupts 20 to 23; whole words on ARMv6-M */

enum { FIRST_INTERRUPT = 20, SYS_GET_CMDLINE = 0x15 };

static void (*handlers[2])(void);

void vow_irq20_handler(void);
void vow_irq21_handler(void);
void vow_irq20_handler(void) { handlers[0](); }
void vow_irq21_handler(void) { handlers[1](); }

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
    NVIC_IPR5 = 0x4080u;
    NVIC_ISER = 1u << (FIRST_INTERRUPT + number);
}

void vow_test_irq_raise(unsigned number)
{
    NVIC_ISPR = 1u << (FIRST_INTERRUPT + number);
    __asm__ volatile("dsb\n\tisb" : : : "memory");
}
