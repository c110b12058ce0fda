/* SPDX-License-Identifier: MIT */
/* finally, and vow_return, which runs it. */
#include "../harness/script.h"

VOW_TEST(finally_normal)
{
    VOW_TRY_FINALLY {
        TRACE("body");
    } VOW_FINALLY {
        TRACE("finally");
    } VOW_END
    TRACE("after");
    EXPECT_TRACE("body\nfinally\nafter\n");
}

VOW_TEST(finally_after_catch)
{
    VOW_TRY_FINALLY {
        vow_throw(vow_string("x"));
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_FINALLY {
        TRACE("finally");
    } VOW_END
    TRACE("after");
    EXPECT_TRACE("caught x\nfinally\nafter\n");
}

VOW_TEST(finally_passes_throw_on)
{
    VOW_TRY {
        VOW_TRY_FINALLY {
            vow_throw(vow_string("x"));
        } VOW_FINALLY {
            TRACE("finally");
        } VOW_END
        TRACE("no");
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("finally\ncaught x\n");
}

ASYNC(catch_rethrow)
{
    VOW_TRY_FINALLY {
        vow_await(rejected("a"));
    } VOW_CATCH(e) {
        TRACE("c %s", vow_test_text(e));
        vow_throw(vow_string("ab"));
    } VOW_FINALLY {
        TRACE("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(async_catch_rethrow)
{
    watch(call(catch_rethrow), "f");
    drain();
    EXPECT_TRACE("c a\nfin\nf rejected ab\n");
}

ASYNC(finally_throws_over_return)
{
    VOW_TRY_FINALLY {
        vow_return(vow_string("1"));
    } VOW_FINALLY {
        vow_throw(vow_string("fin"));
    } VOW_END
    return VOW_UNDEFINED;
}
ASYNC(finally_throws_over_throw)
{
    VOW_TRY_FINALLY {
        vow_throw(vow_string("a"));
    } VOW_FINALLY {
        vow_throw(vow_string("b"));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(async_finally_throw_overrides)
{
    watch(call(finally_throws_over_return), "f");
    watch(call(finally_throws_over_throw), "g");
    drain();
    EXPECT_TRACE("f rejected fin\ng rejected b\n");
}

ASYNC(finally_returns_over_throw)
{
    VOW_TRY_FINALLY {
        vow_throw(vow_string("a"));
    } VOW_FINALLY {
        return vow_string("own");
    } VOW_END
    return VOW_UNDEFINED;
}
ASYNC(finally_returns_over_return)
{
    VOW_TRY_FINALLY {
        vow_return(vow_string("first"));
    } VOW_FINALLY {
        vow_return(vow_string("second"));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(async_finally_return_overrides)
{
    watch(call(finally_returns_over_throw), "f");
    watch(call(finally_returns_over_return), "g");
    drain();
    EXPECT_TRACE("f own\ng second\n");
}

ASYNC(finally_breaks)
{
    for (int i = 0; i < 3; i++) {
        VOW_TRY_FINALLY {
            vow_throw(vow_string("a"));
        } VOW_FINALLY {
            if (i == 1)
                break;
            TRACE("again");
            continue;
        } VOW_END
    }
    return vow_string("went on");
}

VOW_TEST(finally_break_and_continue_override)
{
    watch(call(finally_breaks), "f");
    drain();
    EXPECT_TRACE("again\nf went on\n");
}

ASYNC(await_in_finally)
{
    VOW_TRY_FINALLY {
        vow_return(vow_string("kept"));
    } VOW_FINALLY {
        TRACE("f1");
        vow_sleep_ms(2);
        TRACE("f2");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(async_finally_await_delays)
{
    watch(call(await_in_finally), "f");
    TRACE("sync");
    vow_sleep_ms(5);
    EXPECT_TRACE("f1\nsync\nf2\nf kept\n");
}

static void __attribute__((noinline)) return_deep(void) { vow_return(vow_string("deep")); }

ASYNC(return_through_everything)
{
    VOW_DEFER(trace_timer, text("defer"));
    VOW_TRY_FINALLY {
        VOW_TRY {
            return_deep();
        } VOW_CATCH(e) {
            TRACE("no catch sees it");
        } VOW_END
    } VOW_FINALLY {
        TRACE("finally");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(return_runs_finally_and_defer)
{
    watch(call(return_through_everything), "f");
    drain();
    EXPECT_TRACE("finally\ndefer\nf deep\n");
}

ASYNC(rethrow_in_nested)
{
    VOW_TRY_FINALLY {
        VOW_TRY_FINALLY {
            vow_await(rejected("in"));
        } VOW_CATCH(e) {
            TRACE("inner %s", vow_test_text(e));
            vow_await_value(VOW_UNDEFINED);
            vow_throw(vow_string("again"));
        } VOW_FINALLY {
            TRACE("inner fin");
        } VOW_END
    } VOW_CATCH(e) {
        TRACE("outer %s", vow_test_text(e));
    } VOW_FINALLY {
        TRACE("outer fin");
    } VOW_END
    return vow_string("ok");
}

VOW_TEST(err_nested_try)
{
    watch(call(rethrow_in_nested), "");
    drain();
    EXPECT_TRACE("inner in\ninner fin\nouter again\nouter fin\nok\n");
}
