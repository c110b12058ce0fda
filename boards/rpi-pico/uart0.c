/* SPDX-License-Identifier: MIT */
/* UART0 with its interrupt, number 20. A program that does not name vow_board_uart0 links nothing of this file. */
#include "rpi-pico.h"

#include <vow/board.h>
#include <vow/board_uart.h>
#include <vow/irq_controller.h>
#include <vow/uart_pl011.h>

enum { UART0_INTERRUPT = 20 };

/* Receiving: 1024 bytes are 89 ms at this baud rate that no task needs to look. */
#define RECEIVE_BYTES  1024u
#define TRANSMIT_BYTES 256u
#define NO_FIRST_BYTE  (-1)

void vow_irq20_handler(void);

static uint8_t receive_ring[RECEIVE_BYTES], transmit_ring[TRANSMIT_BYTES];
struct vow_uart vow_board_uart0;

void vow_board_uart0_open(void)
{
    vow_irq_enable(UART0_INTERRUPT, VOW_IRQ_NORMAL);
    vow_uart_pl011_open(&vow_board_uart0, &vow_main_loop,
                        (struct vow_uart_config){
                            .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
                            .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring,
                            .device = UART0_REGISTERS,
                        },
                        NO_FIRST_BYTE);
}

void vow_irq20_handler(void) { vow_uart_pl011_handler(&vow_board_uart0); }
