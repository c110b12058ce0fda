/* SPDX-License-Identifier: MIT */
/* The UART of Arm's Cortex-M System Design Kit. For boards. */
#ifndef VOW_UART_CMSDK_H
#define VOW_UART_CMSDK_H

#include <vow/uart_driver.h>

VOW_BEGIN_DECLARATIONS

/** Sets the UART up and lets it receive; the board enables the two interrupts in its interrupt controller before,
 *  at one priority.
 *  @param config   device is the address of the registers; the functions are filled in here
 *  @param divider  peripheral clock / baud rate, at least 16
 *  @memory as vow_uart_init   @context init, task   @suspends no */
void vow_uart_cmsdk_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config, uint32_t divider);

/** The bodies of the two handlers.   @context isr */
void vow_uart_cmsdk_receive_handler(struct vow_uart *uart);
void vow_uart_cmsdk_transmit_handler(struct vow_uart *uart);

VOW_END_DECLARATIONS

#endif
