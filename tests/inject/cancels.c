/* SPDX-License-Identifier: MIT */
/* Cancels, while what would settle the promise arrives: either it has arrived, or it is kept for the next one who asks. */
#include "inject.h"

#include <string.h>

#include <vow/cancel.h>
#include <vow/irq.h>
#include <vow/uart_driver.h>

static enum vow_cancel_outcome outcome;
static struct vow_promise *p;

static vow_value note(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    inject_value = value;
    inject_calls++;
    return VOW_UNDEFINED;
}

/* How a cancelled operation ends is seen once. */
static void watch(struct vow_promise *promise)
{
    vow_detach(vow_promise_then(vow_promise_retain(promise), note, note, NULL));
}

static bool was_cancelled(void)
{
    return outcome == VOW_CANCELLED && inject_calls == 1 && inject_value.e == &vow_error_cancelled;
}

/* ---- a promise that a handler settles */

static void pending(void)
{
    p = vow_promise_new(NULL);
    vow_promise_retain(p);
    watch(p);
}

static void resolve_from_isr(void) { vow_promise_resolve_from_isr(&vow_main_loop, p, vow_int(7)); }
static void cancel_plain(void) { outcome = vow_promise_cancel(p); }

static bool is_settled_once(void)
{
    const bool cancelled = was_cancelled();
    const bool right = cancelled || (outcome == VOW_CANCEL_TOO_LATE && inject_calls == 1 && inject_value.i == 7);
    const unsigned references = p->node.references;

    if (cancelled)
        vow_promise_release(p); /* the handler's */
    vow_promise_release(p);
    return right && references == 1u + cancelled;
}

/* ---- reads and writes of a UART without a device */

static struct vow_uart uart;
static uint8_t receive_ring[8], transmit_ring[4];
static char buffer[8], sent[16];
static size_t sent_length, told_length;

/* What is sent is taken by the interrupt alone. */
static bool has_no_room(struct vow_uart *unused)
{
    (void)unused;
    return false;
}

static void open(void)
{
    vow_uart_init(&uart, &vow_main_loop, &(struct vow_uart_config){
        .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
        .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring, .start_transmit = has_no_room,
        .has_room = has_no_room });
    memset(buffer, 0, sizeof buffer);
    memset(sent, 0, sizeof sent);
    sent_length = 0;
}

static void byte_arrives(void) { vow_uart_byte_from_isr(&uart, 'x'); }

static void bytes_come(const char *text)
{
    uintptr_t state = vow_irq_save();

    while (*text)
        vow_uart_byte_from_isr(&uart, (uint8_t)*text++);
    vow_irq_restore(state);
}

static void open_and_watch_read_of_three(void)
{
    open();
    p = vow_uart_read_exact(&uart, buffer, 3);
    watch(p);
    bytes_come("ab");
}

static void cancel_read(void)
{
    outcome = vow_promise_cancel(p);
    vow_promise_release(p);
}

/* What the read has not got is there for the next one. */
static bool abx_is_read_once(void)
{
    if (outcome == VOW_CANCEL_TOO_LATE)
        return inject_calls == 1 && inject_value.u == 3 && strcmp(buffer, "abx") == 0 && vow_uart_buffered(&uart) == 0;
    memset(buffer, 0, sizeof buffer);
    return was_cancelled() && vow_uart_buffered(&uart) == 3 && vow_await(vow_uart_read(&uart, buffer, 3)).u == 3
           && strcmp(buffer, "abx") == 0;
}

/* Each byte of the line but three has no room. */
static void open_and_watch_line(void)
{
    open();
    p = vow_uart_read_line(&uart, buffer, 4);
    watch(p);
    bytes_come("abcde");
}

static bool line_is_too_long(void)
{
    bool right;

    p = vow_uart_read_line(&uart, buffer, 4);
    bytes_come("\n");
    right = vow_await_result(p, &inject_value) == VOW_REJECTED && inject_value.e == &vow_error_uart_line_too_long;
    return was_cancelled() + right == 1 && vow_uart_fault_count(&uart) == 3 && strcmp(buffer, "abc") == 0;
}

static vow_value writes(void *unused)
{
    (void)unused;
    vow_uart_write_counted(&uart, "abcdefgh", 8, &told_length);
    return VOW_UNDEFINED;
}
static const struct vow_async_function writes_fn = VOW_ASYNC_FUNCTION(writes, 0, 640);

static void open_and_write(void)
{
    open();
    p = vow_call(&writes_fn, NULL, 0);
}

static void take_all(void)
{
    int byte;

    while ((byte = vow_uart_take_from_isr(&uart)) >= 0)
        sent[sent_length++] = (char)byte;
}

static void cancel_write(void)
{
    outcome = vow_promise_cancel(p);
    vow_await_result(p, NULL);
}

/* Whether it was cancelled in time or not, what is told is what was sent. */
static bool sent_what_is_told(void)
{
    take_all();
    return told_length == sent_length && (sent_length == 4 || sent_length == 8) && strncmp(sent, "abcdefgh", sent_length) == 0;
}

/* ---- who waits */

static vow_value sleeps(void *unused)
{
    (void)unused;
    vow_sleep_ms(3);
    return VOW_UNDEFINED;
}
static const struct vow_async_function sleeps_fn = VOW_ASYNC_FUNCTION(sleeps, 0, 640);

static void cancel_task(void)
{
    outcome = vow_promise_cancel(p);
    vow_await_result(p, NULL);
}

static void cancel_sleep(void)
{
    p = vow_call(&sleeps_fn, NULL, 0);
    watch(p);
    cancel_task();
}

/* It stops to wait for the promise that the interrupt settles. */
static vow_value waits(void *unused)
{
    (void)unused;
    return vow_await(vow_promise_retain(inject_promise));
}
static const struct vow_async_function waits_fn = VOW_ASYNC_FUNCTION(waits, 0, 640);

static void call_waiter(void)
{
    p = vow_call(&waits_fn, NULL, 0);
    watch(p);
}

static bool is_cancelled_or_injected(void)
{
    return inject_calls == 1 && (inject_value.e == &vow_error_cancelled || strcmp(inject_value.s, "injected") == 0);
}

static void leave_deadline(void)
{
    VOW_TIMEOUT_MS(3000);
    vow_await_value(VOW_UNDEFINED);
}

const struct inject_operation inject_cancels[] = {
    { .name = "cancel a promise", .quick = true, .prepare = pending, .run = cancel_plain, .right = is_settled_once, .arrive = resolve_from_isr },
    { .name = "cancel a read", .prepare = open_and_watch_read_of_three, .run = cancel_read, .right = abx_is_read_once, .arrive = byte_arrives },
    { .name = "cancel a line", .prepare = open_and_watch_line, .run = cancel_read, .right = line_is_too_long, .arrive = byte_arrives },
    { .name = "cancel a write", .prepare = open_and_write, .run = cancel_write, .right = sent_what_is_told, .arrive = take_all, .alternates = true },
    { .name = "cancel a sleep", .run = cancel_sleep, .right = was_cancelled, .alternates = true },
    { .name = "cancel a wait", .prepare = call_waiter, .run = cancel_task, .right = is_cancelled_or_injected, .alternates = true },
    { .name = "deadline", .run = leave_deadline },
    { .name = NULL },
};
