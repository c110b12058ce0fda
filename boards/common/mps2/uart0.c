/* SPDX-License-Identifier: MIT */
/* UART0 with its interrupts. A program that does not name vow_board_uart0 links nothing of this file: its handlers replace weak
 * ones. */
#include "../handler_of.h"
#include "mps2.h"

#include <vow/board.h>
#include <vow/board_uart.h>
#include <vow/irq_controller.h>
#include <vow/uart_cmsdk.h>

/* Receiving: 1024 bytes are 89 ms at this baud rate that no task needs to look. */
#define RECEIVE_BYTES  1024u
#define TRANSMIT_BYTES 256u

void HANDLER_OF(UART0_RECEIVE_IRQ)(void);
void HANDLER_OF(UART0_TRANSMIT_IRQ)(void);

static uint8_t receive_ring[RECEIVE_BYTES], transmit_ring[TRANSMIT_BYTES];
struct vow_uart vow_board_uart0;

void vow_board_uart0_open(void)
{
    vow_irq_enable(UART0_RECEIVE_IRQ, VOW_IRQ_NORMAL);
    vow_irq_enable(UART0_TRANSMIT_IRQ, VOW_IRQ_NORMAL);
    vow_uart_cmsdk_open(&vow_board_uart0, &vow_main_loop,
                        (struct vow_uart_config){
                            .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
                            .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring,
                            .device = (void *)UART0_REGISTERS,
                        },
                        CORE_HZ / BAUD);
}

void HANDLER_OF(UART0_RECEIVE_IRQ)(void) { vow_uart_cmsdk_receive_handler(&vow_board_uart0); }
void HANDLER_OF(UART0_TRANSMIT_IRQ)(void) { vow_uart_cmsdk_transmit_handler(&vow_board_uart0); }
