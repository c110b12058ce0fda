/* SPDX-License-Identifier: MIT */
/* UARTs: promises and async iterables over bytes and lines. A board defines its UARTs and opens them. */
#ifndef VOW_UART_H
#define VOW_UART_H

#include <stdbool.h>

#include <vow/cancel.h>
#include <vow/iterate.h>
#include <vow/loop.h>
#include <vow/timer.h>

VOW_BEGIN_DECLARATIONS

/* Rules for UARTs
 *  - A byte that the hardware delivered is returned by exactly one read, or is kept in the receive ring for a later
 *    one, or is counted and reported in the stream, at its place, as a rejected read. After such a rejection the
 *    stream goes on: nothing has to be opened again.
 *  - A read that is cancelled, or whose time is over (<vow/cancel.h>), gives back what it has got: those bytes are the
 *    first ones in the receive ring, vow_uart_buffered() counts them, and the next read of any kind begins with them. To cancel
 *    a read and to call it again is the same as not to have cancelled it. A read whose buffer is larger than the receive ring
 *    cannot give back: it keeps vow_uart_partial() bytes in its buffer, and the next read goes on behind them.
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
    VOW_UART_SKIPPED, /* bytes of a line for which the buffer was too small */
    VOW_UART_FAULTS
};

extern const struct vow_error vow_error_uart_dropped;
extern const struct vow_error vow_error_uart_overrun;
extern const struct vow_error vow_error_uart_framing;
extern const struct vow_error vow_error_uart_parity;
extern const struct vow_error vow_error_uart_break;
extern const struct vow_error vow_error_uart_busy;          /* another read waits */
extern const struct vow_error vow_error_uart_line_too_long; /* the buffer was too small for the line */

/* A place in the receive stream at which `count` faults are to be reported. Private. */
struct vow_uart_mark {
    uint32_t position;
    uint16_t count;
    uint8_t fault;
};

struct vow_uart;

/* How far a read is: it could end now with ENOUGH, and can take no more with the next two. Private. */
enum vow_uart_progress { VOW_UART_MORE, VOW_UART_ENOUGH, VOW_UART_COMPLETE, VOW_UART_TOO_LONG };

/* What one kind of read does with a byte. Private. */
typedef enum vow_uart_progress (*vow_uart_take)(struct vow_uart *uart, uint8_t byte);

/* A writer that waits, on its own stack. Private. */
struct vow_uart_writer {
    struct vow_source source;
    struct vow_uart *uart;
    struct vow_uart_writer *next, **link; /* link: what leads to it, NULL when it waits no more */
    const uint8_t *data;
    size_t length, started_with;
    struct vow_promise *promise;
};

/* The fields are private; drivers use <vow/uart_driver.h>. */
struct vow_uart {
    struct vow_loop *loop;
    void *device;                              /* the driver's: registers, as a rule */
    bool (*start_transmit)(struct vow_uart *uart), (*has_room)(struct vow_uart *uart);
    struct {
        struct vow_source source;
        struct vow_promise *promise;           /* not NULL: armed, and the handler owns this structure */
        vow_uart_take take;
        uint8_t *buffer, *at;
        size_t size, wanted;                   /* wanted: bytes that satisfy it; 0: `take` knows */
        uint32_t skipped;                      /* of a line: bytes that had no room */
        const uint8_t *delimiters;
        size_t delimiter_count;
    } request;
    bool after_return;                         /* the last line ended in \r: a \n that follows belongs to it */
    bool sends;                                /* the driver's, if it wants it: the hardware has a byte whose handler is to come */
    volatile uint8_t marks_in, marks_out;
    size_t partial;
    /* While a request is armed: how many bytes the handler stores without a look at anything else, and how many those
     * were when receive_in was last brought up to date. */
    volatile uint32_t quick, quick_counted;
    /* Positions count bytes from the start of the stream, modulo 2^32. The handler moves receive_in, the reader
     * receive_out; while a request is armed the handler moves both. receive_end is where the ring is full, and
     * receive_in while a request is armed: so one comparison tells the handler that it need not look further. */
    uint8_t *receive_ring, *transmit_ring;
    uint32_t receive_mask, transmit_mask;
    volatile uint32_t receive_in, receive_out, receive_end, transmit_in, transmit_out;
    struct {
        struct vow_promise *first;             /* settled when the first byte is there: then the timer runs */
        vow_time last_at, gap;
        struct vow_timer timer;
    } burst;
    struct vow_uart_mark marks[VOW_CONFIG_UART_MARKS];
    uint16_t fault_count;
    uint32_t faults[VOW_UART_FAULTS];
    struct vow_uart_writer *writers, **writers_tail;
};

/* ---- reading ---- */

/** Reads what is there, at least one byte.
 *  @return fulfilled with the number of bytes in the buffer, 1 to `size`
 *  @errors vow_error_uart_busy, vow_error_pool_promise: nothing was read. A fault before the first byte: its error
 *  @memory the buffer is the UART's until the promise settles   @context task, loop   @suspends no
 *  @cancel strict */
struct vow_promise *vow_uart_read(struct vow_uart *uart, void *buffer, size_t size);

/** Reads exactly `size` bytes; fulfilled with `size`.
 *  @errors as vow_uart_read; after a fault vow_uart_partial() tells how many bytes are in the buffer
 *  @memory, @context, @suspends as vow_uart_read
 *  @cancel strict if `size` is at most the receive ring's; else it keeps vow_uart_partial() bytes in the buffer, and what is read next
 *          comes behind them */
struct vow_promise *vow_uart_read_exact(struct vow_uart *uart, void *buffer, size_t size);

/** Reads up to and with the first byte that is one of `count` delimiters, or until the buffer is full: then the last byte is
 *  not a delimiter, and the next read goes on.
 *  @return fulfilled with the number of bytes in the buffer, the delimiter included
 *  @errors as vow_uart_read_exact
 *  @memory as vow_uart_read; so are the delimiters. Each costs the handler a comparison a byte   @context task, loop
 *  @suspends no   @cancel as vow_uart_read_exact */
struct vow_promise *vow_uart_read_until(struct vow_uart *uart, void *buffer, size_t size, const void *delimiters,
                                        size_t count);

/** Reads up to a line end: \n, \r or \r\n.
 *  @param size  of the buffer, at least 1, the terminating NUL included
 *  @return fulfilled with the line's length; the buffer holds it without its end, NUL-terminated
 *  @errors vow_error_uart_line_too_long: the buffer holds the line's start, the rest up to the line end, or to a fault, which the
 *          next read is rejected with, was skipped, and vow_uart_fault_count() says how much; otherwise as vow_uart_read_exact:
 *          what comes after a fault is read as a line of its own
 *  @memory, @context, @suspends as vow_uart_read
 *  @cancel as vow_uart_read_exact. What was skipped before stays skipped: a line that is read again with the same `size` is
 *          too long as before; any other read is rejected with that error at the place */
struct vow_promise *vow_uart_read_line(struct vow_uart *uart, char *buffer, size_t size);

/** Reads a chunk that a gap ends: at least one byte, until the buffer is full or no byte has come for `gap_ms`. The handler
 *  notes when each byte comes; a timer runs only between the first byte and the gap.
 *  @param gap_ms  at least this long, and up to two ticks longer, is the gap that ends a chunk
 *  @return fulfilled with the number of bytes in the buffer
 *  @errors as vow_uart_read_exact, and vow_error_pool_record: nothing was read. It takes two promises and a record
 *  @memory, @context, @suspends as vow_uart_read; the UART's timer may run up to `gap_ms` longer than the read
 *  @cancel as vow_uart_read_exact. Bytes that were there before the call count from the call on */
struct vow_promise *vow_uart_read_burst(struct vow_uart *uart, void *buffer, size_t size, uint32_t gap_ms);

/** How many bytes the last rejected read has left in its buffer.   @context task, loop   @suspends no   @cancel - */
size_t vow_uart_partial(const struct vow_uart *uart);

/** How many bytes wait in the receive ring for the next read.   @context task, loop   @suspends no   @cancel - */
size_t vow_uart_buffered(const struct vow_uart *uart);

/* The state of vow_uart_lines, vow_uart_chunks and vow_uart_bursts. The fields are private. */
struct vow_uart_stream {
    struct vow_source source;
    struct vow_uart *uart;
    void *buffer;
    size_t size;
    uint32_t gap_ms;
    struct vow_promise *(*start)(struct vow_uart_stream *stream, struct vow_promise *request);
    struct vow_promise *slot, *request;
    bool is_lines;
};

/** An async iterable of lines, for VOW_FOR_AWAIT: each item is the line, `value.s`, good until the next round. A line
 *  that waits takes one promise and one record from the pools. A rejected read (see vow_uart_read_line) is thrown at
 *  the loop and ends it; a new vow_uart_lines goes on with the next line.
 *  @param state  must live as long as the loop; so must the buffer
 *  @errors as vow_uart_read_line, and vow_error_pool_record: nothing was read
 *  @memory borrows all   @context task, loop   @suspends no   @cancel as vow_uart_read_line, for the next item */
struct vow_iterator vow_uart_lines(struct vow_uart_stream *state, struct vow_uart *uart, char *buffer, size_t size);

/** The same over vow_uart_read: each item is the number of bytes in the buffer, `value.u`.
 *  @context task, loop   @suspends no   @cancel as vow_uart_read, for the next item */
struct vow_iterator vow_uart_chunks(struct vow_uart_stream *state, struct vow_uart *uart, void *buffer, size_t size);

/** The same over vow_uart_read_burst; an item takes two promises and two records.
 *  @context task, loop   @suspends no   @cancel as vow_uart_read_burst, for the next item */
struct vow_iterator vow_uart_bursts(struct vow_uart_stream *state, struct vow_uart *uart, void *buffer, size_t size,
                                    uint32_t gap_ms);

/* ---- writing ---- */

/** Sends `length` bytes after everything that was written before. Returns as soon as the rest fits into the transmit
 *  ring; otherwise the task waits until its last byte was handed to the hardware.
 *  @errors vow_error_pool_promise is thrown when it would have to wait and cannot: nothing was written
 *  @memory borrows data until it returns   @context task   @suspends if the ring has not enough room
 *  @cancel stops the write: nothing of it is sent if its turn had not come; otherwise what is in the ring is sent still, and the
 *          rest is not. vow_uart_write_counted tells how much that is */
void vow_uart_write(struct vow_uart *uart, const void *data, size_t length);

/** The same; *sent is how many bytes were or will be sent, also when it throws.
 *  @context task   @suspends as vow_uart_write   @cancel keeps what was sent: call it again with data + *sent and length - *sent */
void vow_uart_write_counted(struct vow_uart *uart, const void *data, size_t length, size_t *sent);

/** Puts into the transmit ring what fits without waiting and without cutting in on a writer that waits.
 *  @return how many bytes were taken, 0 to `length`   @memory borrows data   @context task, loop   @suspends no */
size_t vow_uart_write_some(struct vow_uart *uart, const void *data, size_t length);

/** Waits until everything that was written so far has left the transmit buffer; on hardware the last byte may still be
 *  on the wire.   @errors vow_error_pool_promise is thrown   @context task   @suspends unless nothing is on its way   @cancel strict */
void vow_uart_flush(struct vow_uart *uart);

/* ---- counters, modulo 2^32 ---- */

/** Bytes that the handler has taken from the hardware and that were or will be returned by a read.   @context any */
uint32_t vow_uart_received(const struct vow_uart *uart);

/** How often a fault happened since the UART was opened.   @context any */
uint32_t vow_uart_faults(const struct vow_uart *uart, enum vow_uart_fault fault);

/** How many faults the last rejected read stands for: several that happened at one place in the stream are reported
 *  once, and when more than VOW_CONFIG_UART_MARKS places wait to be reported, later ones join the last.
 *  @context task, loop   @suspends no */
unsigned vow_uart_fault_count(const struct vow_uart *uart);

VOW_END_DECLARATIONS

#endif
