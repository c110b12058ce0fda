/* SPDX-License-Identifier: MIT */
/* Programmers' errors that stop the program with a clear message (VOW_CONFIG_ASSERT). */
#include "../harness/script.h"

static vow_value awaits_in_callback(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)status;
    return vow_await_value(value);
}

VOW_TEST_PANIC(panic_await_in_callback, "await outside a task")
{
    vow_detach(vow_promise_then(resolved("v"), awaits_in_callback, NULL, NULL));
    drain();
}

static vow_value returns_in_callback(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)status;
    vow_return(value);
}

VOW_TEST_PANIC(panic_return_in_callback, "vow_return outside a task")
{
    vow_detach(vow_promise_then(resolved("v"), returns_in_callback, NULL, NULL));
    drain();
}

static int return_early(void)
{
    VOW_TRY_FINALLY {
        return 1;
    } VOW_FINALLY {
        TRACE("no");
    } VOW_END
    return 0;
}

VOW_TEST_PANIC(panic_return_out_of_try_finally, "return, break, continue or goto out of VOW_TRY_FINALLY before its VOW_FINALLY")
{
    return_early();
}

VOW_TEST_PANIC(panic_break_out_of_try_finally, "return, break, continue or goto out of VOW_TRY_FINALLY before its VOW_FINALLY")
{
    for (;;) {
        VOW_TRY_FINALLY {
            break;
        } VOW_FINALLY {
            TRACE("no");
        } VOW_END
    }
}

static struct vow_generator *other;
GENERATOR(yields_to_other) { return vow_yield(other, vow_string("v")); }
GENERATOR(nothing) { return VOW_UNDEFINED; }

VOW_TEST_PANIC(panic_yield_outside_its_generator, "yield outside its generator")
{
    other = generate(nothing);
    vow_detach(next(generate(yields_to_other)));
}

GENERATOR(returns_adopt) { return vow_adopt(resolved("v")); }

VOW_TEST_PANIC(panic_generator_returns_adopt, "a generator's body returned vow_adopt: await the promise instead")
{
    vow_detach(next(generate(returns_adopt)));
    drain();
}

VOW_TEST_PANIC(panic_entry_beyond_the_list, "vow_promise_at: no such entry")
{
    struct vow_promise *list = vow_promise_all(&(struct vow_promise *){ resolved("v") }, 1);

    drain();
    vow_promise_at(list, 1, NULL);
}

VOW_TEST_PANIC(panic_entry_of_no_list, "vow_promise_at or vow_promise_count of a promise that is not settled with a list")
{
    vow_promise_at(resolved("v"), 0, NULL);
}

VOW_TEST_PANIC(panic_combinator_of_too_many, "a combinator takes at most 255 promises")
{
    struct vow_promise *none = NULL;

    vow_promise_all(&none, 256); /* none is looked at: 256 pointers are much of 16 KiB */
}

static vow_value sleeper(void *argument)
{
    vow_sleep_ms(1);
    return vow_pointer(argument);
}

static const struct vow_async_function sleeper_fn = VOW_ASYNC_FUNCTION(sleeper, 0, 256);

VOW_TEST_PANIC(panic_settling_the_promise_of_an_async_function,
               "a promise is settled that belongs to then, a combinator, an async function or a generator")
{
    vow_promise_resolve(vow_call(&sleeper_fn, NULL, 0), vow_int(1));
}

VOW_TEST_PANIC(panic_rejecting_a_derived_promise,
               "a promise is settled that belongs to then, a combinator, an async function or a generator")
{
    vow_promise_reject(vow_promise_then(vow_promise_new("source"), NULL, NULL, NULL), vow_int(1));
}

VOW_TEST_PANIC(panic_poll_from_a_task, "vow_loop_poll from a task of its own loop") { vow_loop_poll(&vow_main_loop, 1); }
VOW_TEST_PANIC(panic_run_from_a_task, "vow_loop_run from a task of its own loop") { vow_loop_run(&vow_main_loop); }
