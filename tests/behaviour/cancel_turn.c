/* SPDX-License-Identifier: MIT */
/* Cancels in the very turn in which something arrives: what has arrived is not lost, and the cancel is not either. */
#include "../harness/waiting.h"

#include <vow/thenable.h>

static vow_time begun;
static struct vow_promise *gate;

static void trace_time(const char *text) { TRACE("%s after %d ms", text, (int)(vow_clock_now() - begun)); }

static void anew(void)
{
    gate = vow_promise_new("gate");
    begun = vow_clock_now();
}

static void open_gate(void) { vow_promise_resolve(gate, VOW_UNDEFINED); }
static void open_gate_from_isr(void) { vow_promise_resolve_from_isr(&vow_main_loop, gate, VOW_UNDEFINED); }

static void expect_cancelled_at_once(struct vow_promise *promise)
{
    expect_cancelled(promise);
    trace_time("cancelled");
}

/* ---- callbacks ---- */

static vow_value begin_more(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)value;
    TRACE("callback of %s", status >= VOW_REJECTED ? "a rejection" : "a value");
    return vow_adopt(vow_delay_ms(5000));
}

ASYNC(awaits_then)
{
    vow_await(vow_promise_then(vow_promise_retain(gate), begin_more, NULL, NULL));
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_before_the_callback_of_then_cancels_what_it_adopts)
{
    struct vow_promise *promise;

    anew();
    promise = call(awaits_then);
    open_gate();
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled_at_once(promise);
    EXPECT_TRACE("callback of a value\ncancelled after 0 ms\n");
}

VOW_TEST(cancel_of_a_derived_promise_before_its_callback_cancels_what_that_adopts)
{
    struct vow_promise *derived;

    anew();
    derived = vow_promise_then(vow_promise_retain(gate), begin_more, NULL, NULL);
    open_gate();
    EXPECT_EQ(vow_promise_cancel(derived), VOW_CANCELLED);
    expect_cancelled_at_once(derived);
    EXPECT_TRACE("callback of a value\ncancelled after 0 ms\n");
}

VOW_TEST(cancel_before_the_callback_of_finally_cancels_what_it_adopts)
{
    struct vow_promise *derived;

    anew();
    derived = vow_promise_finally(vow_promise_retain(gate), begin_more, NULL);
    open_gate();
    EXPECT_EQ(vow_promise_cancel(derived), VOW_CANCELLED);
    expect_cancelled_at_once(derived);
    EXPECT_TRACE("callback of a value\ncancelled after 0 ms\n");
}

VOW_TEST(cancel_while_a_handler_hands_over_cancels_what_the_callback_adopts)
{
    struct vow_promise *promise;

    anew();
    vow_test_irq_connect(0, open_gate_from_isr);
    promise = call(awaits_then);
    vow_test_irq_raise(0);
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled_at_once(promise);
    EXPECT_TRACE("callback of a value\ncancelled after 0 ms\n");
}

VOW_TEST(cancel_before_a_callback_keeps_the_value_that_it_returns)
{
    struct vow_promise *derived;

    anew();
    derived = vow_promise_then(vow_promise_retain(gate), give_text, NULL, text("value"));
    open_gate();
    EXPECT_EQ(vow_promise_cancel(derived), VOW_CANCELLED);
    EXPECT(vow_await(derived).s[0] == 'v');
}

/* The callback of the rejection begins anew: once it may. */
VOW_TEST(cancel_that_a_callback_has_caught_is_over)
{
    struct vow_promise *derived = vow_promise_catch(vow_delay_ms(10), begin_more, NULL);

    begun = vow_clock_now();
    EXPECT_EQ(vow_promise_cancel(derived), VOW_CANCELLED);
    vow_await(derived);
    trace_time("value");
    EXPECT_TRACE("callback of a rejection\nvalue after 5000 ms\n");
}

VOW_TEST(deadline_holds_in_what_a_callback_adopts_for_the_cancel)
{
    begun = vow_clock_now();
    EXPECT_EQ(vow_await_timeout_ms(vow_promise_catch(vow_delay_ms(1000), begin_more, NULL), 10, NULL), VOW_REJECTED);
    trace_time("cut short");
    EXPECT_TRACE("callback of a rejection\ncut short after 10 ms\n");
}

/* ---- functions ---- */

ASYNC(returns_more)
{
    vow_await(vow_promise_retain(gate));
    TRACE("goes on");
    return vow_adopt(vow_delay_ms(5000));
}

ASYNC(awaits_function)
{
    vow_await(call(returns_more));
    return VOW_UNDEFINED;
}

ASYNC(calls_function)
{
    vow_await_call(&returns_more_fn, NULL, 0);
    return VOW_UNDEFINED;
}

static void cancel_as_the_gate_opens(struct vow_promise *promise)
{
    open_gate();
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled_at_once(promise);
    EXPECT_TRACE("goes on\ncancelled after 0 ms\n");
}

VOW_TEST(cancel_before_a_function_adopts_cancels_what_it_adopts)
{
    anew();
    cancel_as_the_gate_opens(call(awaits_function));
    anew();
    cancel_as_the_gate_opens(call(calls_function));
    anew();
    cancel_as_the_gate_opens(call(returns_more));
}

ASYNC(cancels_itself)
{
    vow_task_cancel(vow_task_current());
    return vow_adopt(vow_delay_ms(5000));
}

VOW_TEST(cancel_of_the_running_task_reaches_what_it_adopts)
{
    begun = vow_clock_now();
    expect_cancelled_at_once(call(cancels_itself));
    EXPECT_TRACE("cancelled after 0 ms\n");
}

ASYNC(returns_out_of_a_shield)
{
    VOW_SHIELD();
    vow_sleep_ms(10);
    vow_return(vow_adopt(vow_delay_ms(5000)));
}

VOW_TEST(cancel_in_a_shield_reaches_what_is_adopted_out_of_it)
{
    struct vow_promise *promise = call(returns_out_of_a_shield);

    begun = vow_clock_now();
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled_at_once(promise);
    EXPECT_TRACE("cancelled after 10 ms\n");
}

/* Its own marks, not those of another promise that it resolves. */
static vow_value begin_delay(void *argument)
{
    (void)argument;
    return vow_adopt(vow_delay_ms(5));
}

ASYNC(tries_when_cancelled)
{
    struct vow_promise *promise;

    vow_task_cancel(vow_task_current());
    promise = vow_promise_try(begin_delay, NULL);
    VOW_TRY {
        vow_cancel_check();
    } VOW_CATCH(e) {
    } VOW_END
    vow_await(promise);
    trace_time("awaited");
    return VOW_UNDEFINED;
}

VOW_TEST(cancel_of_a_task_leaves_alone_what_another_promise_adopts_there)
{
    begun = vow_clock_now();
    vow_await(call(tries_when_cancelled));
    EXPECT_TRACE("awaited after 5 ms\n");
}

/* ---- thenables ---- */

static void never_calls_back(struct vow_thenable *self, struct vow_resolver resolver)
{
    (void)self, (void)resolver;
    TRACE("then is called");
}

static struct vow_thenable never = { never_calls_back };

VOW_TEST(cancel_before_the_then_of_a_thenable_is_called)
{
    struct vow_promise *promise = vow_promise_from_thenable(&never);

    begun = vow_clock_now();
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCEL_NOT_STARTED);
    expect_cancelled_at_once(promise);
    EXPECT_TRACE("cancelled after 0 ms\n");
}

static vow_value begin_thenable(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)value, (void)status;
    TRACE("callback");
    return vow_adopt_thenable(&never);
}

VOW_TEST(cancel_before_a_callback_cancels_the_thenable_that_it_adopts)
{
    struct vow_promise *derived;

    anew();
    derived = vow_promise_then(vow_promise_retain(gate), begin_thenable, NULL, NULL);
    open_gate();
    EXPECT_EQ(vow_promise_cancel(derived), VOW_CANCELLED);
    expect_cancelled_at_once(derived);
    EXPECT_TRACE("callback\ncancelled after 0 ms\n");
}
