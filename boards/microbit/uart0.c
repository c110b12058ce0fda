/* SPDX-License-Identifier: MIT */
/* The UART with its interrupt, number 2. A program that does not name vow_board_uart0 links nothing of this file: its
 * handler replaces a weak one. */
#include <vow/board.h>
#include <vow/board_uart.h>
#include <vow/irq_controller.h>
#include <vow/uart_nrf51.h>

#include "microbit.h"

#define UART0_REGISTERS ((void *)0x40002000u)

/* Receiving: 128 bytes are 11 ms at 115,200 baud that no task needs to look. */
#define RECEIVE_BYTES  128u
#define TRANSMIT_BYTES 64u

void vow_irq2_handler(void);

static uint8_t receive_ring[RECEIVE_BYTES], transmit_ring[TRANSMIT_BYTES];
struct vow_uart vow_board_uart0;

void vow_board_uart0_open(void)
{
    vow_uart_nrf51_open(&vow_board_uart0, &vow_main_loop,
                        (struct vow_uart_config){
                            .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
                            .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring,
                            .device = UART0_REGISTERS,
                        });
    vow_irq_enable(UART0_INTERRUPT, VOW_IRQ_NORMAL);
}

void vow_irq2_handler(void) { vow_uart_nrf51_handler(&vow_board_uart0); }
