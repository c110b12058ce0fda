/* SPDX-License-Identifier: MIT */
/* Async functions and await (rule 5 of the standard's order). */
#include "../harness/script.h"

#include <stdlib.h>
#include <string.h>

ASYNC(f1_f2)
{
    TRACE("f1");
    vow_await_value(VOW_UNDEFINED);
    TRACE("f2");
    return VOW_UNDEFINED;
}

VOW_TEST(async_sync_until_await)
{
    TRACE("before");
    vow_detach(call(f1_f2));
    TRACE("after");
    drain();
    EXPECT_TRACE("before\nf1\nafter\nf2\n");
}

ASYNC(await_values)
{
    TRACE("%s", vow_await_value(vow_string("a")).s);
    TRACE("%s", vow_await_value(vow_string("b")).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_await_value_turn)
{
    vow_detach(call(await_values));
    ticks(3);
    drain();
    EXPECT_TRACE("a\nturn 1\nb\nturn 2\nturn 3\n");
}

ASYNC(await_settled)
{
    TRACE("%s", vow_await(resolved("p")).s);
    TRACE("%s", vow_await(resolved("q")).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_await_native_turn)
{
    vow_detach(call(await_settled));
    ticks(3);
    drain();
    EXPECT_TRACE("p\nturn 1\nq\nturn 2\nturn 3\n");
}

ASYNC(await_wrapped)
{
    struct vow_promise *p = vow_promise_new(NULL);

    vow_promise_adopt(vow_promise_retain(p), resolved("w"));
    TRACE("%s", vow_await(p).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_await_wrapped_promise)
{
    vow_detach(call(await_wrapped));
    ticks(5);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\nw\nturn 3\nturn 4\nturn 5\n");
}

static struct vow_promise *shared;

ASYNC(await_shared)
{
    const char *name = STRING_ARGUMENT;

    TRACE("wait %s", name);
    TRACE("%s got %s", name, vow_await(vow_promise_retain(shared)).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_await_pending_order)
{
    shared = vow_promise_new(NULL);
    vow_detach(call_with(await_shared, "1"));
    vow_detach(call_with(await_shared, "2"));
    watch(vow_promise_retain(shared), "then");
    vow_detach(call_with(await_shared, "3"));
    vow_promise_resolve(shared, vow_string("v"));
    TRACE("resolved");
    drain();
    EXPECT_TRACE("wait 1\nwait 2\nwait 3\nresolved\n1 got v\n2 got v\nthen v\n3 got v\n");
}

ASYNC(await_shared_twice)
{
    const char *name = STRING_ARGUMENT;

    TRACE("%s %s", name, vow_await(vow_promise_retain(shared)).s);
    TRACE("%s %s", name, vow_await(vow_promise_retain(shared)).s);
    return VOW_UNDEFINED;
}

VOW_TEST(async_same_promise_twice)
{
    shared = delayed(5, "v");
    vow_detach(call_with(await_shared_twice, "a"));
    vow_detach(call_with(await_shared_twice, "b"));
    vow_sleep_ms(7);
    vow_promise_release(shared);
    EXPECT_TRACE("a v\nb v\na v\nb v\n");
}

ASYNC(return_a) { return vow_string("a"); }
ASYNC(return_promise_b) { return vow_adopt(resolved("b")); }
ASYNC(return_await_c) { return vow_await(resolved("c")); }

VOW_TEST(async_return_value_turns)
{
    watch(call(return_a), "f");
    ticks(3);
    drain();
    EXPECT_TRACE("f a\nturn 1\nturn 2\nturn 3\n");
}

VOW_TEST(async_return_promise_turns)
{
    watch(call(return_promise_b), "f");
    ticks(4);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\nf b\nturn 3\nturn 4\n");
}

VOW_TEST(async_return_await_turns)
{
    watch(call(return_await_c), "f");
    ticks(5);
    drain();
    EXPECT_TRACE("turn 1\nf c\nturn 2\nturn 3\nturn 4\nturn 5\n");
}

VOW_TEST(async_return_compare)
{
    watch(call(return_promise_b), "");
    watch(call(return_await_c), "");
    watch(call(return_a), "");
    ticks(4);
    drain();
    EXPECT_TRACE("a\nturn 1\nc\nturn 2\nb\nturn 3\nturn 4\n");
}

ASYNC(nested_return_1) { return vow_adopt(call(return_a)); }
ASYNC(nested_return_2) { return vow_adopt(call(nested_return_1)); }

VOW_TEST(async_nested_return_turns)
{
    watch(call(return_a), "f0");
    watch(call(nested_return_1), "f1");
    watch(call(nested_return_2), "f2");
    ticks(8);
    drain();
    EXPECT_TRACE("f0 a\nturn 1\nturn 2\nf1 a\nturn 3\nf2 a\nturn 4\nturn 5\nturn 6\nturn 7\nturn 8\n");
}

ASYNC(nested_await_1) { return vow_await(call(return_a)); }
ASYNC(nested_await_2) { return vow_await(call(nested_await_1)); }

VOW_TEST(async_nested_calls_turns)
{
    watch(call(return_a), "f0");
    watch(call(nested_await_1), "f1");
    watch(call(nested_await_2), "f2");
    ticks(5);
    drain();
    EXPECT_TRACE("f0 a\nturn 1\nf1 a\nturn 2\nf2 a\nturn 3\nturn 4\nturn 5\n");
}

ASYNC(await_call_1) { return vow_await_call(&return_a_fn, NULL, 0); }
ASYNC(await_call_2) { return vow_await_call(&await_call_1_fn, NULL, 0); }

VOW_TEST(async_await_call_same_order)
{
    watch(call(return_a), "f0");
    watch(call(await_call_1), "f1");
    watch(call(await_call_2), "f2");
    ticks(5);
    drain();
    EXPECT_TRACE("f0 a\nturn 1\nf1 a\nturn 2\nf2 a\nturn 3\nturn 4\nturn 5\n");
}

ASYNC(slow_then_throw)
{
    vow_sleep_ms(2);
    vow_throw(vow_string("bad"));
}

VOW_TEST(async_await_call_throws)
{
    VOW_TRY {
        vow_await_call(&slow_then_throw_fn, NULL, 0);
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
    EXPECT_TRACE("caught bad\n");
}

ASYNC(await_call_adopting) { return vow_await_call(&return_promise_b_fn, NULL, 0); }

VOW_TEST(async_await_call_of_adopting_function)
{
    watch(call(await_call_adopting), "f");
    ticks(5);
    drain();
    EXPECT_TRACE("turn 1\nturn 2\nturn 3\nf b\nturn 4\nturn 5\n");
}

ASYNC(throw_at_once)
{
    TRACE("in");
    vow_throw(vow_string("bad"));
}

VOW_TEST(async_throw_sync_part)
{
    struct vow_promise *p = call(throw_at_once);

    TRACE("returned");
    watch(p, "f");
    ticks(2);
    drain();
    EXPECT_TRACE("in\nreturned\nf rejected bad\nturn 1\nturn 2\n");
}

ASYNC(await_rejected)
{
    VOW_TRY_FINALLY {
        TRACE("try");
        vow_await(rejected("x"));
        TRACE("no");
    } VOW_FINALLY {
        TRACE("finally");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(async_try_finally_order)
{
    watch(call(await_rejected), "f");
    TRACE("sync");
    drain();
    EXPECT_TRACE("try\nsync\nfinally\nf rejected x\n");
}

VOW_TEST(async_await_result_hands_back)
{
    vow_value value;

    EXPECT_EQ(vow_await_result(rejected("r"), &value), VOW_REJECTED);
    TRACE("%s", value.s);
    EXPECT_EQ(vow_await_result(resolved("v"), &value), VOW_FULFILLED);
    TRACE("%s", value.s);
    EXPECT_EQ(vow_await_result(resolved("v"), NULL), VOW_FULFILLED);
    EXPECT_TRACE("r\nv\n");
}

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

ASYNC(return_bad_in_try)
{
    VOW_TRY {
        return vow_adopt(rejected("bad"));
    } VOW_CATCH(e) {
        return vow_string("caught");
    } VOW_END
    return VOW_UNDEFINED;
}
ASYNC(return_await_bad_in_try)
{
    VOW_TRY {
        return vow_await(rejected("bad"));
    } VOW_CATCH(e) {
        return vow_string("caught");
    } VOW_END
    return VOW_UNDEFINED;
}

VOW_TEST(async_return_vs_return_await)
{
    watch(call(return_bad_in_try), "f");
    watch(call(return_await_bad_in_try), "g");
    drain();
    EXPECT_TRACE("g caught\nf rejected bad\n");
}

/* ---- what C adds: depth, other people's callbacks, copied arguments ---- */

static int __attribute__((noinline)) deeper(int depth)
{
    if (depth == 0)
        return (int)vow_await(delayed(2, "bottom")).s[0];
    return deeper(depth - 1) + 1;
}
ASYNC(deep) { return vow_int(deeper(20)); }

VOW_TEST(async_await_from_20_calls_deep)
{
    ticks(1);
    EXPECT_EQ(vow_await(call(deep)).i, 'b' + 20);
    EXPECT_TRACE("turn 1\n");
}

static unsigned comparisons;
static int compare_after_await(const void *a, const void *b)
{
    comparisons++;
    vow_await_value(VOW_UNDEFINED);
    return *(const int *)a - *(const int *)b;
}
static const struct vow_async_function sort_fn;
static vow_value sort(void *argument)
{
    int *numbers = *(int **)argument;

    qsort(numbers, 6, sizeof *numbers, compare_after_await);
    return VOW_UNDEFINED;
}
static const struct vow_async_function sort_fn = VOW_ASYNC_FUNCTION(sort, 1, TEST_LARGE_STACK_BYTES);

VOW_TEST(async_await_inside_qsort)
{
    int a[] = { 5, 3, 9, 1, 7, 2 }, b[] = { 6, 5, 4, 3, 2, 1 };
    struct vow_promise *sorts[2];

    comparisons = 0;
    sorts[0] = vow_call(&sort_fn, &(int *){ a }, sizeof(int *));
    sorts[1] = vow_call(&sort_fn, &(int *){ b }, sizeof(int *));
    vow_await(vow_promise_all(sorts, 2));
    EXPECT(comparisons >= 10);
    EXPECT(memcmp(a, (int[]){ 1, 2, 3, 5, 7, 9 }, sizeof a) == 0);
    EXPECT(memcmp(b, (int[]){ 1, 2, 3, 4, 5, 6 }, sizeof b) == 0);
}

ASYNC(read_text_later)
{
    const char *text = argument;

    vow_sleep_ms(2);
    TRACE("%s", text);
    return VOW_UNDEFINED;
}

VOW_TEST(async_arguments_are_copied)
{
    char local[] = "copied";
    struct vow_promise *p = vow_call(&read_text_later_fn, local, sizeof local);

    strcpy(local, "wrong");
    vow_await(p);
    EXPECT_TRACE("copied\n");
}

ASYNC(check_alignment)
{
    TRACE("%d", (int)((uintptr_t)argument % 8));
    return VOW_UNDEFINED;
}

VOW_TEST(async_arguments_are_aligned)
{
    const char bytes[21] = "";

    for (size_t n = 1; n <= 21; n += 5)
        vow_await(vow_call(&check_alignment_fn, bytes, n));
    EXPECT_TRACE("0\n0\n0\n0\n0\n");
}

VOW_TEST(async_call_on_own_stack)
{
    static char stack[1024 * VOW_ARCH_STACK_SCALE + sizeof(struct vow_task)] __attribute__((aligned(16)));
    unsigned stacks = vow_pool_usage(VOW_POOL_STACKS).free;
    struct vow_promise *p = vow_call_on(stack, sizeof stack, &read_text_later_fn, "mine", 5);

    EXPECT_EQ(vow_pool_usage(VOW_POOL_STACKS).free, stacks);
    vow_await(p);
    vow_await(vow_call_on(stack, sizeof stack, &read_text_later_fn, "again", 6));
    EXPECT_TRACE("mine\nagain\n");
}

VOW_TEST(async_function_object)
{
    EXPECT(strcmp(job_fn.function.name, "job") == 0);
    EXPECT_EQ(sort_fn.function.length, 1);
    EXPECT_EQ(sort_fn.function.stack_bytes, TEST_LARGE_STACK_BYTES);
}

ASYNC(trace_own_name)
{
    TRACE("%s", vow_task_name(vow_task_current()));
    return VOW_UNDEFINED;
}
static vow_value trace_current(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)status;
    EXPECT(vow_task_current() == NULL);
    return value;
}

VOW_TEST(task_current)
{
    vow_await(call(trace_own_name));
    vow_await(vow_promise_then(resolved("v"), trace_current, NULL, NULL));
    EXPECT_TRACE("trace_own_name\n");
}

static bool is_listed(const char *name, const char *awaits)
{
    for (struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        if (strcmp(vow_task_name(task), name) == 0 && vow_task_awaits(task))
            return strcmp(vow_task_awaits(task), awaits) == 0;
    return false;
}
ASYNC(await_labelled)
{
    vow_await(vow_promise_retain(shared));
    return VOW_UNDEFINED;
}

VOW_TEST(task_listing)
{
    struct vow_promise *p;

    shared = vow_promise_new("a label");
    p = call(await_labelled);
    EXPECT(is_listed("await_labelled", "a label"));
    vow_promise_resolve(shared, VOW_UNDEFINED);
    vow_await(p);
    EXPECT(!is_listed("await_labelled", "a label"));
}

VOW_TEST(task_stack_use_is_measured)
{
    struct vow_promise *p;
    struct vow_task *task = NULL;

    shared = vow_promise_new(NULL);
    p = call(await_labelled);
    for (task = vow_task_next(NULL); task && strcmp(vow_task_name(task), "await_labelled") != 0;)
        task = vow_task_next(task);
    EXPECT(task != NULL);
    if (task) {
        EXPECT(vow_task_stack_size(task) >= TEST_STACK_BYTES);
        EXPECT(vow_task_stack_used(task) > 0);
        EXPECT(vow_task_stack_used(task) <= vow_task_stack_size(task));
    }
    vow_promise_resolve(shared, VOW_UNDEFINED);
    vow_await(p);
}
