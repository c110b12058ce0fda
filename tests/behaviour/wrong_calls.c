/* SPDX-License-Identifier: MIT */
/* What is not for handlers, called in one, in the configuration that ships. tests/handlers has every call, by name. */
#include "../harness/irq.h"
#include "../harness/test.h"

#if VOW_CONFIG_HANDLER_CHECK == 1 && defined(__arm__)
#define PANICS(call) "a wrong call in handler " VOW_TEST_HANDLER
#else
#define PANICS(call) call " in handler " VOW_TEST_HANDLER
#endif

static struct vow_promise *p;
static struct vow_timer timer;
static struct vow_semaphore semaphore;
static struct vow_event event;
VOW_CHANNEL_DEFINE(channel, 2);

static vow_value ends(void *unused) { return vow_pointer(unused); }
static const struct vow_async_function ends_fn = VOW_ASYNC_FUNCTION(ends, 0, TEST_STACK_BYTES);

static void in_handler(void (*handler)(void))
{
    p = vow_promise_new("p");
    vow_test_irq_connect(0, handler);
    vow_test_irq_raise(0);
}

static void await_p(void) { vow_await(p); }
VOW_TEST_PANIC(handler_does_not_await, PANICS("vow_await")) { in_handler(await_p); }

static void resolve_p(void) { vow_promise_resolve(p, VOW_UNDEFINED); }
VOW_TEST_PANIC(handler_does_not_resolve, PANICS("vow_promise_resolve")) { in_handler(resolve_p); }

static void release_p(void) { vow_promise_release(p); }
VOW_TEST_PANIC(handler_does_not_release, PANICS("vow_promise_release")) { in_handler(release_p); }

static void make_promise(void) { vow_promise_new(NULL); }
VOW_TEST_PANIC(handler_does_not_make_a_promise, PANICS("vow_promise_new")) { in_handler(make_promise); }

static void subscribe_to_p(void) { vow_promise_then(p, NULL, NULL, NULL); }
VOW_TEST_PANIC(handler_does_not_subscribe, PANICS("vow_promise_then")) { in_handler(subscribe_to_p); }

static void call_function(void) { vow_call(&ends_fn, NULL, 0); }
VOW_TEST_PANIC(handler_does_not_call, PANICS("vow_call")) { in_handler(call_function); }

static void start_timer(void) { vow_timer_start_ms(&timer, 1, NULL, NULL); }
VOW_TEST_PANIC(handler_does_not_start_a_timer, PANICS("vow_timer_start_ms")) { in_handler(start_timer); }

static void queue_microtask(void) { vow_queue_microtask(NULL, NULL); }
VOW_TEST_PANIC(handler_does_not_queue, PANICS("vow_queue_microtask")) { in_handler(queue_microtask); }

static void cancel_p(void) { vow_promise_cancel(p); }
VOW_TEST_PANIC(handler_does_not_cancel, PANICS("vow_promise_cancel")) { in_handler(cancel_p); }

static void release_permit(void) { vow_semaphore_release(&semaphore); }
VOW_TEST_PANIC(handler_releases_no_permit, PANICS("vow_semaphore_release")) { in_handler(release_permit); }

static void set_event(void) { vow_event_set(&event); }
VOW_TEST_PANIC(handler_sets_no_event, PANICS("vow_event_set")) { in_handler(set_event); }

static void send(void) { vow_channel_try_send(&channel, VOW_UNDEFINED); }
VOW_TEST_PANIC(handler_does_not_send, PANICS("vow_channel_try_send")) { in_handler(send); }

static void try_something(void) { VOW_TRY { } VOW_CATCH(e) { } VOW_END }
VOW_TEST_PANIC(handler_does_not_try, PANICS("VOW_TRY")) { in_handler(try_something); }

/* What changes nothing itself leaves the look to what it calls. */
static void sleep_one(void) { vow_sleep_ms(1); }
#define SLEEP (VOW_CONFIG_HANDLER_CHECK == 1 ? PANICS("vow_timer_start_ms") : PANICS("vow_sleep_ms"))
VOW_TEST_PANIC(handler_does_not_sleep, SLEEP) { in_handler(sleep_one); }
