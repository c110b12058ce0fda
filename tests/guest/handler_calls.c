/* SPDX-License-Identifier: MIT */
/* What is not for handlers, called in one. */
#include "../harness/irq.h"
#include "../harness/script.h"

static struct vow_promise *p;
static struct vow_timer timer;

static vow_value ends(void *unused) { return vow_pointer(unused); }
static const struct vow_async_function ends_fn = VOW_ASYNC_FUNCTION(ends, 0, TEST_STACK_BYTES);

static void in_handler(void (*handler)(void))
{
    p = vow_promise_new("p");
    vow_test_irq_connect(0, handler);
    vow_test_irq_raise(0);
}

#define IN_HANDLER " in handler " VOW_TEST_HANDLER

static void await_p(void) { vow_await(p); }
VOW_TEST_PANIC(handler_does_not_await, "vow_await" IN_HANDLER) { in_handler(await_p); }

static void resolve_p(void) { vow_promise_resolve(p, VOW_UNDEFINED); }
VOW_TEST_PANIC(handler_does_not_resolve, "vow_promise_resolve" IN_HANDLER) { in_handler(resolve_p); }

static void release_p(void) { vow_promise_release(p); }
VOW_TEST_PANIC(handler_does_not_release, "vow_promise_release" IN_HANDLER) { in_handler(release_p); }

static void make_promise(void) { vow_promise_new(NULL); }
VOW_TEST_PANIC(handler_does_not_make_a_promise, "vow_promise_new" IN_HANDLER) { in_handler(make_promise); }

static void subscribe_to_p(void) { vow_promise_then(p, NULL, NULL, NULL); }
VOW_TEST_PANIC(handler_does_not_subscribe, "vow_promise_then" IN_HANDLER) { in_handler(subscribe_to_p); }

static void call_function(void) { vow_call(&ends_fn, NULL, 0); }
VOW_TEST_PANIC(handler_does_not_call, "vow_call" IN_HANDLER) { in_handler(call_function); }

static void start_timer(void) { vow_timer_start_ms(&timer, 1, NULL, NULL); }
VOW_TEST_PANIC(handler_does_not_start_a_timer, "vow_timer_start_ms" IN_HANDLER) { in_handler(start_timer); }

static void queue_microtask(void) { vow_queue_microtask(NULL, NULL); }
VOW_TEST_PANIC(handler_does_not_queue, "vow_queue_microtask" IN_HANDLER) { in_handler(queue_microtask); }

/* A loop may be polled in a handler, and then its callbacks are at home there. */
static vow_value makes_promise(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    vow_promise_release(vow_promise_new(NULL));
    TRACE("called");
    return value;
}

static void settle_p(void) { vow_promise_resolve_from_isr(&vow_main_loop, p, VOW_UNDEFINED); }
static void poll(void) { vow_loop_poll(&vow_main_loop, 10); }

VOW_TEST(handler_may_poll_the_loop)
{
    p = vow_promise_new("p");
    vow_detach(vow_promise_then(vow_promise_retain(p), makes_promise, NULL, NULL));
    vow_test_irq_connect(0, settle_p);
    vow_test_irq_raise(0);
    vow_test_irq_connect(0, poll);
    vow_test_irq_raise(0);
    vow_loop_poll(&vow_main_loop, 10); /* comes home */
    EXPECT_TRACE("called\n");
}
