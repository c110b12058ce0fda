/* SPDX-License-Identifier: MIT */
/* Async generators: catch and finally that return() and throw() run (rules 7.4 to 7.7). */
#include "generator_test.h"

GENERATOR(catch_yields)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
        yield("c");
        vow_return(vow_await_value(vow_string("from catch")));
    } VOW_FINALLY {
        TRACE("fin");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_catch_return_yield)
{
    start(generate(catch_yields));
    await_traced(throw_with("t"), "");
    await_traced(next(it), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("caught t\n{c false}\nfin\n{from catch true}\n{undefined true}\n");
}

GENERATOR(nested_finally)
{
    VOW_TRY_FINALLY {
        VOW_TRY_FINALLY {
            yield("1");
        } VOW_FINALLY {
            TRACE("in1");
            vow_await_value(VOW_UNDEFINED);
            TRACE("in2");
        } VOW_END
    } VOW_FINALLY {
        TRACE("out");
        vow_await_value(VOW_UNDEFINED);
        TRACE("out2");
    } VOW_END
    return VOW_UNDEFINED;
}
ASYNC(next_then_return)
{
    vow_await(next(it));
    await_traced(return_with("v"), "");
    return VOW_UNDEFINED;
}

VOW_TEST(gen_nested_finally_return)
{
    it = generate(nested_finally);
    vow_detach(call(next_then_return));
    ticks(8);
    finish();
    EXPECT_TRACE("turn 1\nturn 2\nin1\nturn 3\nin2\nout\nturn 4\nout2\nturn 5\n{v true}\nturn 6\nturn 7\nturn 8\n");
}

GENERATOR(finally_sleeps)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        TRACE("f1");
        vow_sleep_ms(5);
        TRACE("f2");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_awaits)
{
    start(generate(finally_sleeps));
    await_traced(return_with("v"), "");
    TRACE("end");
    finish();
    EXPECT_TRACE("f1\nf2\n{v true}\nend\n");
}

GENERATOR(finally_continues)
{
    static const char *const names[] = { "0", "1", "2" };
    static int i;

    for (i = 0; i < 3; i++) {
        VOW_TRY_FINALLY {
            yield(names[i]);
        } VOW_FINALLY {
            TRACE("fin %d", i);
            continue;
        } VOW_END
    }
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_loops_on)
{
    start(generate(finally_continues));
    await_traced(return_with("v"), "");
    await_traced(next(it), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("fin 0\n{1 false}\nfin 1\n{2 false}\nfin 2\n{undefined true}\n");
}

GENERATOR(finally_returns)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        return vow_await_value(vow_string("own"));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_overrides)
{
    start(generate(finally_returns));
    await_traced(return_with("v"), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{own true}\n{undefined true}\n");
}

GENERATOR(finally_throws)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        vow_throw(vow_string("fin"));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_throws)
{
    start(generate(finally_throws));
    await_traced(return_with("v"), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("rejected fin\n{undefined true}\n");
}

GENERATOR(finally_yields)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        TRACE("x %s", vow_test_text(yield("cleanup")));
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_finally_yields)
{
    start(generate(finally_yields));
    await_traced(return_with("v"), "");
    await_traced(vow_generator_next(it, vow_string("sent")), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{cleanup false}\nx sent\n{v true}\n{undefined true}\n");
}

VOW_TEST(gen_throw_finally_yields)
{
    start(generate(finally_yields));
    await_traced(throw_with("t"), "");
    await_traced(next(it), "then");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{cleanup false}\nx undefined\nthen rejected t\n{undefined true}\n");
}

GENERATOR(finally_in_finally)
{
    VOW_TRY_FINALLY {
        yield("1");
    } VOW_FINALLY {
        VOW_TRY_FINALLY {
            yield("c1");
        } VOW_FINALLY {
            TRACE("inner fin");
        } VOW_END
        TRACE("no");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(gen_return_twice_finally_yields)
{
    start(generate(finally_in_finally));
    await_traced(return_with("first"), "");
    await_traced(return_with("second"), "");
    await_traced(next(it), "");
    finish();
    EXPECT_TRACE("{c1 false}\ninner fin\n{second true}\n{undefined true}\n");
}

VOW_TEST(gen_release_runs_finally_that_awaits)
{
    start(generate(finally_sleeps));
    vow_generator_release(it);
    vow_sleep_ms(8);
    EXPECT_TRACE("f1\nf2\n");
}
