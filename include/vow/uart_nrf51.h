/* SPDX-License-Identifier: MIT */
/* The UART of Nordic's nRF51. For boards. */
#ifndef VOW_UART_NRF51_H
#define VOW_UART_NRF51_H

#include <vow/uart_driver.h>

VOW_BEGIN_DECLARATIONS

/** Lets the UART receive. The board has set pins and baud rate, enabled it and started its transmitter before, and enables its
 *  interrupt in the interrupt controller after.
 *  @param config   device is the address of the registers; the functions are filled in here
 *  @memory as vow_uart_init   @context init, task   @suspends no */
void vow_uart_nrf51_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config);

/** The body of the handler, for both directions.   @context isr */
void vow_uart_nrf51_handler(struct vow_uart *uart);

VOW_END_DECLARATIONS

#endif
