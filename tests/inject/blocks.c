/* SPDX-License-Identifier: MIT */
/* Blocks that end, with what they keep: groups, deadlines, signals, shields, deferred functions. */
#include "inject.h"

#include <vow/cancel.h>
#include <vow/group.h>

enum { LATER_TICKS = 5 };

static struct vow_abort_signal signal;
static vow_value reason;

/* As the tick's handler does, in the turn after this one. */
static void let_time_pass(void *unused)
{
    (void)unused;
    vow_loop_tick_from_isr(&vow_main_loop, LATER_TICKS);
}

static void abort_signal(void *unused)
{
    (void)unused;
    vow_abort(&signal);
}

static void count_call(void *unused)
{
    (void)unused;
    inject_calls++;
}

static bool called_twice(void) { return inject_calls == 2; }
static bool timed_out_once(void) { return inject_calls == 1 && inject_value.e == &vow_error_timeout; }
static bool aborted_once(void) { return inject_calls == 1 && inject_value.e == &vow_error_abort; }

static vow_value takes_a_turn(void *unused)
{
    vow_await_value(VOW_UNDEFINED);
    count_call(unused);
    return VOW_UNDEFINED;
}
static const struct vow_async_function takes_a_turn_fn = VOW_ASYNC_FUNCTION(takes_a_turn, 0, 640);

/* Cut short, or not: its cleanup counts. */
static vow_value waits_for_ever(void *unused)
{
    (void)unused;
    VOW_DEFER(count_call, NULL);
    return vow_await(vow_promise_new(NULL));
}
static const struct vow_async_function waits_for_ever_fn = VOW_ASYNC_FUNCTION(waits_for_ever, 0, 640);

static vow_value fails(void *unused)
{
    (void)unused;
    vow_await_value(VOW_UNDEFINED);
    vow_throw(reason);
}
static const struct vow_async_function fails_fn = VOW_ASYNC_FUNCTION(fails, 0, 640);

/* The second one waits until the first one is over. */
static void join_group(void)
{
    VOW_GROUP(group) {
        vow_group_limit(&group, 1);
        vow_group_call(&group, &takes_a_turn_fn, NULL, 0);
        vow_group_call(&group, &takes_a_turn_fn, NULL, 0);
    }
}

static void leave_group(void)
{
    VOW_GROUP(group) {
        vow_group_call(&group, &waits_for_ever_fn, NULL, 0);
        vow_group_add(&group, vow_call(&waits_for_ever_fn, NULL, 0));
        break;
    }
}

/* The child's failure cancels the other one, and the block. */
static void fail_group(void)
{
    reason = vow_int(7);
    VOW_TRY {
        VOW_GROUP(group) {
            vow_group_call(&group, &waits_for_ever_fn, NULL, 0);
            vow_group_call(&group, &fails_fn, NULL, 0);
            vow_await(vow_promise_new(NULL));
        }
    } VOW_CATCH(e) {
        inject_value = e;
    } VOW_END
}
static bool failed_with_7(void) { return inject_calls == 1 && inject_value.i == 7; }

/* Held up by a shield, in which time passes. */
static void meet_deadline(void)
{
    VOW_TRY {
        VOW_TIMEOUT_MS(3);
        VOW_DEFER(count_call, NULL);
        {
            VOW_SHIELD();
            vow_queue_microtask(let_time_pass, NULL);
            vow_sleep_ms(4);
        }
        vow_await(vow_promise_new(NULL));
    } VOW_CATCH(e) {
        inject_value = e;
    } VOW_END
}

static void await_until_deadline(void)
{
    vow_queue_microtask(let_time_pass, NULL);
    vow_await_timeout_ms(vow_call(&waits_for_ever_fn, NULL, 0), 3, &inject_value);
}

static void obey_signal(void)
{
    vow_abort_signal_init(&signal);
    VOW_TRY {
        VOW_ABORTABLE(&signal);
        vow_queue_microtask(abort_signal, NULL);
        vow_await(vow_call(&waits_for_ever_fn, NULL, 0));
    } VOW_CATCH(e) {
        inject_value = e;
    } VOW_END
}

const struct inject_operation inject_blocks[] = {
    { .name = "join a group", .run = join_group, .right = called_twice },
    { .name = "leave a group", .run = leave_group, .right = called_twice, .alternates = true },
    { .name = "a group that fails", .run = fail_group, .right = failed_with_7, .alternates = true },
    { .name = "a deadline that comes", .run = meet_deadline, .right = timed_out_once, .ticks = LATER_TICKS },
    { .name = "await until a deadline", .run = await_until_deadline, .right = timed_out_once, .ticks = LATER_TICKS, .alternates = true },
    { .name = "a signal that aborts", .run = obey_signal, .right = aborted_once, .alternates = true },
    { .name = NULL },
};
