/* SPDX-License-Identifier: MIT */
/* What connects the hardware of a UART to the generic part. Only drivers and boards include it.
 *
 * A driver is one function, start_transmit, and the handlers. All functions that end in _from_isr are called by
 * handlers that do not interrupt each other (one priority for a UART's handlers), or with interrupts masked. */
#ifndef VOW_UART_DRIVER_H
#define VOW_UART_DRIVER_H

#include <vow/uart.h>

VOW_BEGIN_DECLARATIONS

/* What a UART is made with. Ring sizes are powers of two. */
struct vow_uart_config {
    uint8_t *receive_ring, *transmit_ring;
    uint32_t receive_bytes, transmit_bytes;
    void *device;

    /* There is something to send: if the hardware has room, take bytes with vow_uart_take_from_isr and start them;
     * otherwise the transmit handler, which comes when there is room, does the same. Called with interrupts masked. */
    void (*start_transmit)(struct vow_uart *uart);
};

#define VOW_UART_IS_POWER_OF_TWO(bytes) ((bytes) > 0 && ((bytes) & ((bytes) - 1)) == 0)

/** Makes a UART ready, before its interrupts are enabled. What it held before is forgotten.
 *  @memory borrows the rings and the loop for as long as the UART is used   @context init, task, loop */
void vow_uart_init(struct vow_uart *uart, struct vow_loop *loop, const struct vow_uart_config *config);

/** The hardware reported a fault. The byte that came with it, if any, is not delivered.   @context isr */
void vow_uart_fault_from_isr(struct vow_uart *uart, enum vow_uart_fault fault);

/* The request takes the byte.   @context isr */
void vow_uart_request_byte_from_isr(struct vow_uart *uart, uint8_t byte);

/** The hardware delivered a byte. Inline, because it is the handler's whole work as a rule.   @context isr */
static inline void vow_uart_byte_from_isr(struct vow_uart *uart, uint8_t byte)
{
    uint32_t in = uart->receive_in, mask = uart->receive_mask;

    if (uart->request.promise) {
        vow_uart_request_byte_from_isr(uart, byte);
    } else if (in - uart->receive_out <= mask) {
        uart->receive_ring[in & mask] = byte;
        uart->receive_in = in + 1;
    } else {
        vow_uart_fault_from_isr(uart, VOW_UART_DROPPED);
    }
}

/* The next byte of a writer that waits.   @context isr */
int vow_uart_take_of_writers_from_isr(struct vow_uart *uart);

/** The next byte to send, 0 to 255, or -1: nothing to send.   @context isr */
static inline int vow_uart_take_from_isr(struct vow_uart *uart)
{
    uint32_t out = uart->transmit_out;

    if (out == uart->transmit_in)
        return vow_uart_take_of_writers_from_isr(uart);
    uart->transmit_out = out + 1;
    return uart->transmit_ring[out & uart->transmit_mask];
}

/* Private: starts a request whose promise is the caller's; no other may wait.   @context task, loop */
void vow_uart_request_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size, size_t wanted,
                       bool is_line);

VOW_END_DECLARATIONS

#endif
