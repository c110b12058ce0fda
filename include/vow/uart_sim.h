/* SPDX-License-Identifier: MIT */
/* A simulated UART for BOARD=native: every byte and every line error is an interrupt of its own, injected by the board
 * (from standard input) or by a test. They arrive in one of two ways: patiently, one interrupt after another however long that
 * takes, or in time, as on a wire: a byte that finds the one before it still there is lost. */
#ifndef VOW_UART_SIM_H
#define VOW_UART_SIM_H

#include <vow/uart_driver.h>

VOW_BEGIN_DECLARATIONS

#define VOW_UART_SIM_EVENTS 256

/* The hardware. Zero it, and fill the first three fields. */
struct vow_uart_sim {
    unsigned receive_interrupt, transmit_interrupt; /* of <vow/native.h>, connected by the caller, at one priority */
    void (*sent)(uint8_t byte);                     /* what leaves the UART; called in handler context */
    uint16_t events[VOW_UART_SIM_EVENTS];           /* on the way to the receive handler */
    uint32_t events_in, events_out;
    uint16_t receive_buffer;                        /* of one byte: what came in time */
    bool receive_full, overrun;
    uint8_t transmit_buffer;
    bool transmit_full;
    bool transmit_held; /* a test sets it: nothing is sent until vow_uart_sim_let_go */
};

/** @param config  device is the struct vow_uart_sim; the functions are filled in here
 *  @memory as vow_uart_init   @context init, task, loop   @suspends no */
void vow_uart_sim_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config);

/** The bodies of the two handlers.   @context isr */
void vow_uart_sim_receive_handler(struct vow_uart *uart);
void vow_uart_sim_transmit_handler(struct vow_uart *uart);

/** Bytes, or one fault, arrive. They wait while interrupts are masked.
 *  @return how many found room on their way, 0 to `length`   @context any   @suspends no */
size_t vow_uart_sim_receive(struct vow_uart *uart, const void *data, size_t length);
bool vow_uart_sim_fault(struct vow_uart *uart, enum vow_uart_fault fault);

#define VOW_UART_SIM_FAULT 0x100u

/** A byte time passes in which a byte arrives, or a damaged one: VOW_UART_SIM_FAULT | fault. It does not wait: if the handler
 *  has not taken the one before, it is lost, and the hardware tells of an overrun.
 *  @return false if it was lost   @context any   @suspends no */
bool vow_uart_sim_byte_time(struct vow_uart *uart, unsigned event);

/** Ends transmit_held.   @context task, loop   @suspends no */
void vow_uart_sim_let_go(struct vow_uart *uart);

VOW_END_DECLARATIONS

#endif
