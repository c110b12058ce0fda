/* SPDX-License-Identifier: MIT */
/* for await over generators (rule 8 of the standard's order). */
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

/* The loop has asked first, and has subscribed by the time of that await, although nothing else was ready in its turn. */
GENERATOR(asks_itself_after_an_await)
{
    yield("1");
    vow_await(vow_promise_resolved(VOW_UNDEFINED));
    watch(next(self), "own");
    return VOW_UNDEFINED;
}

VOW_TEST(iter_forawait_generator_asks_itself_after_an_await)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate(asks_itself_after_an_await))) {
        TRACE("%s", x.value.s);
    }
    TRACE("over");
    drain();
    EXPECT_TRACE("1\nover\nown {undefined true}\n");
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
