/* SPDX-License-Identifier: MIT */
/* Signals beside deadlines, cancels, groups, selects and shields: who is first, and what the others see of it. */
#include "../harness/waiting.h"

#include <vow/abort.h>
#include <vow/group.h>
#include <vow/select.h>

static struct vow_abort_signal signal, source;
static struct vow_timer timer, other_timer;
static vow_time begun;

static void trace_time(const char *text) { TRACE("%s after %d ms", text, (int)(vow_clock_now() - begun)); }

static void stop(void *which) { vow_abort_with(which, vow_string("stop")); }

static void anew(void)
{
    vow_abort_signal_init(&signal);
    begun = vow_clock_now();
}

static void abort_after_ms(uint32_t ms)
{
    anew();
    vow_timer_start_ms(&timer, ms, stop, &signal);
}

ASYNC(obeys)
{
    VOW_ABORTABLE(&signal);
    VOW_TRY_FINALLY {
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        trace_time(STRING_ARGUMENT);
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(abort_ends_the_blocks_of_many_tasks_in_the_order_of_their_beginning)
{
    static const char *const names[] = { "a", "b", "c" };
    struct vow_promise *tasks[3];

    abort_after_ms(5);
    for (unsigned i = 0; i < 3; i++)
        tasks[i] = call_with(obeys, names[i]);
    for (unsigned i = 0; i < 3; i++)
        await_traced(tasks[i], names[i]);
    EXPECT(!signal.listeners);
    EXPECT_TRACE("a after 5 ms\nb after 5 ms\nc after 5 ms\na rejected stop\nb rejected stop\nc rejected stop\n");
}

/* ---- two reasons to end ---- */

ASYNC(obeys_in_a_deadline)
{
    VOW_TIMEOUT_MS(5);
    VOW_ABORTABLE(&signal);
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

ASYNC(has_a_deadline_in_a_signal)
{
    VOW_ABORTABLE(&signal);
    VOW_TIMEOUT_MS(5);
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

/* Whoever is first gives the reason, inner or outer; at one tick, whose timer was started first. */
VOW_TEST(abort_or_deadline_the_first_gives_the_reason)
{
    static const struct {
        uint32_t ms;
        const char *trace;
    } rows[] = {
        { 3, "rejected stop\nrejected stop\n" },
        { 5, "rejected stop\nrejected stop\n" },
        { 7, "rejected TimeoutError\nrejected TimeoutError\n" },
    };

    for (unsigned i = 0; i < 3; i++) {
        abort_after_ms(rows[i].ms);
        await_traced(call(obeys_in_a_deadline), "");
        vow_timer_stop(&timer);
        abort_after_ms(rows[i].ms);
        await_traced(call(has_a_deadline_in_a_signal), "");
        EXPECT_EQ(vow_clock_now() - begun, rows[i].ms < 5 ? rows[i].ms : 5);
        EXPECT(!signal.listeners);
        vow_timer_stop(&timer);
        EXPECT_TRACE(rows[i].trace);
    }
}

ASYNC(starts_the_signal_in_a_deadline)
{
    VOW_TIMEOUT_MS(5);
    vow_timer_start_ms(&timer, 5, stop, &signal);
    VOW_ABORTABLE(&signal);
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(abort_at_the_tick_of_an_earlier_deadline_comes_too_late)
{
    anew();
    await_traced(call(starts_the_signal_in_a_deadline), "");
    vow_sleep_ms(1);
    EXPECT(vow_abort_signal_aborted(&signal));
    EXPECT_TRACE("rejected TimeoutError\n");
}

ASYNC(obeys_two)
{
    VOW_ABORTABLE(&source);
    VOW_TRY {
        VOW_ABORTABLE(&signal);
        vow_sleep_ms(1000);
    } VOW_CATCH(e) {
        trace_time(vow_test_text(e));
        vow_sleep_ms(10);
        trace_time("goes on");
    } VOW_END
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(abort_of_the_inner_block_leaves_the_outer_one_alone)
{
    abort_after_ms(5);
    vow_abort_signal_timeout_ms(&source, &other_timer, 30);
    await_traced(call(obeys_two), "");
    EXPECT_EQ(vow_clock_now() - begun, 30);
    EXPECT_TRACE("stop after 5 ms\ngoes on after 15 ms\nrejected TimeoutError\n");
}

/* The inner block is of the same signal: to catch its reason does not help. */
ASYNC(obeys_twice)
{
    VOW_ABORTABLE(&signal);
    VOW_TRY {
        VOW_ABORTABLE(&signal);
        vow_sleep_ms(1000);
    } VOW_CATCH(e) {
        trace_time(vow_test_text(e));
    } VOW_END
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(abort_of_two_blocks_of_one_signal_ends_both)
{
    abort_after_ms(5);
    await_traced(call(obeys_twice), "");
    EXPECT_EQ(vow_clock_now() - begun, 5);
    EXPECT_TRACE("stop after 5 ms\nrejected stop\n");
}

VOW_TEST(abort_behind_a_cancel_and_a_cancel_behind_an_abort_change_nothing)
{
    struct vow_promise *promise;

    anew();
    promise = call_with(obeys, "clean");
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    stop(&signal);
    await_traced(promise, "");
    anew();
    promise = call_with(obeys, "clean");
    stop(&signal);
    vow_promise_cancel(promise);
    await_traced(promise, "");
    EXPECT(!signal.listeners);
    EXPECT_TRACE("clean after 0 ms\nrejected stop\nclean after 0 ms\nrejected stop\n");
}

/* ---- what is there already ---- */

ASYNC(aborts_itself)
{
    VOW_ABORTABLE(&signal);
    stop(&signal);
    TRACE("%s", vow_await(vow_promise_resolved(vow_string("value"))).s);
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(abort_by_the_block_itself_comes_at_its_next_await_that_waits)
{
    anew();
    await_traced(call(aborts_itself), "");
    EXPECT_TRACE("value\nrejected stop\n");
}

static struct vow_promise *gate;

ASYNC(awaits_gate)
{
    VOW_ABORTABLE(&signal);
    TRACE("%s", vow_await(vow_promise_retain(gate)).s);
    vow_sleep_ms(1000);
    return VOW_UNDEFINED;
}

VOW_TEST(abort_in_the_turn_of_a_value_keeps_the_value)
{
    struct vow_promise *promise;

    anew();
    gate = vow_promise_new("gate");
    promise = call(awaits_gate);
    resolve(gate, "value");
    stop(&signal);
    await_traced(promise, "");
    vow_promise_release(gate);
    EXPECT_TRACE("value\nrejected stop\n");
}

ASYNC(is_over_in_time)
{
    {
        VOW_ABORTABLE(&signal);
        vow_sleep_ms(2);
    }
    vow_sleep_ms(10);
    trace_time("over");
    return VOW_UNDEFINED;
}

VOW_TEST(abort_after_the_block_does_nothing)
{
    abort_after_ms(5);
    vow_await(call(is_over_in_time));
    EXPECT(vow_abort_signal_aborted(&signal));
    EXPECT_TRACE("over after 12 ms\n");
}

/* ---- groups, selects, shields ---- */

ASYNC(has_obedient_children)
{
    VOW_GROUP(group) {
        vow_group_call(&group, &obeys_fn, &(const char *){ "a" }, sizeof(const char *));
        vow_group_call(&group, &obeys_fn, &(const char *){ "b" }, sizeof(const char *));
    }
    return VOW_UNDEFINED;
}

/* A child whose own signal aborts has failed. */
VOW_TEST(abort_of_the_children_fails_their_group)
{
    abort_after_ms(5);
    await_traced(call(has_obedient_children), "");
    EXPECT(!signal.listeners);
    EXPECT_TRACE("a after 5 ms\nb after 5 ms\nuncaught stop\nrejected stop\n");
}

ASYNC(selects_an_obedient_call)
{
    struct vow_case cases[2] = { vow_case_operation(call_with(obeys, "operation")), vow_case_timeout_ms(1000) };

    EXPECT_EQ(vow_select(cases, 2), 0);
    EXPECT_EQ(cases[0].status, VOW_REJECTED);
    TRACE("%s", vow_test_text(cases[0].value));
    return VOW_UNDEFINED;
}

VOW_TEST(abort_of_an_operation_wins_its_select)
{
    abort_after_ms(5);
    vow_await(call(selects_an_obedient_call));
    EXPECT_TRACE("operation after 5 ms\nstop\n");
}

static void sleep_until_aborted(void)
{
    VOW_TRY {
        VOW_ABORTABLE(&signal);
        vow_sleep_ms(1000);
    } VOW_CATCH(e) {
        trace_time(vow_test_text(e));
    } VOW_END
}

ASYNC(obeys_in_a_shield)
{
    VOW_SHIELD();
    sleep_until_aborted();
    vow_sleep_ms(10);
    trace_time("shielded");
    return VOW_UNDEFINED;
}

VOW_TEST(abort_within_a_shield_is_obeyed_where_a_cancel_waits)
{
    struct vow_promise *promise;

    abort_after_ms(5);
    promise = call(obeys_in_a_shield);
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    vow_await(promise);
    EXPECT_TRACE("stop after 5 ms\nshielded after 15 ms\n");
}

ASYNC(obeys_in_cleanup)
{
    VOW_TRY_FINALLY {
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        sleep_until_aborted();
        vow_sleep_ms(3);
        trace_time("clean");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(abort_within_cleanup_is_obeyed_now_or_later)
{
    struct vow_promise *promise;

    abort_after_ms(5);
    promise = call(obeys_in_cleanup);
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled(promise);
    promise = call(obeys_in_cleanup);
    EXPECT_EQ(vow_promise_cancel(promise), VOW_CANCELLED);
    expect_cancelled(promise);
    EXPECT_TRACE("stop after 5 ms\nclean after 8 ms\nstop after 8 ms\nclean after 11 ms\n");
}

/* ---- any() of a signal that is let go ---- */

VOW_TEST(abort_of_a_timer_does_not_reach_what_was_unlinked)
{
    struct vow_abort_signal *const sources[] = { &source };
    struct vow_abort_source link;

    anew();
    vow_abort_signal_timeout_ms(&source, &timer, 5);
    vow_abort_signal_any(&signal, sources, &link, 1);
    vow_abort_signal_unlink(&link, 1);
    vow_await(call(is_over_in_time));
    EXPECT(vow_abort_signal_aborted(&source) && !vow_abort_signal_aborted(&signal));
    EXPECT_TRACE("over after 12 ms\n");
}
