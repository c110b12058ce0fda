/* SPDX-License-Identifier: MIT */
/* The UART 16550A and its many descendants. For boards.
 *
 * Its FIFOs of 16 bytes stay off, as after reset. Switching them on empties the receiver, and a host that waits to send (QEMU's
 * does) fills it again as soon as it is read: there is no moment at which nothing can be lost. So a received byte is an interrupt.
 * A sent one is an interrupt on hardware; in QEMU, whose transmitter is ready at once, the handler sends all that waits. */
#ifndef VOW_UART_16550_H
#define VOW_UART_16550_H

#include <vow/uart_driver.h>

/* How many bytes the registers are apart: 1, or what the board's BOARD_DEFINES say (-DVOW_UART_16550_SPACING=4). */
#ifndef VOW_UART_16550_SPACING
#define VOW_UART_16550_SPACING 1
#endif

VOW_BEGIN_DECLARATIONS

/** Sets the UART up, 8 bits without parity, and lets it receive; the board enables its interrupt in the interrupt
 *  controller afterwards.
 *  @param config   device is the address of the registers; the functions are filled in here
 *  @param divisor  clock of the UART / (16 * baud rate), at least 1
 *  @memory as vow_uart_init   @context init, task   @suspends no */
void vow_uart_16550_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config, uint16_t divisor);

/** The body of the handler.   @context isr */
void vow_uart_16550_handler(struct vow_uart *uart);

VOW_END_DECLARATIONS

#endif
