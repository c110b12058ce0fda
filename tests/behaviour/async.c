/* SPDX-License-Identifier: MIT */
/* Async functions and await (rule 5 of the standard's order). */
#include "../harness/script.h"

ASYNC(f1_f2)
{
    TRACE("f1");
    vow_await_value(VOW_UNDEFINED);
    TRACE("f2");
    return VOW_UNDEFINED;
}

VOW_TEST(async_sync_until_await)
{
    TRACE("before");
    vow_detach(call(f1_f2));
    TRACE("after");
    drain();
    EXPECT_TRACE("before\nf1\nafter\nf2\n");
}

ASYNC(await_values)
{
    TRACE("%s", vow_await_value(vow_string("a")).s);
    TRACE("%s", vow_await_value(vow_string("b")).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_await_value_turn)
{
    vow_detach(call(await_values));
    ticks(3);
    drain();
    EXPECT_TRACE("a\nturn 1\nb\nturn 2\nturn 3\n");
}

ASYNC(await_settled)
{
    TRACE("%s", vow_await(resolved("p")).s);
    TRACE("%s", vow_await(resolved("q")).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_await_native_turn)
{
    vow_detach(call(await_settled));
    ticks(3);
    drain();
    EXPECT_TRACE("p\nturn 1\nq\nturn 2\nturn 3\n");
}

ASYNC(await_wrapped)
{
    struct vow_promise *p = vow_promise_new(NULL);

    vow_promise_adopt(vow_promise_retain(p), resolved("w"));
    TRACE("%s", vow_await(p).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_await_wrapped_promise)
{
    vow_detach(call(await_wrapped));
    ticks(5);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\nw\nturn 3\nturn 4\nturn 5\n");
}

static struct vow_promise *shared;

ASYNC(await_shared)
{
    const char *name = STRING_ARGUMENT;

    TRACE("wait %s", name);
    TRACE("%s got %s", name, vow_await(vow_promise_retain(shared)).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_await_pending_order)
{
    shared = vow_promise_new(NULL);
    vow_detach(call_with(await_shared, "1"));
    vow_detach(call_with(await_shared, "2"));
    watch(vow_promise_retain(shared), "then");
    vow_detach(call_with(await_shared, "3"));
    vow_promise_resolve(shared, vow_string("v"));
    TRACE("resolved");
    drain();
    EXPECT_TRACE("wait 1\nwait 2\nwait 3\nresolved\n1 got v\n2 got v\nthen v\n3 got v\n");
}

ASYNC(await_shared_twice)
{
    const char *name = STRING_ARGUMENT;

    TRACE("%s %s", name, vow_await(vow_promise_retain(shared)).s);
    TRACE("%s %s", name, vow_await(vow_promise_retain(shared)).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_same_promise_twice)
{
    shared = delayed(5, "v");
    vow_detach(call_with(await_shared_twice, "a"));
    vow_detach(call_with(await_shared_twice, "b"));
    vow_sleep_ms(7);
    vow_promise_release(shared);
    EXPECT_TRACE("a v\nb v\na v\nb v\n");
}

ASYNC(return_a) { return vow_string("a"); }
ASYNC(return_promise_b) { return vow_adopt(resolved("b")); }
ASYNC(return_await_c) { return vow_await(resolved("c")); }

VOW_TEST(async_return_value_turns)
{
    watch(call(return_a), "f");
    ticks(3);
    drain();
    EXPECT_TRACE("f a\nturn 1\nturn 2\nturn 3\n");
}

VOW_TEST(async_return_promise_turns)
{
    watch(call(return_promise_b), "f");
    ticks(4);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\nf b\nturn 3\nturn 4\n");
}

VOW_TEST(async_return_await_turns)
{
    watch(call(return_await_c), "f");
    ticks(5);
    drain();
    EXPECT_TRACE("turn 1\nf c\nturn 2\nturn 3\nturn 4\nturn 5\n");
}

VOW_TEST(async_return_compare)
{
    watch(call(return_promise_b), "");
    watch(call(return_await_c), "");
    watch(call(return_a), "");
    ticks(4);
    drain();
    EXPECT_TRACE("a\nturn 1\nc\nturn 2\nb\nturn 3\nturn 4\n");
}

ASYNC(nested_return_1) { return vow_adopt(call(return_a)); }
ASYNC(nested_return_2) { return vow_adopt(call(nested_return_1)); }

VOW_TEST(async_nested_return_turns)
{
    watch(call(return_a), "f0");
    watch(call(nested_return_1), "f1");
    watch(call(nested_return_2), "f2");
    ticks(8);
    drain();
    EXPECT_TRACE("f0 a\nturn 1\nturn 2\nf1 a\nturn 3\nf2 a\nturn 4\nturn 5\nturn 6\nturn 7\nturn 8\n");
}

ASYNC(nested_await_1) { return vow_await(call(return_a)); }
ASYNC(nested_await_2) { return vow_await(call(nested_await_1)); }

VOW_TEST(async_nested_calls_turns)
{
    watch(call(return_a), "f0");
    watch(call(nested_await_1), "f1");
    watch(call(nested_await_2), "f2");
    ticks(5);
    drain();
    EXPECT_TRACE("f0 a\nturn 1\nf1 a\nturn 2\nf2 a\nturn 3\nturn 4\nturn 5\n");
}

ASYNC(await_call_1) { return vow_await_call(&return_a_fn, NULL, 0); }
ASYNC(await_call_2) { return vow_await_call(&await_call_1_fn, NULL, 0); }

VOW_TEST(async_await_call_same_order)
{
    watch(call(return_a), "f0");
    watch(call(await_call_1), "f1");
    watch(call(await_call_2), "f2");
    ticks(5);
    drain();
    EXPECT_TRACE("f0 a\nturn 1\nf1 a\nturn 2\nf2 a\nturn 3\nturn 4\nturn 5\n");
}

ASYNC(slow_then_throw)
{
    vow_sleep_ms(2);
    vow_throw(vow_string("bad"));
}

VOW_TEST(async_await_call_throws)
{
    VOW_TRY {
        vow_await_call(&slow_then_throw_fn, NULL, 0);
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("caught bad\n");
}

ASYNC(await_call_adopting) { return vow_await_call(&return_promise_b_fn, NULL, 0); }

VOW_TEST(async_await_call_of_adopting_function)
{
    watch(call(await_call_adopting), "f");
    ticks(5);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\nturn 3\nf b\nturn 4\nturn 5\n");
}

ASYNC(throw_at_once)
{
    TRACE("in");
    vow_throw(vow_string("bad"));
}

VOW_TEST(async_throw_sync_part)
{
    struct vow_promise *p = call(throw_at_once);

    TRACE("returned");
    watch(p, "f");
    ticks(2);
    drain();
    EXPECT_TRACE("in\nreturned\nf rejected bad\nturn 1\nturn 2\n");
}

ASYNC(await_rejected)
{
    VOW_TRY_FINALLY {
        TRACE("try");
        vow_await(rejected("x"));
        TRACE("no");
    } VOW_FINALLY {
        TRACE("finally");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(async_try_finally_order)
{
    watch(call(await_rejected), "f");
    TRACE("sync");
    drain();
    EXPECT_TRACE("try\nsync\nfinally\nf rejected x\n");
}

VOW_TEST(async_await_result_hands_back)
{
    vow_value value;

    EXPECT_EQ(vow_await_result(rejected("r"), &value), VOW_REJECTED);
    TRACE("%s", value.s);
    EXPECT_EQ(vow_await_result(resolved("v"), &value), VOW_FULFILLED);
    TRACE("%s", value.s);
    EXPECT_EQ(vow_await_result(resolved("v"), NULL), VOW_FULFILLED);
    EXPECT_TRACE("r\nv\n");
}

ASYNC(return_bad_in_try)
{
    VOW_TRY {
        return vow_adopt(rejected("bad"));
    } VOW_CATCH(e) {
        return vow_string("caught");
    } VOW_END
    return VOW_UNDEFINED;
}
ASYNC(return_await_bad_in_try)
{
    VOW_TRY {
        return vow_await(rejected("bad"));
    } VOW_CATCH(e) {
        return vow_string("caught");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(async_return_vs_return_await)
{
    watch(call(return_bad_in_try), "f");
    watch(call(return_await_bad_in_try), "g");
    drain();
    EXPECT_TRACE("g caught\nf rejected bad\n");
}
