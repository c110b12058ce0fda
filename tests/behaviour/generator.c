/* SPDX-License-Identifier: MIT */
/* Async generators: requests and turns (rule 6). The names are those of the standard's scenarios; a body's `return value` is written
 * `return vow_await_value(value)`, which is what JavaScript does (7.3). */
#include "generator_test.h"

static struct vow_promise *next_with(const char *value) { return vow_generator_next(it, vow_string(value)); }

GENERATOR(body_once)
{
    TRACE("body");
    yield("1");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_lazy_start)
{
    it = generate(body_once);
    TRACE("created");
    watch(next(it), "");
    TRACE("sync end");
    finish();
    EXPECT_TRACE("created\nbody\nsync end\n{1 false}\n");
}

VOW_TEST(gen_never_started)
{
    it = generate(body_once);
    finish();
}

GENERATOR(a_b_c)
{
    TRACE("a");
    vow_await_value(VOW_UNDEFINED);
    TRACE("b");
    yield("1");
    TRACE("c");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_sync_until_suspend)
{
    it = generate(a_b_c);
    watch(next(it), "");
    TRACE("called");
    ticks(4);
    finish();
    EXPECT_TRACE("a\ncalled\nb\nturn 1\nturn 2\n{1 false}\nturn 3\nturn 4\n");
}

GENERATOR(pass_values)
{
    TRACE("p %s", STRING_ARGUMENT);
    TRACE("a %s", yield("1").s);
    TRACE("b %s", yield("2").s);
    return vow_await_value(vow_string("xy"));
}

VOW_TEST(gen_next_value_passing)
{
    it = generate_with(pass_values, "param");
    await_traced(next_with("dropped"), "");
    await_traced(next_with("x"), "");
    await_traced(next_with("y"), "");
    await_traced(next_with("z"), "");
    finish();
    EXPECT_TRACE("p param\n{1 false}\na x\n{2 false}\nb y\n{xy true}\n{undefined true}\n");
}

GENERATOR(return_r) { return vow_await_value(vow_string("r")); }

static vow_value next_twice(void *unused, vow_value value, enum vow_status status)
{
    trace_settled(text(""), value, status);
    (void)unused;
    watch(next(it), "");
    watch(next_with("x"), "");
    ticks(2);
    return VOW_UNDEFINED;
}

VOW_TEST(gen_next_after_done)
{
    it = generate(return_r);
    vow_detach(vow_promise_then(next(it), next_twice, NULL, NULL));
    finish();
    EXPECT_TRACE("{r true}\n{undefined true}\n{undefined true}\nturn 1\nturn 2\n");
}

GENERATOR(empty) { return VOW_UNDEFINED; }

static vow_value throw_and_next(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)value, (void)status;
    watch(throw_with("t"), "");
    watch(next(it), "");
    ticks(2);
    return VOW_UNDEFINED;
}

VOW_TEST(gen_completed_throw)
{
    it = generate(empty);
    vow_detach(vow_promise_then(next(it), throw_and_next, NULL, NULL));
    finish();
    EXPECT_TRACE("rejected t\n{undefined true}\nturn 1\nturn 2\n");
}

VOW_TEST(gen_completed_return)
{
    it = generate(empty);
    await_traced(next(it), "n");
    watch(return_with("v"), "r");
    ticks(3);
    finish();
    EXPECT_TRACE("n {undefined true}\nturn 1\nr {v true}\nturn 2\nturn 3\n");
}

VOW_TEST(gen_implicit_end_turns)
{
    it = generate(empty);
    watch(next(it), "");
    ticks(2);
    finish();
    EXPECT_TRACE("{undefined true}\nturn 1\nturn 2\n");
}

VOW_TEST(gen_throw_start)
{
    it = generate(body_once);
    watch(throw_with("t"), "");
    watch(next(it), "");
    ticks(2);
    finish();
    EXPECT_TRACE("rejected t\n{undefined true}\nturn 1\nturn 2\n");
}

GENERATOR(one) { return yield("1"), VOW_UNDEFINED; }

VOW_TEST(gen_queue_drain_after_end)
{
    it = generate(one);
    watch(next_with("x1"), "1");
    watch(next_with("x2"), "2");
    watch(next_with("x3"), "3");
    watch(next_with("x4"), "4");
    ticks(5);
    finish();
    EXPECT_TRACE("turn 1\n1 {1 false}\n2 {undefined true}\n3 {undefined true}\n4 {undefined true}\nturn 2\nturn 3\n"
                 "turn 4\nturn 5\n");
}

VOW_TEST(gen_queue_drain_mixed)
{
    it = generate(one);
    watch(next(it), "a");
    watch(next(it), "b");
    watch(throw_with("t"), "c");
    watch(return_with("v"), "d");
    watch(next(it), "e");
    finish();
    EXPECT_TRACE("a {1 false}\nb {undefined true}\nc rejected t\nd {v true}\ne {undefined true}\n");
}

VOW_TEST(gen_queue_drain_return_rejected)
{
    it = generate(one);
    watch(next(it), "a");
    watch(next(it), "b");
    watch(vow_generator_return_promise(it, rejected("r")), "c");
    watch(next(it), "d");
    watch(vow_generator_return_promise(it, delayed(5, "slow")), "e");
    watch(next(it), "f");
    vow_sleep_ms(8);
    finish();
    EXPECT_TRACE("a {1 false}\nb {undefined true}\nc rejected r\nd {undefined true}\ne {slow true}\nf {undefined true}\n");
}

GENERATOR(one_two_three)
{
    TRACE("one");
    yield("1");
    TRACE("two");
    yield("2");
    TRACE("three");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_queue_resumes_in_turn)
{
    it = generate(one_two_three);
    watch(next(it), "cb1");
    watch(next(it), "cb2");
    watch(next(it), "cb3");
    finish();
    EXPECT_TRACE("one\ntwo\ncb1 {1 false}\nthree\ncb2 {2 false}\ncb3 {undefined true}\n");
}

GENERATOR(two_of_argument)
{
    const char *name = STRING_ARGUMENT;

    yield(name[0] == 'a' ? "a1" : "b1");
    TRACE("after %s1", name);
    yield(name[0] == 'a' ? "a2" : "b2");
    TRACE("no");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_two_instances)
{
    struct vow_generator *a = generate_with(two_of_argument, "a"), *b = generate_with(two_of_argument, "b");

    watch(next(a), "");
    watch(next(b), "");
    watch(next(a), "");
    watch(next(b), "");
    drain();
    vow_generator_release(a);
    vow_generator_release(b);
    drain();
    EXPECT_TRACE("after a1\nafter b1\n{a1 false}\n{b1 false}\n{a2 false}\n{b2 false}\n");
}
