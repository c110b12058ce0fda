/* SPDX-License-Identifier: MIT */
/* UART0 with its interrupts (AN385, AN386 and AN500, table 3-2: receive 0, transmit 1). A program that does not name vow_board_uart0
 * links nothing of this file: its handlers replace weak ones. */
#include <vow/board.h>
#include <vow/board_uart.h>
#include <vow/irq_controller.h>
#include <vow/uart_cmsdk.h>

#define UART0_REGISTERS ((void *)0x40004000u)
#define BAUD            115200u

enum { UART0_RECEIVE = 0, UART0_TRANSMIT = 1 };

/* Receiving: 1024 bytes are 89 ms at this baud rate that no task needs to look. */
#define RECEIVE_BYTES  1024u
#define TRANSMIT_BYTES 256u

void vow_irq0_handler(void);
void vow_irq1_handler(void);

static uint8_t receive_ring[RECEIVE_BYTES], transmit_ring[TRANSMIT_BYTES];
struct vow_uart vow_board_uart0;

void vow_board_uart0_open(void)
{
    vow_irq_enable(UART0_RECEIVE, VOW_IRQ_NORMAL);
    vow_irq_enable(UART0_TRANSMIT, VOW_IRQ_NORMAL);
    vow_uart_cmsdk_open(&vow_board_uart0, &vow_main_loop,
                        (struct vow_uart_config){
                            .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
                            .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring,
                            .device = UART0_REGISTERS,
                        },
                        vow_board_core_hz() / BAUD);
}

void vow_irq0_handler(void) { vow_uart_cmsdk_receive_handler(&vow_board_uart0); }
void vow_irq1_handler(void) { vow_uart_cmsdk_transmit_handler(&vow_board_uart0); }
