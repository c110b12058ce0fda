/* SPDX-License-Identifier: MIT */
/* Rejections: tried again, caught, and forgotten. */
#include "session.h"

static const struct vow_error not_yet = { "FlakyError", "not yet", 2 };
static const struct vow_error failed = { "FailError", "this was to be expected", 3 };
static const struct vow_error forgotten = { "OopsError", "nobody catches this", 4 };

struct attempt {
    int32_t number, last;
};

static vow_value flaky(void *argument)
{
    const struct attempt *attempt = argument;

    vow_sleep_ms(10);
    if (attempt->number < attempt->last)
        vow_throw_error(&not_yet);
    return VOW_UNDEFINED;
}

static const struct vow_async_function flaky_fn = VOW_ASYNC_FUNCTION(flaky, 2, 256);

static vow_value retry(void *argument)
{
    const struct call *call = argument;
    struct attempt attempt = { 0, call->number[0] };

    for (;;) {
        attempt.number++;
        VOW_TRY {
            vow_await_call(&flaky_fn, &attempt, sizeof attempt);
            say("retry: attempt %ld succeeded", (long)attempt.number);
            return VOW_UNDEFINED;
        } VOW_CATCH(e) {
            say("retry: attempt %ld: %s: %s", (long)attempt.number, e.e->name, e.e->message);
        } VOW_END
    }
}

static vow_value failing(void *argument)
{
    (void)argument;
    vow_sleep_ms(10);
    vow_throw_error(&failed);
}

static const struct vow_async_function failing_fn = VOW_ASYNC_FUNCTION(failing, 0, 256);

static vow_value fail(void *argument)
{
    VOW_TRY {
        vow_await(vow_call(&failing_fn, NULL, 0));
        say("fail: this line is never reached");
    } VOW_CATCH(e) {
        say("fail: caught %s: %s", e.e->name, e.e->message);
    } VOW_END
    return vow_pointer(argument);
}

static vow_value oops(void *argument)
{
    (void)argument;
    vow_throw_error(&forgotten);
}

const struct vow_async_function retry_fn = VOW_ASYNC_FUNCTION(retry, 1, SMALL_STACK);
const struct vow_async_function fail_fn = VOW_ASYNC_FUNCTION(fail, 0, SMALL_STACK);
const struct vow_async_function oops_fn = VOW_ASYNC_FUNCTION(oops, 0, 256);
