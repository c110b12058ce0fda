/* SPDX-License-Identifier: MIT */
/* SiFive's UART on UART1, which nobody listens to: when its transmit interrupt is enabled, and how often it comes. */
#include "../../harness/test.h"

#include <vow/irq_controller.h>
#include <vow/uart_sifive.h>

#define UART1_REGISTERS ((void *)(uintptr_t)0x10023000u)
#define UART1_ENABLE    (*(volatile uint32_t *)0x10023010u)

/* QEMU's PLIC keeps what the last bytes raised before the interrupt was switched off behind them. */
enum { FOR_NOTHING = 1 };
enum { UART1_SOURCE = 4, RECEIVE_ALONE = 2, TRANSMIT_TOO = 1, RING_BYTES = 32, FIFO_BYTES = 8 };

static struct vow_uart uart;
static uint8_t receive_ring[RING_BYTES], transmit_ring[RING_BYTES];
static unsigned handlers;

void vow_irq4_handler(void);
void vow_irq4_handler(void)
{
    handlers++;
    vow_uart_sifive_handler(&uart);
}

static void open_uart(void)
{
    vow_uart_sifive_setup(UART1_REGISTERS, 16);
    vow_uart_sifive_open(&uart, &vow_main_loop,
                         (struct vow_uart_config){
                             .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
                             .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring,
                             .device = UART1_REGISTERS,
                         });
    vow_irq_enable(UART1_SOURCE, VOW_IRQ_NORMAL);
    handlers = 0;
}

static void expect_handlers_after(size_t length, unsigned expected)
{
    static const char text[100];

    handlers = 0;
    vow_uart_write(&uart, text, length);
    EXPECT_EQ(handlers, expected);
    EXPECT_EQ(UART1_ENABLE, RECEIVE_ALONE);
    EXPECT_EQ(uart.transmit_in - uart.transmit_out, 0);
}

VOW_TEST(sifive_transmit_interrupt_is_on_only_while_something_may_wait)
{
    open_uart();
    EXPECT_EQ(UART1_ENABLE, RECEIVE_ALONE);
    expect_handlers_after(1, 1 + FOR_NOTHING);
    expect_handlers_after(FIFO_BYTES, 1 + FOR_NOTHING);
    expect_handlers_after(FIFO_BYTES + 1, 2 + FOR_NOTHING);
    expect_handlers_after(RING_BYTES, RING_BYTES / FIFO_BYTES + FOR_NOTHING);
}

VOW_TEST(sifive_write_larger_than_the_ring_and_flush)
{
    open_uart();
    /* Three times the ring, and four bytes. */
    expect_handlers_after(100, 3 * (RING_BYTES / FIFO_BYTES + FOR_NOTHING) + 1 + FOR_NOTHING);
    vow_uart_flush(&uart);
    EXPECT_EQ(UART1_ENABLE, RECEIVE_ALONE);
    vow_irq_disable(UART1_SOURCE);
}

/* QEMU's FIFO is never full: memory in the place of the registers. */
VOW_TEST(sifive_write_to_a_full_fifo_is_sent_when_it_is_empty)
{
    enum { TRANSMIT, RECEIVE, ENABLE = 4, REGISTERS = 7 };
    static uint32_t registers[REGISTERS];
    const uint32_t full_or_empty = 0x80000000u;

    registers[RECEIVE] = full_or_empty;
    registers[TRANSMIT] = full_or_empty;
    vow_uart_sifive_open(&uart, &vow_main_loop,
                         (struct vow_uart_config){
                             .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
                             .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring,
                             .device = registers,
                         });
    vow_uart_write(&uart, "x", 1);
    EXPECT_EQ(registers[TRANSMIT], full_or_empty);
    EXPECT_EQ(registers[ENABLE], RECEIVE_ALONE | TRANSMIT_TOO);
    registers[TRANSMIT] = 0;
    vow_uart_sifive_handler(&uart);
    EXPECT_EQ(registers[TRANSMIT], 'x');
    EXPECT_EQ(registers[ENABLE], RECEIVE_ALONE);
}
