/* SPDX-License-Identifier: MIT */
/* QEMU's "virt" machine for RISC-V. Addresses: hw/riscv/virt.c, and the device tree that `-M virt,dumpdtb=FILE` writes. */
#include <vow/board.h>
#include <vow/board_console.h>
#include <vow/irq.h>
#include <vow/plic.h>

/* NS16550, registers one byte apart. */
#define UART0_DATA         (*(volatile uint8_t *)0x10000000u)
#define UART0_LINE_CONTROL (*(volatile uint8_t *)0x10000003u)
#define UART0_LINE_STATUS  (*(volatile uint8_t *)0x10000005u)
#define LINE_CONTROL_8_BITS 3u
#define LINE_STATUS_ROOM    0x20u
#define LINE_STATUS_SENT    0x40u

/* The "sifive_test" device ends QEMU, or resets it. */
#define TEST_FINISHER (*(volatile uint32_t *)0x100000u)
#define TEST_PASS     0x5555u
#define TEST_FAIL     0x3333u
#define TEST_RESET    0x7777u

#define MIE_MEIE (1u << 11)

const uintptr_t vow_plic_base = 0x0c000000u;

/* External interrupts are let in here; the PLIC holds each of them back until its driver is opened. */
void vow_board_init(void)
{
    UART0_LINE_CONTROL = LINE_CONTROL_8_BITS;
    __asm__ volatile("csrs mie, %0" : : "r"(MIE_MEIE));
}

static bool put(uint8_t byte)
{
    if (!(UART0_LINE_STATUS & LINE_STATUS_ROOM))
        return false;
    UART0_DATA = byte;
    return true;
}

static bool is_sent(void) { return UART0_LINE_STATUS & LINE_STATUS_SENT; }

void vow_board_console_write(const char *text, size_t length)
{
    if (UART0_LINE_CONTROL != LINE_CONTROL_8_BITS)
        vow_board_init();
    vow_board_console_poll(text, length, put, is_sent);
}

void vow_board_exit(int status)
{
    const uint32_t code = (uint32_t)status & 255u;

    vow_board_stdio_flush();
    vow_irq_save();
    TEST_FINISHER = code ? code << 16 | TEST_FAIL : TEST_PASS;
    for (;;)
        continue;
}

void vow_board_reset(void)
{
    vow_irq_save();
    TEST_FINISHER = TEST_RESET;
    for (;;)
        continue;
}

/* There is no LED. */
void vow_board_led_set(uint32_t mask) { (void)mask; }
uint32_t vow_board_led_get(void) { return 0; }

/* QEMU's processor has no clock: under -icount shift=0 an instruction takes a nanosecond. */
uint32_t vow_board_core_hz(void) { return 1000000000u; }
