/* SPDX-License-Identifier: MIT */
/* Async functions beside one another: who runs when, and how that is used. */
#include "../harness/script.h"

ASYNC(interleave)
{
    const char *name = STRING_ARGUMENT;

    for (int i = 0; i < 3; i++) {
        TRACE("%s%d", name, i);
        vow_await_value(VOW_UNDEFINED);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(async_interleave_two)
{
    vow_detach(call_with(interleave, "a"));
    vow_detach(call_with(interleave, "b"));
    drain();
    EXPECT_TRACE("a0\nb0\na1\nb1\na2\nb2\n");
}

ASYNC(background)
{
    TRACE("bg1");
    vow_await_value(VOW_UNDEFINED);
    TRACE("bg2");
    vow_await_value(VOW_UNDEFINED);
    TRACE("bg3");
    return VOW_UNDEFINED;
}
ASYNC(foreground)
{
    TRACE("m1");
    vow_detach(call(background));
    TRACE("m2");
    vow_await_value(VOW_UNDEFINED);
    TRACE("m3");
    return VOW_UNDEFINED;
}

VOW_TEST(async_not_awaited)
{
    vow_detach(call(foreground));
    drain();
    EXPECT_TRACE("m1\nbg1\nm2\nbg2\nm3\nbg3\n");
}

static void trace_m3(void *unused)
{
    (void)unused;
    TRACE("m3");
}
static void trace_m2(void *unused)
{
    (void)unused;
    TRACE("m2");
    vow_queue_microtask(trace_m3, NULL);
}
ASYNC(a1)
{
    vow_await_value(VOW_UNDEFINED);
    TRACE("a1");
    return VOW_UNDEFINED;
}

VOW_TEST(async_queue_microtask_order)
{
    vow_queue_microtask(trace_timer, text("m1"));
    vow_detach(vow_promise_then(resolved("v"), trace_text, NULL, text("p1")));
    vow_detach(call(a1));
    vow_queue_microtask(trace_m2, NULL);
    vow_detach(vow_promise_then(resolved("v"), trace_text, NULL, text("p2")));
    TRACE("sync");
    drain();
    EXPECT_TRACE("sync\nm1\np1\na1\nm2\np2\nm3\n");
}

static vow_value sum_down(int n);
ASYNC(sum) { return sum_down(*(int *)argument); }
static vow_value sum_down(int n)
{
    int below = n - 1, result;

    TRACE("down %d", n);
    result = n ? (int)vow_await(vow_call(&sum_fn, &below, sizeof below)).i + n : 0;
    TRACE("up %d", n);
    return vow_int(result);
}

VOW_TEST(async_recursion)
{
    EXPECT_EQ(vow_await(vow_call(&sum_fn, &(int){ 3 }, sizeof(int))).i, 6);
    EXPECT_TRACE("down 3\ndown 2\ndown 1\ndown 0\nup 0\nup 1\nup 2\nup 3\n");
}

struct job {
    const char *name;
    uint32_t ms;
};
ASYNC(job)
{
    const struct job *job = argument;

    TRACE("start %s", job->name);
    vow_sleep_ms(job->ms);
    TRACE("end %s", job->name);
    return vow_string(job->name);
}
static struct vow_promise *start_job(const char *name, uint32_t ms)
{
    return vow_call(&job_fn, &(struct job){ name, ms }, sizeof(struct job));
}

VOW_TEST(async_sequential_concurrent)
{
    struct vow_promise *p, *q;

    vow_await(start_job("a", 40));
    vow_await(start_job("b", 15));
    p = start_job("c", 40);
    q = start_job("d", 15);
    vow_await(p);
    vow_await(q);
    EXPECT_TRACE("start a\nend a\nstart b\nend b\nstart c\nstart d\nend d\nend c\n");
}

VOW_TEST(async_top_level_await_order)
{
    struct vow_promise *a = start_job("a", 30), *b = start_job("b", 10);

    TRACE("%s", vow_await(a).s);
    TRACE("%s", vow_await(b).s);
    EXPECT_TRACE("start a\nstart b\nend b\nend a\na\nb\n");
}

static int next_index, running;
ASYNC(worker)
{
    static const uint8_t ms[] = { 40, 15, 60, 8 };
    const char *name = STRING_ARGUMENT;

    while (next_index < 4) {
        int i = next_index++;

        running++;
        TRACE("%s start %d running %d", name, i, running);
        vow_sleep_ms(ms[i]);
        running--;
        TRACE("%s end %d", name, i);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(async_limit_concurrency)
{
    struct vow_promise *workers[2];

    next_index = running = 0;
    workers[0] = call_with(worker, "w1");
    workers[1] = call_with(worker, "w2");
    vow_await(vow_promise_all(workers, 2));
    TRACE("all done");
    EXPECT_TRACE("w1 start 0 running 1\nw2 start 1 running 2\nw2 end 1\nw2 start 2 running 2\nw1 end 0\n"
                 "w1 start 3 running 2\nw1 end 3\nw2 end 2\nall done\n");
}

static int attempts;
ASYNC(flaky)
{
    static const char *const reasons[] = { "", "fail 1", "fail 2", "fail 3" };

    TRACE("try %d", ++attempts);
    if (attempts < *(int *)argument)
        vow_throw(vow_string(reasons[attempts]));
    return vow_string("ok");
}
struct retry {
    int limit, tries;
};
ASYNC(retry)
{
    const struct retry *retry = argument;

    for (int i = 0; i < retry->tries; i++) {
        VOW_TRY {
            return vow_await(vow_call(&flaky_fn, &retry->limit, sizeof retry->limit));
        } VOW_CATCH(e) {
            TRACE("%s", vow_test_text(e));
        } VOW_END
    }
    vow_throw(vow_string("gave up"));
}

VOW_TEST(async_retry_loop)
{
    attempts = 0;
    await_traced(vow_call(&retry_fn, &(struct retry){ 3, 5 }, sizeof(struct retry)), "");
    attempts = 0;
    await_traced(vow_call(&retry_fn, &(struct retry){ 9, 2 }, sizeof(struct retry)), "");
    EXPECT_TRACE("try 1\nfail 1\ntry 2\nfail 2\ntry 3\nok\ntry 1\nfail 1\ntry 2\nfail 2\nrejected gave up\n");
}
