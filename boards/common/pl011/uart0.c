/* SPDX-License-Identifier: MIT */
/* UART0 with its interrupt, a PL011. The board's header says where it is: UART0_REGISTERS, UART0_IRQ, and UART0_FIRST_BYTE, what its
 * setup gave back. A program that does not name vow_board_uart0 links nothing of this file: its handler replaces a weak one. */
#include "../handler_of.h"
#include "pl011_board.h"

#include <vow/board.h>
#include <vow/board_uart.h>
#include <vow/irq_controller.h>
#include <vow/uart_pl011.h>

/* Receiving: 1024 bytes are 89 ms at 115,200 baud that no task needs to look. */
#define RECEIVE_BYTES  1024u
#define TRANSMIT_BYTES 256u

void HANDLER_OF(UART0_IRQ)(void);

static uint8_t receive_ring[RECEIVE_BYTES], transmit_ring[TRANSMIT_BYTES];
struct vow_uart vow_board_uart0;

void vow_board_uart0_open(void)
{
    vow_irq_enable(UART0_IRQ, VOW_IRQ_NORMAL);
    vow_uart_pl011_open(&vow_board_uart0, &vow_main_loop,
                        (struct vow_uart_config){
                            .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
                            .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring,
                            .device = UART0_REGISTERS,
                        },
                        UART0_FIRST_BYTE);
}

void HANDLER_OF(UART0_IRQ)(void) { vow_uart_pl011_handler(&vow_board_uart0); }
