/* SPDX-License-Identifier: MIT */
/* for await over generators and over iterators that a user makes (rule 8 of the standard's order). */
#include "../harness/script.h"

GENERATOR(a_b)
{
    TRACE("g1");
    yield("a");
    TRACE("g2");
    yield("b");
    TRACE("g3");
    return vow_await_value(vow_string("dropped"));
}
ASYNC(loop_over_a_b)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate(a_b))) {
        TRACE("%s", x.value.s);
    }
    TRACE("done");
    return VOW_UNDEFINED;
}

VOW_TEST(iter_forawait_generator)
{
    vow_detach(call(loop_over_a_b));
    ticks(9);
    drain();
    EXPECT_TRACE("g1\nturn 1\na\ng2\nturn 2\nturn 3\nb\ng3\nturn 4\nturn 5\ndone\nturn 6\nturn 7\nturn 8\nturn 9\n");
}

GENERATOR(three)
{
    static const char *const names[] = { "a1", "a2", "a3", "b1", "b2", "b3" };
    const char *name = STRING_ARGUMENT;

    VOW_TRY_FINALLY {
        for (int i = 0; i < 3; i++)
            yield(names[(name[0] == 'b' ? 3 : 0) + i]);
    } VOW_FINALLY {
        TRACE("fin %s", name);
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(iter_forawait_break_runs_finally)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate_with(three, "a"))) {
        TRACE("%s", x.value.s);
        if (x.value.s[1] == '2')
            break;
    }
    TRACE("after");
    EXPECT_TRACE("a1\na2\nfin a\nafter\n");
}

VOW_TEST(iter_forawait_continue)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate_with(three, "a"))) {
        if (x.value.s[1] == '2')
            continue;
        TRACE("%s", x.value.s);
    }
    EXPECT_TRACE("a1\na3\nfin a\n");
}

VOW_TEST(iter_forawait_continue_label)
{
    VOW_FOR_AWAIT(a, vow_iterate(generate_with(three, "a"))) {
        VOW_FOR_AWAIT(b, vow_iterate(generate_with(three, "b"))) {
            if (b.value.s[1] == '1')
                continue;
            TRACE("%s%s", a.value.s, b.value.s);
            if (a.value.s[1] == '2')
                goto after;
            if (b.value.s[1] == '2')
                goto next_outer;
        }
    next_outer:;
    }
after:
    TRACE("after");
    EXPECT_TRACE("a1b2\nfin b\na2b2\nfin b\nfin a\nafter\n");
}

static const char *return_first(void)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate_with(three, "a"))) {
        return x.value.s;
    }
    return "none";
}

VOW_TEST(iter_forawait_return_closes)
{
    TRACE("%s", return_first());
    EXPECT_TRACE("fin a\na1\n");
}

VOW_TEST(iter_forawait_throw_closes_generator)
{
    VOW_TRY {
        VOW_FOR_AWAIT(x, vow_iterate(generate_with(three, "a"))) {
            vow_throw(vow_string("body"));
        }
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("fin a\ncaught body\n");
}

ASYNC(vow_return_from_loop)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate_with(three, "a"))) {
        vow_return(x.value);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(iter_forawait_vow_return_closes)
{
    await_traced(call(vow_return_from_loop), "f");
    EXPECT_TRACE("fin a\nf a1\n");
}

GENERATOR(one_then_throw)
{
    yield("1");
    vow_throw(vow_string("bad"));
}

VOW_TEST(iter_forawait_generator_throws)
{
    VOW_TRY {
        VOW_FOR_AWAIT(x, vow_iterate(generate(one_then_throw))) {
            TRACE("%s", x.value.s);
        }
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("1\ncaught bad\n");
}

VOW_TEST(iter_loop_after_break)
{
    struct vow_generator *it = generate_with(three, "a");

    VOW_FOR_AWAIT(x, vow_iterate(vow_generator_retain(it))) {
        TRACE("%s", x.value.s);
        break;
    }
    VOW_FOR_AWAIT(x, vow_iterate(it)) {
        TRACE("no %s", x.value.s);
    }
    TRACE("end");
    EXPECT_TRACE("a1\nfin a\nend\n");
}

static struct vow_generator *both;
ASYNC(share)
{
    const char *name = STRING_ARGUMENT;

    VOW_FOR_AWAIT(x, vow_iterate(vow_generator_retain(both))) {
        TRACE("%s %s", name, x.value.s);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(iter_concurrent_loops)
{
    struct vow_promise *loops[2];

    both = generate_with(three, "a");
    loops[0] = call_with(share, "one");
    loops[1] = call_with(share, "two");
    vow_await(vow_promise_all(loops, 2));
    vow_generator_release(both);
    EXPECT_TRACE("one a1\ntwo a2\nfin a\none a3\n");
}

GENERATOR(delayed_values)
{
    static const uint16_t ms[] = { 200, 100, 50, 25, 12, 5 };

    for (int i = 0; i < 6; i++) {
        vow_sleep_ms(ms[i]);
        vow_yield(self, vow_int(ms[i]));
    }
    return VOW_UNDEFINED;
}

VOW_TEST(seed_mdn_delayed_values)
{
    vow_time start = vow_clock_now();

    VOW_FOR_AWAIT(x, vow_iterate(generate(delayed_values))) {
        TRACE("%ld", (long)x.value.i);
    }
    EXPECT_EQ(vow_clock_now() - start, 392);
    EXPECT_TRACE("200\n100\n50\n25\n12\n5\n");
}

GENERATOR(doubled)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate_with(three, "a"))) {
        TRACE("through %s", x.value.s);
        vow_yield(self, x.value);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(iter_pipeline_break)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate(doubled))) {
        TRACE("%s", x.value.s);
        if (x.value.s[1] == '2')
            break;
    }
    TRACE("after");
    EXPECT_TRACE("through a1\na1\nthrough a2\na2\nfin a\nafter\n");
}

/* ---- iterators made by a user ---- */

static int count;
static const char *const digits[] = { "0", "1", "2", "3", "4", "5" };

static struct vow_promise *next_counts(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    TRACE("next");
    count++;
    return vow_iterator_answer(slot, count > 3 ? VOW_DONE : VOW_ITEM, vow_string(digits[count]));
}
static vow_value answer_closed(void *slot, vow_value value, enum vow_status status)
{
    (void)status;
    TRACE("closed");
    vow_iterator_answer(slot, VOW_DONE, value);
    return value;
}
static struct vow_promise *return_later(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self;
    TRACE("return %s", vow_test_text(value));
    vow_detach(vow_promise_then(vow_delay_ms(5), answer_closed, NULL, slot));
    return slot;
}
static void release_traced(void *self)
{
    (void)self;
    TRACE("release");
}
static const struct vow_iterator_methods counting = { next_counts, return_later, NULL, release_traced };

static struct vow_iterator count_from_0(const struct vow_iterator_methods *methods)
{
    count = 0;
    return (struct vow_iterator){ methods, NULL };
}

VOW_TEST(iter_forawait_break_return)
{
    VOW_FOR_AWAIT(x, count_from_0(&counting)) {
        TRACE("%s", x.value.s);
        if (count == 2)
            break;
    }
    TRACE("after");
    EXPECT_TRACE("next\n1\nnext\n2\nreturn undefined\nclosed\nrelease\nafter\n");
}

VOW_TEST(iter_forawait_end_does_not_return)
{
    VOW_FOR_AWAIT(x, count_from_0(&counting)) {
        TRACE("%s", x.value.s);
    }
    TRACE("after");
    EXPECT_TRACE("next\n1\nnext\n2\nnext\n3\nnext\nrelease\nafter\n");
}

static const struct vow_iterator_methods without_return = { next_counts, NULL, NULL, NULL };

VOW_TEST(iter_forawait_missing_return)
{
    VOW_FOR_AWAIT(x, count_from_0(&without_return)) {
        break;
    }
    TRACE("after");
    EXPECT_TRACE("next\nafter\n");
}

ASYNC(loop_plain)
{
    VOW_FOR_AWAIT(x, count_from_0(&without_return)) {
        TRACE("%s", x.value.s);
    }
    TRACE("done");
    return VOW_UNDEFINED;
}

VOW_TEST(iter_forawait_plain_results)
{
    vow_detach(call(loop_plain));
    ticks(6);
    drain();
    EXPECT_TRACE("next\n1\nnext\nturn 1\n2\nnext\nturn 2\n3\nnext\nturn 3\ndone\nturn 4\nturn 5\nturn 6\n");
}

static struct vow_promise *next_rejects(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    return vow_iterator_answer(slot, VOW_REJECTED, vow_string("bad next"));
}
static struct vow_promise *next_throws(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    vow_throw(vow_string("sync"));
}
static struct vow_promise *return_throws(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    TRACE("return");
    vow_throw(vow_string("from return"));
}
static struct vow_promise *return_rejects(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    TRACE("return");
    return vow_iterator_answer(slot, VOW_REJECTED, vow_string("from return"));
}
static const struct vow_iterator_methods rejecting = { next_rejects, return_throws, NULL, release_traced };
static const struct vow_iterator_methods throwing = { next_throws, return_throws, NULL, release_traced };
static const struct vow_iterator_methods bad_return = { next_counts, return_throws, NULL, release_traced };
static const struct vow_iterator_methods rejected_return = { next_counts, return_rejects, NULL, release_traced };

static void loop_and_leave(const struct vow_iterator_methods *methods, bool throws)
{
    VOW_TRY {
        VOW_FOR_AWAIT(x, count_from_0(methods)) {
            if (throws)
                vow_throw(vow_string("body"));
            break;
        }
        TRACE("no throw");
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
}

VOW_TEST(iter_forawait_next_rejects)
{
    loop_and_leave(&rejecting, false);
    EXPECT_TRACE("release\ncaught bad next\n");
}

VOW_TEST(iter_forawait_next_throws)
{
    loop_and_leave(&throwing, false);
    EXPECT_TRACE("release\ncaught sync\n");
}

VOW_TEST(iter_forawait_throw_closes)
{
    loop_and_leave(&bad_return, true);
    EXPECT_TRACE("next\nreturn\nrelease\ncaught body\n");
}

VOW_TEST(iter_forawait_break_return_throws)
{
    loop_and_leave(&bad_return, false);
    EXPECT_TRACE("next\nreturn\nrelease\ncaught from return\n");
}

VOW_TEST(iter_forawait_break_return_rejects)
{
    loop_and_leave(&rejected_return, false);
    EXPECT_TRACE("next\nreturn\nrelease\ncaught from return\n");
}

static struct vow_promise *next_plain(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    return resolved("no iterator result");
}
static struct vow_promise *return_plain(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    TRACE("return");
    return resolved("no iterator result");
}
static const struct vow_iterator_methods plain_next = { next_plain, return_throws, NULL, NULL };
static const struct vow_iterator_methods plain_return = { next_counts, return_plain, NULL, NULL };

VOW_TEST(iter_forawait_next_not_object)
{
    loop_and_leave(&plain_next, false);
    EXPECT_TRACE("caught TypeError\n");
}

VOW_TEST(iter_forawait_return_not_object)
{
    loop_and_leave(&plain_return, false);
    loop_and_leave(&plain_return, true);
    EXPECT_TRACE("next\nreturn\ncaught TypeError\nnext\nreturn\ncaught body\n");
}

static struct vow_promise *next_of_its_own(void *self, vow_value value, struct vow_promise *slot)
{
    (void)slot;
    return vow_generator_next(self, value);
}
static const struct vow_iterator_methods forwarding = { next_of_its_own, NULL, NULL, NULL };

VOW_TEST(iter_forawait_promise_of_its_own)
{
    struct vow_generator *it = generate_with(three, "a");

    VOW_FOR_AWAIT(x, ((struct vow_iterator){ &forwarding, it })) {
        TRACE("%s", x.value.s);
    }
    vow_generator_release(it);
    EXPECT_TRACE("a1\na2\na3\nfin a\n");
}
