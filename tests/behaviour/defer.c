/* SPDX-License-Identifier: MIT */
/* defer. */
#include "../harness/script.h"

static void defer_in_order(bool throws)
{
    VOW_DEFER(trace_timer, text("first"));
    VOW_DEFER(trace_timer, text("second"));
    {
        VOW_DEFER(trace_timer, text("block"));
        TRACE("in block");
    }
    if (throws)
        vow_throw(vow_string("x"));
    TRACE("end");
}

VOW_TEST(defer_order)
{
    defer_in_order(false);
    EXPECT_TRACE("in block\nblock\nend\nsecond\nfirst\n");
}

VOW_TEST(defer_on_throw)
{
    VOW_TRY {
        defer_in_order(true);
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("in block\nblock\nsecond\nfirst\ncaught x\n");
}

static void sleep_then_trace(void *text)
{
    vow_sleep_ms(2);
    TRACE("%s", (char *)text);
}
static void defer_that_awaits(void)
{
    VOW_DEFER(sleep_then_trace, text("deferred"));
    vow_throw(vow_string("x"));
}

VOW_TEST(defer_may_await_on_a_throw)
{
    VOW_TRY {
        defer_that_awaits();
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("deferred\ncaught x\n");
}

VOW_TEST(defer_on_break)
{
    for (int i = 0; i < 3; i++) {
        VOW_DEFER(trace_timer, text("deferred"));
        if (i == 1)
            break;
    }
    EXPECT_TRACE("deferred\ndeferred\n");
}
