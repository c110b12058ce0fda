/* SPDX-License-Identifier: MIT */
/* An exception or interrupt that nobody handles, chosen by a byte from the UART. */
#include <vow/board_uart.h>
#include <vow/vow.h>

static volatile uint32_t got;

int main(void)
{
    char kind;

    vow_board_uart0_open();
    vow_await(vow_uart_read(&vow_board_uart0, &kind, 1));
    if (kind == 't')
        __builtin_trap(); /* t */
#ifdef __riscv
    if (kind == 'i')
        __asm__ volatile("unimp"); /* i */
    if (kind == 'l')
        got = *(volatile uint32_t *)(uintptr_t)0x18000010u; /* l */
    if (kind == 's')
        *(volatile uint32_t *)(uintptr_t)0x18000010u = got; /* s */
    if (kind == 'e')
        __asm__ volatile("ecall"); /* e */
    if (kind == 'm') {
        __asm__ volatile("csrs mie, %0" : : "r"(8));
        *(volatile uint32_t *)(uintptr_t)0x02000000u = 1; /* m */
        for (;;) /* m */
            ;
    }
#endif
    return 0;
}
