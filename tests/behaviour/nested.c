/* SPDX-License-Identifier: MIT */
/* Where a word travels without its status: the reasons of any(), lists, and what vow_return adopts. */
#include "../harness/script.h"

static struct vow_promise *rejected_any(void)
{
    struct vow_promise *promise = rejected("a");

    return vow_promise_any(&promise, 1);
}

static struct vow_promise *list_of_one(void)
{
    struct vow_promise *promise = resolved("a");

    return vow_promise_all(&promise, 1);
}

ASYNC(return_rejected_any) { return vow_adopt(rejected_any()); }
ASYNC(return_list) { return vow_adopt(list_of_one()); }

VOW_TEST(nested_await_call_of_rejected_any)
{
    VOW_TRY {
        vow_await_call(&return_rejected_any_fn, NULL, 0);
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("caught AggregateError\n");
}

/* The list itself is gone; what counts is that its records are back (the harness compares). */
VOW_TEST(nested_await_call_of_list)
{
    vow_await_call(&return_list_fn, NULL, 0);
    EXPECT_TRACE("");
}

VOW_TEST(nested_await_all_of_rejected_any)
{
    struct vow_promise *promise = rejected_any();
    vow_value value;

    VOW_TRY {
        vow_await_all(&promise, 1, &value);
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("caught AggregateError\n");
}

static struct vow_promise *next_rejects(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    return rejected_any();
}
static const struct vow_iterator_methods rejecting = { next_rejects, NULL, NULL, NULL };
static const struct vow_iterator rejecting_iterator = { &rejecting, NULL };

VOW_TEST(nested_forawait_of_rejected_any)
{
    VOW_TRY {
        VOW_FOR_AWAIT(x, rejecting_iterator) {
            TRACE("%s", x.value.s);
        }
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("caught AggregateError\n");
}

GENERATOR(delegating) { return vow_yield_star(self, rejecting_iterator); }
GENERATOR(yielding_any) { return vow_yield_promise(self, rejected_any()); }

VOW_TEST(nested_generators_of_rejected_any)
{
    struct vow_generator *star = generate(delegating), *any = generate(yielding_any), *fresh = generate(yielding_any);

    await_traced(next(star), "yield*");
    await_traced(next(any), "yield");
    await_traced(vow_generator_return_promise(fresh, rejected_any()), "return");
    vow_generator_release(star);
    vow_generator_release(any);
    vow_generator_release(fresh);
    EXPECT_TRACE("yield* rejected AggregateError\nyield rejected AggregateError\nreturn rejected AggregateError\n");
}

ASYNC(return_from_try)
{
    VOW_TRY_FINALLY {
        vow_return(vow_adopt(resolved("followed")));
    } VOW_FINALLY {
        TRACE("finally");
    } VOW_END
    return VOW_UNDEFINED;
}

ASYNC(return_overridden)
{
    VOW_TRY_FINALLY {
        vow_return(vow_adopt(resolved("dropped")));
    } VOW_FINALLY {
        return vow_string("kept");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(async_vow_return_adopts)
{
    watch(call(return_from_try), "f");
    ticks(4);
    drain();
    await_traced(call(return_overridden), "g");
    EXPECT_TRACE("finally\nturn 1\nturn 2\nf followed\nturn 3\nturn 4\ng kept\n");
}

/* for await over promises lets go of those that a break leaves behind (the harness counts). */
VOW_TEST(iter_forawait_promises_break)
{
    struct vow_promise *promises[] = { resolved("a"), resolved("b"), resolved("c") };
    struct vow_array_iterator state;

    VOW_FOR_AWAIT(x, vow_iterate_promises(&state, promises, 3)) {
        TRACE("%s", x.value.s);
        break;
    }
    EXPECT_TRACE("a\n");
}
