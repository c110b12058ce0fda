/* SPDX-License-Identifier: MIT */
/* Tasks as others see them: which one runs, which there are, what they await and use. */
#include "../harness/script.h"

#include <string.h>

static struct vow_promise *shared;

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
