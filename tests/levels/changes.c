/* SPDX-License-Identifier: MIT */
/* Which level a task has, and who else's counts. */
#include "levels.h"

#include <vow/level.h>

static struct vow_task *first_waiting;

static struct vow_task *task_named(const char *name)
{
    struct vow_task *task = vow_task_next(NULL);

    while (task && vow_task_name(task) != name)
        task = vow_task_next(task);
    return task;
}

ASYNC(changed)
{
    first_waiting = vow_task_current();
    vow_await(next_event(0));
    TRACE("changed after an event");
    vow_sleep_ms(2);
    TRACE("changed after a sleep");
    return VOW_UNDEFINED;
}

VOW_TEST(levels_change_while_a_task_waits)
{
    vow_detach(call(changed));
    start_waiting("other", 1, 1);
    vow_task_set_level(first_waiting, 2);
    hand_over(1);
    hand_over(0);
    run_all();
    EXPECT_TRACE("changed after an event\nother\n");
    start_sleeping("other", 1, 2);
    vow_task_set_level(first_waiting, 0);
    time_pass(2);
    EXPECT_TRACE("other\nchanged after a sleep\n");
}

VOW_TEST(levels_change_comes_too_late_for_what_is_ready)
{
    vow_detach(call(changed));
    start_waiting("b 1", 1, 1);
    start_waiting("c 1", 1, 2);
    hand_over(0);
    hand_over(1);
    vow_loop_poll(TIME_LOOP, 1);
    vow_task_set_level(first_waiting, 3);
    hand_over(2);
    run_all();
    EXPECT_TRACE("b 1\nc 1\nchanged after an event\n");
    time_pass(2);
    EXPECT_TRACE("changed after a sleep\n");
}

VOW_TEST_PANIC(levels_end_at_the_last, "vow_task_set_level: there is no such level")
{
    vow_detach(call(changed));
    vow_task_set_level(first_waiting, VOW_CONFIG_LEVELS);
}

/* ---- of its own, of the caller, of the macrotask ---- */

ASYNC(says_level)
{
    TRACE("%s: level %u", STRING_ARGUMENT, vow_task_level(vow_task_current()));
    return VOW_UNDEFINED;
}
static const struct vow_async_function of_level_2_fn = VOW_ASYNC_FUNCTION_LEVEL(says_level, 0, TEST_STACK_BYTES, 2);
static const struct vow_async_function of_level_0_fn = VOW_ASYNC_FUNCTION_LEVEL(says_level, 0, TEST_STACK_BYTES, 0);

static void call_all(void)
{
    const char *name = "own 2";

    vow_detach(vow_call(&of_level_2_fn, &name, sizeof name));
    name = "own 0";
    vow_detach(vow_call(&of_level_0_fn, &name, sizeof name));
    vow_detach(call_with(says_level, "inherited"));
}

static void in_callback(void *next)
{
    call_all();
    if (next)
        vow_timer_start_ms(next, 1, in_callback, NULL);
}

ASYNC(calls_others)
{
    static struct vow_timer timer, next;

    vow_task_set_level(vow_task_current(), 1);
    call_all();
    vow_timer_start_ms(&timer, 1, in_callback, &next);
    return VOW_UNDEFINED;
}

VOW_TEST(levels_are_inherited_unless_named)
{
    start_waiting("urgent", 3, 0);
    hand_over(0);
    run_all();
    EXPECT_TRACE("urgent\n");
    call_all(); /* outside of any macrotask */
    EXPECT_TRACE("own 2: level 2\nown 0: level 0\ninherited: level 0\n");
    vow_detach(call(calls_others));
    EXPECT_TRACE("own 2: level 2\nown 0: level 0\ninherited: level 1\n");
    for (unsigned tick = 0; tick < 2; tick++) {
        time_pass(1);
        EXPECT_TRACE("own 2: level 2\nown 0: level 0\ninherited: level 1\n");
    }
}

/* ---- an urgent task lends its level to what it awaits ---- */

static struct vow_promise *helped;

ASYNC(helper)
{
    vow_await(next_event(0));
    TRACE("helper");
    return VOW_UNDEFINED;
}

GENERATOR(items)
{
    vow_await(next_event(0));
    TRACE("helper");
    yield("item");
    return VOW_UNDEFINED;
}

ASYNC(follows) { return vow_adopt(next_event(0)); }

static void directly(void) { vow_await(call(helper)); }
static void by_then(void) { vow_await(vow_promise_then(call(helper), trace_text, NULL, text("then"))); }
static void by_finally(void) { vow_await(vow_promise_finally(call(helper), trace_text, text("finally"))); }
static void by_adoption(void) { vow_await(call(follows)); }

static void by_all(void)
{
    struct vow_promise *both[] = { resolved("r"), call(helper) };

    vow_await(vow_promise_all(both, 2));
}

static void by_race(void)
{
    struct vow_promise *all[] = { next_event(2), next_event(3), call(helper) };

    vow_await(vow_promise_race(all, 3));
    vow_promise_resolve(events[2], VOW_UNDEFINED);
    vow_promise_resolve(events[3], VOW_UNDEFINED);
}

static void by_select(void)
{
    struct vow_promise *promise = call(helper);
    struct vow_case cases[] = { vow_case_timeout_ms(5), vow_case_promise(promise) };

    vow_select(cases, 2);
    vow_promise_release(promise);
}

static void by_generator(void)
{
    struct vow_generator *generator = generate(items);

    vow_await(next(generator));
    vow_generator_release(generator);
}

static void by_timeout(void) { vow_await_timeout_ms(call(helper), 5, NULL); }

ASYNC(borrower)
{
    void (*const *way)(void) = argument;

    (*way)();
    TRACE("borrower");
    return VOW_UNDEFINED;
}

/* The borrower is urgent only after it has called the helper. */
static void lends(void (*way)(void), const char *trace)
{
    vow_detach(vow_call(&borrower_fn, &way, sizeof way));
    run_all();
    start_waiting("other", 0, 1);
    hand_over(1);
    hand_over(0);
    vow_task_set_level(task_named(borrower_fn.function.name), 2);
    run_all();
    EXPECT_TRACE(trace);
}

VOW_TEST(levels_are_lent_directly) { lends(directly, "helper\nborrower\nother\n"); }
VOW_TEST(levels_are_lent_by_then) { lends(by_then, "helper\nthen\nborrower\nother\n"); }
VOW_TEST(levels_are_lent_by_finally) { lends(by_finally, "helper\nfinally\nborrower\nother\n"); }
VOW_TEST(levels_are_lent_by_adoption) { lends(by_adoption, "borrower\nother\n"); }
VOW_TEST(levels_are_lent_by_all) { lends(by_all, "helper\nborrower\nother\n"); }
VOW_TEST(levels_are_lent_by_race) { lends(by_race, "helper\nborrower\nother\n"); }
VOW_TEST(levels_are_lent_by_select) { lends(by_select, "helper\nborrower\nother\n"); }
VOW_TEST(levels_are_lent_by_a_generator) { lends(by_generator, "helper\nborrower\nother\n"); }
VOW_TEST(levels_are_lent_by_a_timeout) { lends(by_timeout, "helper\nborrower\nother\n"); }

/* ---- 16 who wait are looked at ---- */

static vow_value nothing(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    return value;
}

static void urgent_is_number(unsigned number)
{
    struct vow_promise *event = next_event(0);

    for (unsigned i = 1; i < number; i++)
        vow_detach(vow_promise_then(vow_promise_retain(event), nothing, NULL, NULL));
    vow_promise_release(event);
    helped = vow_promise_retain(events[0]);
}

ASYNC(late_one)
{
    vow_await(helped);
    TRACE("late one");
    return VOW_UNDEFINED;
}

static void is_seen(unsigned number, const char *trace)
{
    urgent_is_number(number);
    vow_detach(call(late_one));
    vow_task_set_level(task_named(late_one_fn.function.name), 1);
    start_waiting("other", 0, 1);
    hand_over(1);
    hand_over(0);
    run_all();
    EXPECT_TRACE(trace);
}

VOW_TEST(levels_the_sixteenth_is_seen) { is_seen(16, "late one\nother\n"); }
VOW_TEST(levels_the_seventeenth_is_not_seen) { is_seen(17, "other\nlate one\n"); }
