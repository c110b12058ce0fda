/* SPDX-License-Identifier: MIT */
/* Promises that interrupt handlers settle: each a macrotask of its own, in the order of the calls. */
#include "../harness/irq.h"
#include "../harness/script.h"

#include <vow/irq.h>

static struct vow_promise *p, *q, *r;
static struct vow_timer timer;

static void resolve_from_isr(struct vow_promise *promise, const char *value)
{
    vow_promise_resolve_from_isr(&vow_main_loop, promise, vow_string(value));
}

static void settle_p(void) { resolve_from_isr(p, "p"); }
static void settle_q(void) { resolve_from_isr(q, "q"); }
static void settle_p_and_q(void)
{
    resolve_from_isr(p, "p");
    resolve_from_isr(q, "q");
}
static void settle_q_then_p(void)
{
    resolve_from_isr(q, "q");
    resolve_from_isr(p, "p");
}

/* A promise to await and to settle, watched. */
static struct vow_promise *watched(const char *name)
{
    struct vow_promise *promise = vow_promise_new(NULL);

    watch(vow_promise_retain(promise), name);
    return promise;
}

VOW_TEST(interrupt_wakes_a_task)
{
    p = vow_promise_new(NULL);
    vow_promise_retain(p);
    vow_test_irq_connect(0, settle_p);
    vow_test_irq_raise(0);
    EXPECT_EQ(vow_promise_status(p), VOW_PENDING);
    await_traced(p, "got");
    EXPECT_TRACE("got p\n");
}

static vow_value trace_with_microtask(void *name, vow_value value, enum vow_status status)
{
    (void)status;
    TRACE("%s", vow_test_text(value));
    vow_queue_microtask(trace_timer, name);
    return value;
}

VOW_TEST(interrupt_settles_two_promises_in_order)
{
    p = vow_promise_new(NULL);
    q = vow_promise_new(NULL);
    vow_detach(vow_promise_then(vow_promise_retain(q), trace_with_microtask, NULL, text("micro of q")));
    vow_detach(vow_promise_then(vow_promise_retain(p), trace_with_microtask, NULL, text("micro of p")));
    vow_test_irq_connect(0, settle_p_and_q);
    vow_test_irq_raise(0);
    TRACE("handler is done");
    drain();
    EXPECT_TRACE("handler is done\np\nmicro of p\nq\nmicro of q\n");
}

VOW_TEST(interrupt_order_of_settling_not_of_making)
{
    p = watched("p");
    q = watched("q");
    vow_test_irq_connect(0, settle_q_then_p);
    vow_test_irq_raise(0);
    drain();
    EXPECT_TRACE("q q\np p\n");
}

static void nest(void)
{
    resolve_from_isr(p, "p");
    vow_test_irq_raise(1);
    resolve_from_isr(r, "r");
}

VOW_TEST(interrupt_nested_settle_in_order)
{
    p = watched("");
    q = watched("");
    r = watched("");
    vow_test_irq_connect(0, nest);
    vow_test_irq_connect(1, settle_q);
    vow_test_irq_raise(0);
    drain();
    EXPECT_TRACE("p\nq\nr\n");
}

static void raise_less_urgent(void)
{
    vow_test_irq_raise(0);
    resolve_from_isr(q, "q");
}

VOW_TEST(interrupt_less_urgent_waits)
{
    p = watched("");
    q = watched("");
    vow_test_irq_connect(0, settle_p);
    vow_test_irq_connect(1, raise_less_urgent);
    vow_test_irq_raise(1);
    drain();
    EXPECT_TRACE("q\np\n");
}

static void settle_p_twice(void)
{
    resolve_from_isr(p, "first");
    resolve_from_isr(p, "second");
    vow_promise_reject_from_isr(&vow_main_loop, p, vow_string("third"));
}

VOW_TEST(interrupt_settles_twice_counts_once)
{
    p = watched("p");
    vow_test_irq_connect(0, settle_p_twice);
    vow_test_irq_raise(0);
    drain();
    EXPECT_TRACE("p first\n");
}

static vow_value settle_q_again(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    vow_test_irq_connect(0, settle_q);
    vow_test_irq_raise(0);
    TRACE("again");
    return value;
}

/* The loop has taken both, and settles one a macrotask. */
VOW_TEST(interrupt_settles_again_what_the_loop_has_taken)
{
    p = vow_promise_new(NULL);
    q = watched("q");
    vow_detach(vow_promise_then(vow_promise_retain(p), settle_q_again, NULL, NULL));
    vow_test_irq_connect(0, settle_p_and_q);
    vow_test_irq_raise(0);
    drain();
    EXPECT_TRACE("again\nq q\n");
    p = watched("p");
    settle_p();
    drain();
    EXPECT_TRACE("p p\n");
}

VOW_TEST(interrupt_two_raises_settle_once)
{
    p = watched("p");
    q = watched("q");
    vow_test_irq_connect(0, settle_p_and_q);
    vow_test_irq_raise(0);
    vow_test_irq_raise(0);
    drain();
    EXPECT_TRACE("p p\nq q\n");
}

static void reject_p(void) { vow_promise_reject_from_isr(&vow_main_loop, p, vow_string("line error")); }

VOW_TEST(interrupt_rejects)
{
    p = watched("p");
    vow_test_irq_connect(0, reject_p);
    vow_test_irq_raise(0);
    drain();
    EXPECT_TRACE("p rejected line error\n");
}

VOW_TEST(interrupt_rejects_unhandled)
{
    p = vow_promise_new(NULL);
    vow_test_irq_connect(0, reject_p);
    vow_test_irq_raise(0);
    drain();
    EXPECT_TRACE("unhandled line error in the loop\n");
}

static void reject_p_resolve_q(void)
{
    reject_p();
    resolve_from_isr(q, "q");
}

/* Rejection reports, too, belong to the macrotask they came from. */
VOW_TEST(interrupt_report_comes_before_next_macrotask)
{
    p = vow_promise_new(NULL);
    q = watched("q");
    vow_test_irq_connect(0, reject_p_resolve_q);
    vow_test_irq_raise(0);
    drain();
    EXPECT_TRACE("unhandled line error in the loop\nq q\n");
}

VOW_TEST(interrupt_settles_locked_promise_is_ignored)
{
    p = vow_promise_new(NULL);
    watch(vow_promise_retain(p), "p");
    vow_promise_resolve(vow_promise_retain(p), vow_string("task was first"));
    vow_test_irq_connect(0, settle_p);
    vow_test_irq_raise(0);
    drain();
    vow_promise_release(p);
    EXPECT_TRACE("p task was first\n");
}

static void raise_in_callback(void *unused)
{
    (void)unused;
    TRACE("callback");
    vow_test_irq_raise(0);
    TRACE("callback ends");
}

VOW_TEST(interrupt_in_a_callback)
{
    p = watched("p");
    vow_test_irq_connect(0, settle_p);
    vow_timer_start_ms(&timer, 2, raise_in_callback, NULL);
    vow_sleep_ms(5);
    EXPECT_TRACE("callback\ncallback ends\np p\n");
}

VOW_TEST(interrupt_waits_for_microtasks)
{
    p = watched("p");
    vow_test_irq_connect(0, settle_p);
    vow_test_irq_raise(0);
    ticks(3);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\nturn 3\np p\n");
}

VOW_TEST(interrupt_masked_arrives_later)
{
    uintptr_t state;

    p = watched("p");
    vow_test_irq_connect(0, settle_p);
    state = vow_irq_save();
    vow_test_irq_raise(0);
    TRACE("masked");
    vow_irq_restore(state);
    drain();
    EXPECT_TRACE("masked\np p\n");
}

static bool seen_in_handler;
static void look_around(void) { seen_in_handler = vow_irq_in_handler(); }

VOW_TEST(interrupt_in_handler)
{
    seen_in_handler = false;
    vow_test_irq_connect(0, look_around);
    vow_test_irq_raise(0);
    EXPECT(seen_in_handler);
    EXPECT(!vow_irq_in_handler());
}

VOW_TEST(interrupt_hand_over_from_a_task)
{
    p = watched("p");
    settle_p();
    TRACE("sync");
    drain();
    EXPECT_TRACE("sync\np p\n");
}

static struct vow_promise *many[20];
static void settle_many(void)
{
    static const char *const names[] = { "even", "odd" };

    for (int i = 0; i < 20; i++)
        resolve_from_isr(many[i], names[i % 2]);
}

VOW_TEST(interrupt_settles_many)
{
    int odd = 0;

    for (int i = 0; i < 20; i++)
        many[i] = vow_promise_new(NULL);
    vow_test_irq_connect(0, settle_many);
    for (int i = 0; i < 20; i++)
        vow_promise_retain(many[i]);
    vow_test_irq_raise(0);
    for (int i = 19; i >= 0; i--)
        odd += vow_await(many[i]).s[0] == 'o';
    EXPECT_EQ(odd, 10);
}

static void settle_in_timer(void *unused)
{
    (void)unused;
    vow_test_irq_raise(0);
}
ASYNC(consumer)
{
    for (int i = 0; i < 50; i++) {
        p = vow_promise_new("interrupt");
        vow_promise_retain(p);
        vow_timer_start_ms(&timer, 1, settle_in_timer, NULL);
        vow_await(p);
    }
    return vow_string("fifty");
}

VOW_TEST(interrupt_again_and_again)
{
    vow_test_irq_connect(0, settle_p);
    await_traced(call(consumer), "");
    EXPECT_TRACE("fifty\n");
}
