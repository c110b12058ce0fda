/* SPDX-License-Identifier: MIT */
/* SiFive's UART: the FE310's and its relatives'. For boards.
 *
 * The hardware tells no faults: a byte with a framing error is delivered as it is, and one that finds the FIFO of eight
 * full is lost without a trace. vow_uart_faults knows of VOW_UART_DROPPED only. */
#ifndef VOW_UART_SIFIVE_H
#define VOW_UART_SIFIVE_H

#include <vow/uart_driver.h>

VOW_BEGIN_DECLARATIONS

/** Sets the device up for 8 data bits, no parity, one stop bit, and starts its transmitter and receiver, without
 *  interrupts: enough for a polled console. What it has received is kept.
 *  @param device   the address of the registers
 *  @param divisor  clock of the UART / baud rate, 16 at least
 *  @context init, task   @suspends no */
void vow_uart_sifive_setup(void *device, uint32_t divisor);

/** Lets a device that was set up interrupt; the board enables the interrupt in its interrupt controller afterwards.
 *  A flush of this UART ends when the last byte is in the device's FIFO: up to 8 bytes are still to be sent.
 *  @param config   device is the address of the registers; the functions are filled in here
 *  @memory as vow_uart_init   @context init, task   @suspends no */
void vow_uart_sifive_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config);

/** The body of the handler, for both directions.   @context isr */
void vow_uart_sifive_handler(struct vow_uart *uart);

/** Sends one byte if the FIFO has room, for a polled console.   @return whether it had   @context any, interrupts masked */
bool vow_uart_sifive_put(void *device, uint8_t byte);

/** Whether the FIFO is empty; the last byte may still be on the wire.   @context any */
bool vow_uart_sifive_is_empty(const void *device);

VOW_END_DECLARATIONS

#endif
