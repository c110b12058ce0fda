/* SPDX-License-Identifier: MIT */
/* The loop as a guest of an RTOS: who pumps it runs on PSP, with a limit of its own under the stack where there is one. */
#include "../../harness/script.h"

#include <string.h>

enum { SPSEL = 2, BEYOND = 0xC3 };

static struct {
    uint64_t beyond[8], stack[192];
} thread;

struct state {
    uint32_t control, psp, psplim;
};
static struct state before, in_task, after;

static uint32_t psplim(void)
{
    uint32_t limit = 0;

#if __ARM_ARCH >= 8
    __asm__ volatile("mrs %0, psplim" : "=r"(limit));
#endif
    return limit;
}

static inline __attribute__((always_inline)) struct state state_now(void)
{
    struct state now = { .psplim = psplim() };

    __asm__ volatile("mrs %0, control\n\tmrs %1, psp" : "=r"(now.control), "=r"(now.psp));
    now.control &= SPSEL;
    return now;
}

ASYNC(task_of_the_guest)
{
    in_task = state_now();
    vow_await_value(VOW_UNDEFINED);
    TRACE("task");
    return VOW_UNDEFINED;
}

static void trace_microtask(void *text) { TRACE("%s", (const char *)text); }

/* A task from the pumping thread, a task from the queue, and a callback between two runs of one. */
static void pump(void)
{
    before = state_now();
    vow_detach(call(task_of_the_guest));
    vow_queue_microtask(trace_microtask, (void *)(uintptr_t)"callback");
    vow_loop_poll(&vow_main_loop, 10);
    vow_detach(call(task_of_the_guest));
    vow_loop_poll(&vow_main_loop, 10);
    after = state_now();
}

/* Calls `call` with PSP at `top` as the stack pointer, and `limit` under it. */
void vow_test_on_process_stack(void (*call)(void), void *top, void *limit);
__asm__(".syntax unified\n\t.text\n\t.balign 4\n\t.thumb_func\n\t.global vow_test_on_process_stack\n"
        "vow_test_on_process_stack:\n\t"
        "push {r4, lr}\n\t"
        "mrs r4, control\n\t"
#if __ARM_ARCH >= 8
        "msr psplim, r2\n\t"
#endif
        "msr psp, r1\n\t"
        "movs r1, #2\n\t"
        "orrs r1, r4\n\t"
        "msr control, r1\n\t"
        "isb\n\t"
        "blx r0\n\t"
        "msr control, r4\n\t"
        "isb\n\t"
#if __ARM_ARCH >= 8
        "movs r1, #0\n\t"
        "msr psplim, r1\n\t"
#endif
        "pop {r4, pc}\n");

static bool on_thread(uint32_t address)
{
    return address >= (uintptr_t)thread.stack && address <= (uintptr_t)(thread.stack + 192);
}

VOW_TEST(poll_from_the_process_stack_keeps_it_and_its_limit)
{
    memset(thread.beyond, BEYOND, sizeof thread.beyond);
    vow_test_on_process_stack(pump, thread.stack + 192, thread.stack);
    EXPECT_TRACE("task\ncallback\ntask\n");
    EXPECT_EQ(before.control, SPSEL);
    EXPECT_EQ(in_task.control, SPSEL);
    EXPECT_EQ(after.control, SPSEL);
    EXPECT(on_thread(before.psp) && !on_thread(in_task.psp));
    EXPECT_EQ(after.psp, before.psp);
    EXPECT_EQ(after.psplim, before.psplim);
#if __ARM_ARCH >= 8
    EXPECT_EQ(before.psplim, (uintptr_t)thread.stack);
    EXPECT(in_task.psplim != before.psplim && in_task.psp - in_task.psplim < TEST_STACK_BYTES + VOW_ARCH_STACK_ALIGN);
#endif
    for (unsigned i = 0; i < sizeof thread.beyond; i++)
        EXPECT_EQ(((const uint8_t *)thread.beyond)[i], BEYOND);
}
