/* SPDX-License-Identifier: MIT */
/* What masks interrupts and is not in ../ops: the sleep without ticks, one-shot timers, and what reads and writes of a UART do beside
 * moving bytes. ../run looks for the longest masked section in each window. */
#include <vow/board_oneshot.h>
#include <vow/board_uart.h>
#include <vow/cancel.h>
#include <vow/irq_controller.h>
#include <vow/nvic.h>
#include <vow/uart_driver.h>
#include <vow/vow.h>

#include "../ops/mark.h"

enum { BYTE_IRQ = 31, TRANSMIT_IRQ = 1, SLEEPS = 40, WRITERS = 16, RING_BYTES = 32, LONG_WRITE = 400, GAP_MS = 2 };

VOW_LOOP_DEFINE(vow_main_loop, 64, 32, VOW_STACKS(WRITERS + 2, 1024));

static struct vow_uart uart; /* no hardware behind it: a software interrupt brings the bytes */
static uint8_t receive_ring[RING_BYTES], transmit_ring[RING_BYTES];
static uint8_t next_byte;
static char buffer[RING_BYTES];

static void sleep(void)
{
    VOW_BENCH_BEGIN(masked_sleep);
    for (uint32_t turn = 0; turn < SLEEPS; turn++) {
        vow_sleep_ms(1 + turn * turn);
        vow_await(vow_oneshot_delay(&vow_board_oneshot, 100 + 997 * turn));
    }
    VOW_BENCH_END(masked_sleep);
}

static void nothing(void *unused) { (void)unused; }

static void oneshot(void)
{
    struct vow_oneshot *timer = &vow_board_oneshot;

    VOW_BENCH_BEGIN(masked_oneshot);
    for (uint32_t turn = 0; turn < SLEEPS; turn++) {
        struct vow_promise *promise = vow_oneshot_delay(timer, 100000);
        vow_value reason;

        vow_oneshot_start(timer, 100 + turn, nothing, NULL); /* in place of the delay */
        vow_await_result(promise, &reason);
        vow_oneshot_start(timer, 100000, nothing, NULL);
        vow_oneshot_left(timer);
        vow_oneshot_stop(timer);
        vow_await(vow_oneshot_delay(timer, 100));
    }
    VOW_BENCH_END(masked_oneshot);
}

void vow_irq31_handler(void);
void vow_irq31_handler(void) { vow_uart_byte_from_isr(&uart, next_byte); }

static void receive(const char *bytes)
{
    for (; *bytes; bytes++) {
        next_byte = (uint8_t)*bytes;
        vow_irq_pend(BYTE_IRQ);
        __asm__ volatile("dsb\n\tisb" : : : "memory");
    }
}

static bool start_transmit(struct vow_uart *unused)
{
    (void)unused;
    return false;
}

static void cancel(struct vow_promise *promise)
{
    vow_value reason;

    vow_promise_cancel(promise);
    vow_await_result(promise, &reason);
}

static void open(void)
{
    vow_uart_init(&uart, &vow_main_loop,
                  &(struct vow_uart_config){ receive_ring, transmit_ring, RING_BYTES, RING_BYTES, NULL, start_transmit, NULL });
    vow_irq_enable(BYTE_IRQ, VOW_IRQ_NORMAL);
}

/* One of each kind: with a part, with nothing, and a line of which a part had no room. */
static void cancelled_read(void)
{
    struct vow_promise *promise;

    VOW_BENCH_BEGIN(masked_cancelled_read);
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        promise = vow_uart_read_exact(&uart, buffer, 8);
        receive("abc");
        cancel(promise);
        vow_await(vow_uart_read_exact(&uart, buffer, 3));
        cancel(vow_uart_read(&uart, buffer, 8));
        promise = vow_uart_read_line(&uart, buffer, 4);
        receive("abcdefgh");
        cancel(promise);
        receive("\n");
        promise = vow_uart_read_line(&uart, buffer, 4);
        vow_await_result(promise, &(vow_value){ 0 });
    }
    VOW_BENCH_END(masked_cancelled_read);
}

static void burst(void)
{
    struct vow_promise *promise;

    VOW_BENCH_BEGIN(masked_burst);
    for (int turn = 0; turn < SLEEPS; turn++) {
        promise = vow_uart_read_burst(&uart, buffer, sizeof buffer, GAP_MS);
        receive("ab");
        vow_sleep_ms(1);
        receive("c");
        vow_await(promise);
        promise = vow_uart_read_burst(&uart, buffer, sizeof buffer, GAP_MS);
        cancel(promise);
    }
    VOW_BENCH_END(masked_burst);
}

static vow_value writing(void *unused)
{
    static const uint8_t text[LONG_WRITE];

    vow_uart_write(&vow_board_uart0, text, sizeof text);
    return vow_pointer(unused);
}
static const struct vow_async_function writing_fn = VOW_ASYNC_FUNCTION(writing, 0, 1024);

static vow_value flushing(void *unused)
{
    vow_uart_flush(&vow_board_uart0);
    return vow_pointer(unused);
}
static const struct vow_async_function flushing_fn = VOW_ASYNC_FUNCTION(flushing, 0, 1024);

/* The transmitter stands still until all wait; the last ones are cancelled. */
static void writers(void)
{
    struct vow_promise *promises[WRITERS];

    VOW_BENCH_BEGIN(masked_write);
    flushing(NULL);
    vow_irq_disable(TRANSMIT_IRQ);
    for (int i = 0; i < WRITERS; i++)
        promises[i] = vow_call(i % 4 == 3 ? &flushing_fn : &writing_fn, NULL, 0);
    for (int i = WRITERS / 2; i < WRITERS; i++)
        cancel(promises[i]);
    vow_irq_enable(TRANSMIT_IRQ, VOW_IRQ_NORMAL);
    for (int i = 0; i < WRITERS / 2; i++)
        vow_await(promises[i]);
    vow_uart_write(&vow_board_uart0, "x", 1);
    vow_uart_flush(&vow_board_uart0);
    VOW_BENCH_END(masked_write);
}

int main(void)
{
    vow_board_oneshot_open();
    vow_board_uart0_open();
    sleep();
    oneshot();
    open();
    cancelled_read();
    burst();
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++)
        writers();
    return 0;
}
