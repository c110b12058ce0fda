/* SPDX-License-Identifier: MIT */
/* The UART with its interrupt, for <vow/board_uart.h>. In a file of its own: a program that does not name vow_board_uart0 links
 * nothing of it, because the handler replaces a weak one. */
#include <vow/board.h>
#include <vow/board_uart.h>
#include <vow/irq_controller.h>
#include <vow/uart_16550.h>

#include "registers.h"

/* The number in the handler's name is the same one. */
enum { UART0_INTERRUPT = 10 };

#define BAUD 115200u

/* Powers of two. Receiving: 1024 bytes are 89 ms at this baud rate that no task needs to look. */
#define RECEIVE_BYTES  1024u
#define TRANSMIT_BYTES 256u

void vow_irq10_handler(void);

static uint8_t receive_ring[RECEIVE_BYTES], transmit_ring[TRANSMIT_BYTES];
struct vow_uart vow_board_uart0;

void vow_board_uart0_open(void)
{
    vow_uart_16550_open(&vow_board_uart0, &vow_main_loop,
                        (struct vow_uart_config){
                            .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
                            .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring,
                            .device = (void *)UART0_ADDRESS,
                        },
                        APB0_HZ / (16 * BAUD));
    vow_irq_enable(UART0_INTERRUPT, VOW_IRQ_NORMAL);
}

void vow_irq10_handler(void) { vow_uart_16550_handler(&vow_board_uart0); }
