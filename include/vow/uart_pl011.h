/* SPDX-License-Identifier: MIT */
/* Arm's PrimeCell UART, PL011, and what is compatible with it. For boards. */
#ifndef VOW_UART_PL011_H
#define VOW_UART_PL011_H

#include <vow/uart_driver.h>

VOW_BEGIN_DECLARATIONS

/** Sets the device up for 8 data bits, no parity, one stop bit and its FIFOs, without interrupts: enough for a polled
 *  console. Waits until the device has sent what it holds.
 *  @param device         the address of the registers
 *  @param divider_in_64  64 * peripheral clock / (16 * baud rate), at least 64
 *  @return the byte that the device held, or -1. Hardware holds none; QEMU takes one before the program runs, and the next one
 *          would destroy it
 *  @context init, task   @suspends no */
int vow_uart_pl011_setup(void *device, uint32_t divider_in_64);

/** Lets a device that was set up receive; the board enables the interrupt in its interrupt controller before.
 *  A flush of this UART ends when the last byte is in the device's FIFO: up to 16 bytes are still to be sent.
 *  @param config   device is the address of the registers; the functions are filled in here
 *  @param first    what vow_uart_pl011_setup returned
 *  @memory as vow_uart_init   @context init, task   @suspends no */
void vow_uart_pl011_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config, int first);

/** The body of the handler.   @context isr */
void vow_uart_pl011_handler(struct vow_uart *uart);

/** Sends one byte if the FIFO has room, for a polled console.   @return whether it had   @context any, interrupts masked */
bool vow_uart_pl011_put(void *device, uint8_t byte);

/** Whether everything has left the device, the wire included.   @context any */
bool vow_uart_pl011_is_idle(const void *device);

VOW_END_DECLARATIONS

#endif
