/* SPDX-License-Identifier: MIT */
/* Pools that run dry reject by name, what was accepted goes on, and everything works again afterwards. */
#include "../harness/script.h"

enum { MOST = 80 };
static struct vow_promise *taken[MOST];
static unsigned count;

/* Takes promises until `left` are free. */
static void leave_promises(unsigned left)
{
    for (count = 0; vow_pool_usage(VOW_POOL_PROMISES).free > left && count < MOST; count++)
        taken[count] = vow_promise_new(NULL);
}
static void give_back(void)
{
    while (count)
        vow_promise_release(taken[--count]);
}

VOW_TEST(pool_usage)
{
    struct vow_pool_usage before = vow_pool_usage(VOW_POOL_PROMISES);
    struct vow_promise *p = vow_promise_new(NULL);

    EXPECT_EQ(vow_pool_usage(VOW_POOL_PROMISES).free, before.free - 1);
    EXPECT_EQ(vow_pool_usage(VOW_POOL_PROMISES).total, TEST_PROMISES);
    EXPECT_EQ(vow_pool_usage(VOW_POOL_RECORDS).total, TEST_RECORDS);
    EXPECT_EQ(vow_pool_usage(VOW_POOL_STACKS).total, TEST_STACKS + TEST_LARGE_STACKS);
    vow_promise_release(p);
    EXPECT_EQ(vow_pool_usage(VOW_POOL_PROMISES).free, before.free);
}

VOW_TEST(pool_promises_dry_rejects_and_recovers)
{
    leave_promises(0);
    for (int i = 0; i < 3; i++) {
        struct vow_promise *p = vow_promise_new(NULL);

        EXPECT_EQ(vow_promise_status(p), VOW_REJECTED);
        EXPECT(vow_promise_value(p).e == &vow_error_pool_promise);
        await_traced(p, "dry");
    }
    give_back();
    await_traced(resolved("v"), "again");
    EXPECT_TRACE("dry rejected PoolError\ndry rejected PoolError\ndry rejected PoolError\nagain v\n");
}

VOW_TEST(pool_promises_dry_then)
{
    leave_promises(0);
    watch(vow_promise_new(NULL), "dry");
    drain();
    give_back();
    EXPECT_TRACE("dry rejected PoolError\n");
}

VOW_TEST(pool_promises_dry_settling_is_harmless)
{
    struct vow_promise *p;

    leave_promises(0);
    p = vow_promise_new(NULL);
    vow_promise_resolve(vow_promise_retain(p), vow_string("v"));
    await_traced(p, "dry");
    give_back();
    EXPECT_TRACE("dry rejected PoolError\n");
}

VOW_TEST(pool_promises_dry_unhandled_is_reported)
{
    leave_promises(0);
    vow_detach(vow_promise_new(NULL));
    drain();
    give_back();
    EXPECT_TRACE("unhandled PoolError in main\n");
}

ASYNC(trace_run)
{
    TRACE("ran");
    vow_await_value(VOW_UNDEFINED);
    return vow_string("v");
}

VOW_TEST(pool_promises_dry_call)
{
    unsigned stacks = vow_pool_usage(VOW_POOL_STACKS).free;

    leave_promises(0);
    await_traced(call(trace_run), "call");
    give_back();
    EXPECT_EQ(vow_pool_usage(VOW_POOL_STACKS).free, stacks);
    await_traced(call(trace_run), "call");
    EXPECT_TRACE("call rejected PoolError\nran\ncall v\n");
}

VOW_TEST(pool_promises_dry_microtask)
{
    leave_promises(0);
    EXPECT(vow_queue_microtask(trace_timer, text("no")) == &vow_error_pool_promise);
    give_back();
    EXPECT(vow_queue_microtask(trace_timer, text("yes")) == NULL);
    drain();
    EXPECT_TRACE("yes\n");
}

GENERATOR(two)
{
    yield("1");
    yield("2");
    return VOW_UNDEFINED;
}

VOW_TEST(pool_promises_dry_generator_request)
{
    struct vow_generator *it = generate(two);

    await_traced(next(it), "");
    leave_promises(0);
    await_traced(next(it), "dry");
    give_back();
    await_traced(next(it), "");
    await_traced(next(it), "");
    vow_generator_release(it);
    EXPECT_TRACE("{1 false}\ndry rejected PoolError\n{2 false}\n{undefined true}\n");
}

VOW_TEST(pool_promises_dry_for_await_goes_on)
{
    struct vow_generator *it = generate(two);

    leave_promises(0);
    VOW_FOR_AWAIT(x, vow_iterate(it)) {
        TRACE("%s", x.value.s);
    }
    give_back();
    EXPECT_TRACE("1\n2\n");
}

VOW_TEST(pool_promises_dry_await_and_sleep_go_on)
{
    struct vow_promise *p = delayed(3, "accepted");

    leave_promises(0);
    vow_sleep_ms(1);
    vow_await_value(VOW_UNDEFINED);
    await_traced(p, "");
    give_back();
    EXPECT_TRACE("accepted\n");
}

VOW_TEST(pool_records_dry_then)
{
    struct vow_promise *first = vow_promise_new(NULL);

    for (count = 0; vow_pool_usage(VOW_POOL_RECORDS).free && count < MOST; count++)
        taken[count] = vow_promise_then(vow_promise_retain(first), give_text, give_text, NULL);
    await_traced(vow_promise_then(vow_promise_retain(first), give_text, NULL, NULL), "then");
    await_traced(vow_delay_ms(1), "delay");
    await_traced(vow_promise_all(&(struct vow_promise *){ vow_promise_retain(first) }, 1), "all");
    vow_promise_resolve(first, VOW_UNDEFINED);
    drain();
    give_back();
    await_traced(delayed(1, "v"), "again");
    EXPECT_TRACE("then rejected PoolError\ndelay rejected PoolError\nall rejected PoolError\nagain v\n");
}

VOW_TEST(pool_records_dry_generate)
{
    struct vow_promise *first = vow_promise_new(NULL);
    struct vow_generator *it;

    for (count = 0; vow_pool_usage(VOW_POOL_RECORDS).free && count < MOST; count++)
        taken[count] = vow_promise_then(vow_promise_retain(first), give_text, give_text, NULL);
    it = generate(two);
    await_traced(next(it), "next");
    await_traced(vow_generator_return(it, VOW_UNDEFINED), "return");
    vow_generator_release(it);
    VOW_TRY {
        VOW_FOR_AWAIT(x, vow_iterate(generate(two))) {
            TRACE("no %s", x.value.s);
        }
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    vow_promise_resolve(first, VOW_UNDEFINED);
    drain();
    give_back();
    EXPECT_TRACE("next rejected PoolError\nreturn rejected PoolError\ncaught PoolError\n");
}

static struct vow_promise *gate;
ASYNC(waits_at_gate)
{
    vow_await(vow_promise_retain(gate));
    return VOW_UNDEFINED;
}

static void take_all_stacks(void)
{
    gate = vow_promise_new(NULL);
    for (count = 0; vow_pool_usage(VOW_POOL_STACKS).free && count < MOST; count++)
        taken[count] = call(waits_at_gate);
}
static void open_gate(void)
{
    vow_promise_resolve(gate, VOW_UNDEFINED);
    drain();
    give_back();
}

VOW_TEST(pool_stacks_dry_call)
{
    take_all_stacks();
    EXPECT_EQ(count, TEST_STACKS + TEST_LARGE_STACKS);
    await_traced(call(trace_run), "call");
    open_gate();
    await_traced(call(trace_run), "call");
    EXPECT_TRACE("call rejected PoolError\nran\ncall v\n");
}

VOW_TEST(pool_stacks_dry_await_call_throws)
{
    take_all_stacks();
    VOW_TRY {
        vow_await_call(&trace_run_fn, NULL, 0);
    } VOW_CATCH(e) {
        EXPECT(e.e == &vow_error_pool_stack);
        TRACE("caught");
    } VOW_END
    open_gate();
    EXPECT_TRACE("caught\n");
}

VOW_TEST(pool_stacks_dry_generate)
{
    struct vow_generator *it;

    take_all_stacks();
    it = generate(two);
    await_traced(next(it), "next");
    vow_generator_release(it);
    open_gate();
    EXPECT_TRACE("next rejected PoolError\n");
}

static vow_value large(void *argument) { return vow_pointer(argument); }
static const struct vow_async_function large_fn = VOW_ASYNC_FUNCTION(large, 0, 60000);

VOW_TEST(pool_stack_too_large)
{
    struct vow_promise *p = vow_call(&large_fn, NULL, 0);

    EXPECT(vow_promise_value(p).e == &vow_error_pool_stack);
    await_traced(p, "large");
    EXPECT_TRACE("large rejected PoolError\n");
}

VOW_TEST(pool_argument_too_large)
{
    static const char bytes[8000 * VOW_ARCH_STACK_SCALE];

    await_traced(vow_call(&trace_run_fn, bytes, sizeof bytes), "large");
    EXPECT_TRACE("large rejected PoolError\n");
}

VOW_TEST(pool_stacks_are_used_again)
{
    for (int i = 0; i < 100; i++)
        vow_await(call(trace_run)), vow_test_expect_trace("ran\n", __FILE__, __LINE__);
}
