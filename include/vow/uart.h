/* SPDX-License-Identifier: MIT */
/* UARTs: promises and async iterables over bytes and lines. A board defines its UARTs and opens them. */
#ifndef VOW_UART_H
#define VOW_UART_H

#include <stdbool.h>

#include <vow/iterate.h>
#include <vow/loop.h>

VOW_BEGIN_DECLARATIONS

/* Rules for UARTs
 *  - A byte that the hardware delivered is returned by exactly one read, or is kept in the receive ring for a later
 *    one, or is counted and reported in the stream, at its place, as a rejected read. After such a rejection the
 *    stream goes on: nothing has to be opened again.
 *  - One read at a time. While one waits, bytes go straight into its buffer; the ring is empty then.
 *  - The data of one write is sent as one piece. Writers that wait are served in the order in which they came.
 *  - A UART belongs to the loop that it was opened with. */

/* What can happen to bytes that are not returned. Each has its counter and its error. */
enum vow_uart_fault {
    VOW_UART_DROPPED, /* the receive ring was full */
    VOW_UART_OVERRUN, /* the hardware lost bytes: the handler came too late. Counts events, not bytes */
    VOW_UART_FRAMING,
    VOW_UART_PARITY,
    VOW_UART_BREAK,
    VOW_UART_FAULTS
};

extern const struct vow_error vow_error_uart_dropped;
extern const struct vow_error vow_error_uart_overrun;
extern const struct vow_error vow_error_uart_framing;
extern const struct vow_error vow_error_uart_parity;
extern const struct vow_error vow_error_uart_break;
extern const struct vow_error vow_error_uart_busy;          /* another read waits */
extern const struct vow_error vow_error_uart_line_too_long; /* the buffer was too small for the line */
extern const struct vow_error vow_error_uart_cancelled;     /* vow_uart_cancel_read took the read back */

#define VOW_UART_MARKS 4

/* A place in the receive stream at which `count` faults are to be reported. Private. */
struct vow_uart_mark {
    uint32_t position;
    uint16_t count;
    uint8_t fault;
};

/* A writer that waits, on its own stack. Private. */
struct vow_uart_writer {
    struct vow_uart_writer *next;
    const uint8_t *data;
    size_t length;
    struct vow_promise *promise;
};

/* The fields are private; drivers use <vow/uart_driver.h>. */
struct vow_uart {
    struct vow_loop *loop;
    void *device;                              /* the driver's: registers, as a rule */
    void (*start_transmit)(struct vow_uart *uart);
    struct {
        struct vow_promise *promise;           /* not NULL: armed, and the handler owns this structure */
        uint8_t *buffer;
        size_t size, wanted, length;
        bool is_line, too_long;
    } request;
    bool after_return;                         /* the last line ended in \r: a \n that follows belongs to it */
    size_t partial;
    /* Positions count bytes from the start of the stream, modulo 2^32. The handler moves receive_in, the reader
     * receive_out; while a request is armed the handler moves both. */
    uint8_t *receive_ring, *transmit_ring;
    uint32_t receive_mask, transmit_mask;
    volatile uint32_t receive_in, receive_out, transmit_in, transmit_out;
    struct vow_uart_mark marks[VOW_UART_MARKS];
    volatile uint8_t marks_in, marks_out;
    uint16_t fault_count;
    uint32_t faults[VOW_UART_FAULTS];
    struct vow_uart_writer *writers, **writers_tail;
};

/* ---- reading ---- */

/** Reads what is there, at least one byte.
 *  @return fulfilled with the number of bytes in the buffer, 1 to `size`
 *  @errors vow_error_uart_busy, vow_error_pool_promise: nothing was read. A fault before the first byte: its error
 *  @memory the buffer is the UART's until the promise settles   @context task, loop   @suspends no
 *  @cancel vow_uart_cancel_read; no byte is lost */
struct vow_promise *vow_uart_read(struct vow_uart *uart, void *buffer, size_t size);

/** Reads exactly `size` bytes; fulfilled with `size`.
 *  @errors as vow_uart_read; after a fault or a cancel vow_uart_partial() tells how many bytes are in the buffer
 *  @memory, @context, @suspends, @cancel as vow_uart_read */
struct vow_promise *vow_uart_read_exact(struct vow_uart *uart, void *buffer, size_t size);

/** Reads up to a line end: \n, \r or \r\n.
 *  @param size  of the buffer, at least 1, the terminating NUL included
 *  @return fulfilled with the line's length; the buffer holds it without its end, NUL-terminated
 *  @errors vow_error_uart_line_too_long: the buffer holds the line's start, the rest up to the line end was skipped;
 *          otherwise as vow_uart_read_exact: what comes after a fault is read as a line of its own
 *  @memory, @context, @suspends, @cancel as vow_uart_read */
struct vow_promise *vow_uart_read_line(struct vow_uart *uart, char *buffer, size_t size);

/** How many bytes the last rejected read has put in its buffer.   @context task, loop   @suspends no */
size_t vow_uart_partial(const struct vow_uart *uart);

/** Takes the waiting read back: it is rejected with vow_error_uart_cancelled, and vow_uart_partial() tells what it had
 *  got. Later bytes wait for the next read.
 *  @return false if no read waits, also when one has been satisfied and is about to be told
 *  @context task, loop   @suspends no */
bool vow_uart_cancel_read(struct vow_uart *uart);

/* The state of vow_uart_lines and vow_uart_chunks. The fields are private. */
struct vow_uart_stream {
    struct vow_uart *uart;
    void *buffer;
    size_t size;
    struct vow_promise *slot;
    bool is_lines;
};

/** An async iterable of lines, for VOW_FOR_AWAIT: each item is the line, `value.s`, good until the next round. A line
 *  that waits takes one promise and one record from the pools. A rejected read (see vow_uart_read_line) is thrown at
 *  the loop and ends it; a new vow_uart_lines goes on with the next line.
 *  @param state  must live as long as the loop; so must the buffer
 *  @errors as vow_uart_read_line, and vow_error_pool_record: nothing was read
 *  @memory borrows all   @context task, loop   @suspends no */
struct vow_iterator vow_uart_lines(struct vow_uart_stream *state, struct vow_uart *uart, char *buffer, size_t size);

/** The same over vow_uart_read: each item is the number of bytes in the buffer, `value.u`. */
struct vow_iterator vow_uart_chunks(struct vow_uart_stream *state, struct vow_uart *uart, void *buffer, size_t size);

/* ---- writing ---- */

/** Sends `length` bytes after everything that was written before. Returns as soon as the rest fits into the transmit
 *  ring; otherwise the task waits until its last byte was handed to the hardware.
 *  @errors vow_error_pool_promise is thrown when it would have to wait and cannot: nothing was written
 *  @memory borrows data until it returns   @context task   @suspends if the ring has not enough room   @cancel - */
void vow_uart_write(struct vow_uart *uart, const void *data, size_t length);

/** Puts into the transmit ring what fits without waiting and without cutting in on a writer that waits.
 *  @return how many bytes were taken, 0 to `length`   @memory borrows data   @context task, loop   @suspends no */
size_t vow_uart_write_some(struct vow_uart *uart, const void *data, size_t length);

/** Waits until everything that was written so far has left the transmit buffer; on hardware the last byte may still be
 *  on the wire.   @errors vow_error_pool_promise is thrown   @context task   @suspends yes   @cancel - */
void vow_uart_flush(struct vow_uart *uart);

/* ---- counters, modulo 2^32 ---- */

/** Bytes that the handler has taken from the hardware and that were or will be returned by a read.   @context any */
uint32_t vow_uart_received(const struct vow_uart *uart);

/** How often a fault happened since the UART was opened.   @context any */
uint32_t vow_uart_faults(const struct vow_uart *uart, enum vow_uart_fault fault);

/** How many faults the last rejected read stands for: several that happened at one place in the stream are reported
 *  once, and when more than 4 places wait to be reported, later ones join the last.   @context task, loop */
unsigned vow_uart_fault_count(const struct vow_uart *uart);

VOW_END_DECLARATIONS

#endif
