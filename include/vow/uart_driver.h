/* SPDX-License-Identifier: MIT */
/* What connects the hardware of a UART to the generic part. Only drivers and boards include it.
 *
 * A driver is two functions, start_transmit and has_room, and the handlers. All functions that end in _from_isr are called by
 * handlers that do not interrupt each other (one priority for a UART's handlers) and that Vow masks (VOW_CONFIG_MASK_PRIORITY), or
 * with interrupts masked. */
#ifndef VOW_UART_DRIVER_H
#define VOW_UART_DRIVER_H

#include <vow/uart.h>

VOW_BEGIN_DECLARATIONS

/* What a UART is made with. Ring sizes are powers of two. */
struct vow_uart_config {
    uint8_t *receive_ring, *transmit_ring;
    uint32_t receive_bytes, transmit_bytes;
    void *device;

    /* There is something to send: if the hardware has room, take a byte with vow_uart_take_from_isr and start it; otherwise the transmit
     * handler, which comes when there is room, does the same. True: it took one, and there may be room for another. Called with interrupts
     * masked. */
    bool (*start_transmit)(struct vow_uart *uart);

    /* False: the hardware has a byte whose transmit handler is still to come. Called with interrupts masked. */
    bool (*has_room)(struct vow_uart *uart);
};

#define VOW_UART_IS_POWER_OF_TWO(bytes) ((bytes) > 0 && ((bytes) & ((bytes) - 1)) == 0)

/** Makes a UART ready, before its interrupts are enabled. What it held before is forgotten: no read may wait, and no timer of
 *  vow_uart_read_burst may run.
 *  @memory borrows the rings and the loop for as long as the UART is used   @context init, task, loop   @suspends no */
void vow_uart_init(struct vow_uart *uart, struct vow_loop *loop, const struct vow_uart_config *config);

/** The hardware reported a fault. The byte that came with it, if any, is not delivered.   @context isr */
void vow_uart_fault_from_isr(struct vow_uart *uart, enum vow_uart_fault fault);

/* A byte for which the ring has no place and that needs a look: the request takes it, or it is dropped.   @context isr */
void vow_uart_byte_elsewhere_from_isr(struct vow_uart *uart, uint8_t byte);

/** The hardware delivered a byte. Inline, because it is the handler's whole work as a rule.   @context isr */
static inline void vow_uart_byte_from_isr(struct vow_uart *uart, uint8_t byte)
{
    uint32_t in = uart->receive_in, quick;

    if (in != uart->receive_end) {
        uart->receive_ring[in & uart->receive_mask] = byte;
        uart->receive_in = in + 1;
    } else if ((quick = uart->quick) != 0) {
        uart->quick = quick - 1;
        *uart->request.at++ = byte;
    } else {
        vow_uart_byte_elsewhere_from_isr(uart, byte);
    }
}

/* The next byte of a writer that waits.   @context isr */
int vow_uart_take_of_writers_from_isr(struct vow_uart *uart);

/* The next byte of the ring, which is not empty; `out` is transmit_out.   @context isr */
static inline uint8_t vow_uart_take_of_ring_from_isr(struct vow_uart *uart, uint32_t out)
{
    uart->transmit_out = out + 1;
    return uart->transmit_ring[out & uart->transmit_mask];
}

/** The next byte to send, 0 to 255, or -1: nothing to send.   @context isr */
static inline int vow_uart_take_from_isr(struct vow_uart *uart)
{
    uint32_t out = uart->transmit_out;

    return out == uart->transmit_in ? vow_uart_take_of_writers_from_isr(uart) : vow_uart_take_of_ring_from_isr(uart, out);
}

/* ---- private, between the files of the generic part ---- */

/* Starts a request whose promise is the caller's; no other may wait.   @context task, loop */
void vow_uart_request_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size, size_t wanted,
                       vow_uart_take take);

/* Takes the request back that waits with this promise, and its bytes with it. False: it is over, or about to be told. */
bool vow_uart_take_back_(struct vow_uart *uart, const struct vow_promise *promise);

/* One byte for the request that is served. */
enum vow_uart_progress vow_uart_take_(struct vow_uart *uart, uint8_t byte);

/* Where the stream stood when the loop began to look at the request that waits, and what shall be there when the request has been ended. If a
 * byte has come meanwhile the loop looks again: so interrupts are not masked while it thinks. */
struct vow_uart_look {
    uint32_t receive_in, quick, position, receive_end;
    /* Of a line that has skipped bytes, which no byte reaches without a look. */
    struct vow_uart_mark mark;
    struct vow_uart_mark *place; /* NULL: there shall be none */
    uint8_t marks_in;
};

struct vow_uart_look vow_uart_look_(const struct vow_uart *uart);

/* No byte has come. */
static inline bool vow_uart_stands_(const struct vow_uart *uart, const struct vow_uart_look *look)
{
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    return uart->receive_in == look->receive_in && (look->place || uart->quick == look->quick);
}

enum vow_uart_ended {
    VOW_UART_ENDED, /* the handler settles the promise no more */
    VOW_UART_MOVED, /* a byte has come since the look */
    VOW_UART_OVER   /* the handler has settled it */
};

/* Ends the request that waits with this promise. */
enum vow_uart_ended vow_uart_end_(struct vow_uart *uart, const struct vow_promise *promise, const struct vow_uart_look *look);

/* What a rejected request leaves in its buffer. A line's start is a string, so that it can be shown. */
void vow_uart_keep_partial_(struct vow_uart *uart);

extern const struct vow_error *const vow_uart_errors_[VOW_UART_FAULTS];

static inline uint16_t vow_uart_fault_count_of_(uint32_t count)
{
    return (uint16_t)(count < UINT16_MAX ? count : UINT16_MAX);
}

static inline size_t vow_uart_length_(const struct vow_uart *uart)
{
    return (size_t)(uart->request.at - uart->request.buffer);
}

/* How many bytes of a request come before the one that satisfies it: they need no look. */
static inline uint32_t vow_uart_quick_bytes_(const struct vow_uart *uart)
{
    return uart->request.wanted && !uart->after_return ? (uint32_t)(uart->request.wanted - vow_uart_length_(uart) - 1) : 0;
}

/* The kinds of requests. A burst needs more from the pools: not NULL is a rejected promise, and nothing was started. */
void vow_uart_request_line_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size);
void vow_uart_request_chunk_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size);
struct vow_promise *vow_uart_request_burst_(struct vow_uart *uart, struct vow_promise *promise, void *buffer, size_t size,
                                            uint32_t gap_ms);

/* A promise for a read that can be cancelled, with a reference for the UART; or one that says why there is none. */
struct vow_promise *vow_uart_read_promise_(struct vow_uart *uart, const char *label);

VOW_END_DECLARATIONS

#endif
