/* SPDX-License-Identifier: MIT */
/* Writes of a 16550 whose registers are memory: what has been received is left to the handler, as its delivery would mask for long. */
#include "../../harness/test.h"

#include <vow/uart_16550.h>

enum { DATA, INTERRUPTS, IDENTIFY, LINE_CONTROL, MODEM_CONTROL, LINE_STATUS, REGISTERS };
enum { NOTHING_INTERRUPTS = 1, RECEIVED_WITH_OVERRUN = 3, TRANSMIT_EMPTY = 0x20 };

static _Alignas(VOW_UART_16550_SPACING) volatile uint8_t registers[REGISTERS * VOW_UART_16550_SPACING];
static uint8_t receive_ring[8], transmit_ring[8];
static struct vow_uart uart;

static volatile uint8_t *at(unsigned number) { return &registers[number * VOW_UART_16550_SPACING]; }

static void open(uint8_t status)
{
    *at(LINE_STATUS) = status;
    *at(IDENTIFY) = NOTHING_INTERRUPTS;
    vow_uart_16550_open(&uart, &vow_main_loop, (struct vow_uart_config){
        .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
        .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring, .device = (void *)registers }, 2);
    *at(DATA) = 0;
}

VOW_TEST(uart_16550_a_write_leaves_what_has_been_received_to_the_handler)
{
    open(TRANSMIT_EMPTY);
    *at(LINE_STATUS) = TRANSMIT_EMPTY | RECEIVED_WITH_OVERRUN;
    vow_uart_write(&uart, "ab", 2);
    EXPECT_EQ(*at(DATA), 'a');
    EXPECT_EQ(vow_uart_buffered(&uart), 0);
    EXPECT_EQ(uart.faults[VOW_UART_OVERRUN], 0);
}

VOW_TEST(uart_16550_a_write_waits_for_the_byte_on_its_way)
{
    open(0);
    vow_uart_write(&uart, "ab", 2);
    EXPECT_EQ(*at(DATA), 0);
    EXPECT_EQ(vow_uart_take_from_isr(&uart), 'a');
}
