/* SPDX-License-Identifier: MIT */
/* What C adds to async functions: depth, other people's callbacks, copied arguments, stacks of one's own. */
#include "../harness/script.h"

#include <stdlib.h>
#include <string.h>

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
    EXPECT(strcmp(deep_fn.function.name, "deep") == 0);
    EXPECT_EQ(sort_fn.function.length, 1);
    EXPECT_EQ(sort_fn.function.stack_bytes, TEST_LARGE_STACK_BYTES);
}
