/* SPDX-License-Identifier: MIT */
/* What a handler above VOW_CONFIG_MASK_PRIORITY may call, and what it may not. */
#include "../harness/irq.h"
#include "../harness/script.h"

#include <vow/event.h>
#include <vow/irq.h>
#include <vow/irq_controller.h>
#include <vow/uart_driver.h>

enum { IRQ = 27 };
#define IN_HANDLER_ABOVE " in handler 43 above the mask"

static void in_handler_above(void (*handler)(void))
{
    vow_test_irq_connect(1, handler);
    vow_irq_enable(IRQ, VOW_IRQ_MOST_URGENT);
    vow_test_irq_raise(1);
}

static void mask(void) { vow_irq_restore(vow_irq_save()); }
VOW_TEST_PANIC(above_the_mask_does_not_mask, "vow_irq_save" IN_HANDLER_ABOVE) { in_handler_above(mask); }

VOW_CHANNEL_DEFINE(vow_test_channel_of_calls, 2);
static void send(void) { vow_channel_send_from_isr(&vow_main_loop, &vow_test_channel_of_calls, VOW_UNDEFINED); }
VOW_TEST_PANIC(above_the_mask_does_not_send, "vow_channel_send_from_isr" IN_HANDLER_ABOVE) { in_handler_above(send); }

static void tick(void) { vow_loop_tick_from_isr(&vow_main_loop, 1); }
VOW_TEST_PANIC(above_the_mask_does_not_tick, "vow_loop_tick_from_isr" IN_HANDLER_ABOVE) { in_handler_above(tick); }

static struct vow_uart uart;
static uint8_t ring[1];

static void open(void)
{
    vow_uart_init(&uart, &vow_main_loop, &(struct vow_uart_config){
        .receive_ring = ring, .receive_bytes = sizeof ring, .transmit_ring = ring, .transmit_bytes = sizeof ring });
}

static void fill(void)
{
    vow_uart_byte_from_isr(&uart, 'a');
    vow_uart_byte_from_isr(&uart, 'b');
}
VOW_TEST_PANIC(above_the_mask_receives_no_byte, "vow_uart_byte_elsewhere_from_isr" IN_HANDLER_ABOVE)
{
    open();
    in_handler_above(fill);
}

static void overrun(void) { vow_uart_fault_from_isr(&uart, VOW_UART_OVERRUN); }
VOW_TEST_PANIC(above_the_mask_reports_no_fault, "vow_uart_fault_from_isr" IN_HANDLER_ABOVE)
{
    open();
    in_handler_above(overrun);
}

static void take(void) { vow_uart_take_from_isr(&uart); }
VOW_TEST_PANIC(above_the_mask_sends_no_byte, "vow_uart_take_of_writers_from_isr" IN_HANDLER_ABOVE)
{
    open();
    in_handler_above(take);
}

/* The same interrupt, below the mask. */
VOW_TEST(below_the_mask_may_send)
{
    vow_value item;

    vow_test_irq_connect(1, send);
    vow_test_irq_raise(1);
    EXPECT(vow_channel_receive(&vow_test_channel_of_calls, &item));
}

/* ---- what it may */

static struct vow_promise *fulfilled, *refused;
static struct vow_event event;
static vow_time seen;

static void settle_and_set(void)
{
    vow_promise_resolve_from_isr(&vow_main_loop, fulfilled, vow_string("value"));
    vow_promise_reject_from_isr(&vow_main_loop, refused, vow_string("reason"));
    vow_event_set_from_isr(&vow_main_loop, &event);
    seen = vow_clock_now();
    vow_irq_pend(IRQ - 1);
}

ASYNC(waits_for_event)
{
    vow_event_wait(&event);
    TRACE("set");
    return VOW_UNDEFINED;
}

VOW_TEST(above_the_mask_may_settle_set_read_the_clock_and_pend)
{
    const vow_time before = vow_clock_now();
    uintptr_t state;

    vow_event_init(&event);
    vow_detach(call(waits_for_event));
    vow_await_value(VOW_UNDEFINED);
    fulfilled = vow_promise_new(NULL);
    refused = vow_promise_new(NULL);
    watch(vow_promise_retain(fulfilled), "");
    watch(vow_promise_retain(refused), "");
    vow_test_irq_connect(0, send);
    state = vow_irq_save();
    in_handler_above(settle_and_set);
    EXPECT(seen >= before && seen <= vow_clock_now());
    EXPECT_EQ(vow_channel_count(&vow_test_channel_of_calls), 0);
    vow_irq_restore(state);
    EXPECT_EQ(vow_channel_count(&vow_test_channel_of_calls), 1);
    EXPECT(vow_channel_receive(&vow_test_channel_of_calls, NULL));
    vow_sleep_ms(1);
    EXPECT_TRACE("value\nrejected reason\nset\n");
}
