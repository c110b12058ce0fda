/* SPDX-License-Identifier: MIT */
/* What a switch of stacks keeps: the callee-saved registers, the floating-point control words, the stack and its alignment, and the
 * mask of interrupts. */
#include "../../harness/script.h"

#include <string.h>

/* MXCSR and the x87 control word (Intel SDM, volume 1, 10.2.3 and 8.1.5): what a process begins with, and bits to change. */
enum { MXCSR = 0x1f80, MXCSR_STATUS = 0x3f, ROUND_DOWN = 0x2000, ROUND_UP = 0x4000, FLUSH_TO_ZERO = 0x8000 };
enum { X87_CONTROL = 0x37f, X87_ROUND_UP = 0x800, X87_ROUND_DOWN = 0x400, X87_DOUBLE = 0x100, X87_INVALID = 1 };

struct state {
    uint64_t rbx, rbp, r12, r13, r14, r15, rsp;
    uint32_t mxcsr, x87_control;
};

uintptr_t vow_native_mask_(void);
void vow_native_unmask_(uintptr_t state);

/* Fills rbx, rbp and r12-r15 with `seed` and its successors, calls `call`, and stores the state before and afterwards. With the
 * return address eight words are pushed: sp is a multiple of 16 at the call. */
void vow_test_across(void (*call)(void), uint64_t seed, struct state *before, struct state *after);
__asm__(".intel_syntax noprefix\n\t.text\n\t.global vow_test_across\n\t.type vow_test_across, @function\n"
        ".macro store_state to\n\t"
        "mov [\\to], rbx\n\tmov [\\to+8], rbp\n\tmov [\\to+16], r12\n\tmov [\\to+24], r13\n\t"
        "mov [\\to+32], r14\n\tmov [\\to+40], r15\n\tmov [\\to+48], rsp\n\t"
        "stmxcsr [\\to+56]\n\tmov dword ptr [\\to+60], 0\n\tfnstcw [\\to+60]\n"
        ".endm\n"
        "vow_test_across:\n\t"
        "push rbx\n\tpush rbp\n\tpush r12\n\tpush r13\n\tpush r14\n\tpush r15\n\tpush rcx\n\t"
        "lea rbx, [rsi]\n\tlea rbp, [rsi+1]\n\tlea r12, [rsi+2]\n\tlea r13, [rsi+3]\n\tlea r14, [rsi+4]\n\tlea r15, [rsi+5]\n\t"
        "store_state rdx\n\t"
        "call rdi\n\t"
        "mov rdx, [rsp]\n\t"
        "store_state rdx\n\t"
        "pop rcx\n\tpop r15\n\tpop r14\n\tpop r13\n\tpop r12\n\tpop rbp\n\tpop rbx\n\t"
        "ret\n\t"
        ".att_syntax\n");

static unsigned changed, misaligned;

static struct state expect_same(void (*call)(void), uint64_t seed)
{
    struct state before, after;

    memset(&after, 0, sizeof after);
    vow_test_across(call, seed, &before, &after);
    before.mxcsr &= ~(uint32_t)MXCSR_STATUS;
    after.mxcsr &= ~(uint32_t)MXCSR_STATUS;
    changed += memcmp(&before, &after, sizeof after) != 0;
    misaligned += after.rsp % 16 != 0;
    return after;
}

static void nothing(void) {}
static struct state state_now(void) { return expect_same(nothing, 0); }

static void set_modes(uint32_t mxcsr, uint16_t x87_control)
{
    __asm__ volatile("ldmxcsr %0\n\tfldcw %1" : : "m"(mxcsr), "m"(x87_control));
}

/* Waits while another task runs; and while a callback does, on the loop's stack. */
static void to_the_other_task(void) { vow_await_value(VOW_UNDEFINED); }

static struct state of_the_callback;

static void answer(void *promise)
{
    of_the_callback = state_now();
    vow_promise_resolve(promise, VOW_UNDEFINED);
}

static void by_way_of_the_loop(void)
{
    struct vow_promise *promise = vow_promise_new(NULL);

    vow_queue_microtask(answer, vow_promise_retain(promise));
    vow_await(promise);
}

enum { ROUNDS = 3 };

static struct state first_of_a_task[2];

ASYNC(rounds_up)
{
    first_of_a_task[0] = state_now();
    set_modes(MXCSR | ROUND_UP | FLUSH_TO_ZERO, X87_CONTROL | X87_ROUND_UP);
    for (int i = 0; i < ROUNDS; i++)
        expect_same(to_the_other_task, 0x1111111111111100u);
    return VOW_UNDEFINED;
}

ASYNC(rounds_down)
{
    first_of_a_task[1] = state_now();
    set_modes(MXCSR | ROUND_DOWN, (X87_CONTROL & ~X87_DOUBLE) | X87_ROUND_DOWN);
    for (int i = 0; i < ROUNDS; i++) {
        expect_same(to_the_other_task, 0x2222222222222200u);
        expect_same(by_way_of_the_loop, 0x3333333333333300u);
    }
    return VOW_UNDEFINED;
}

static void expect_initial_modes(struct state state)
{
    EXPECT_EQ(state.mxcsr, MXCSR);
    EXPECT_EQ(state.x87_control, X87_CONTROL);
}

VOW_TEST(switch_keeps_what_a_call_keeps)
{
    struct vow_promise *tasks[2];

    changed = misaligned = 0;
    memset(&of_the_callback, 0, sizeof of_the_callback);
    tasks[0] = call(rounds_up);
    expect_initial_modes(state_now());
    tasks[1] = call(rounds_down);
    expect_initial_modes(state_now());
    vow_await(vow_promise_all(tasks, 2));
    expect_initial_modes(state_now());
    EXPECT_EQ(changed, 0);
    EXPECT_EQ(misaligned, 0);
    expect_initial_modes(first_of_a_task[0]);
    expect_initial_modes(first_of_a_task[1]);
    expect_initial_modes(of_the_callback);
}

/* ---- exceptions of the x87: one task does what raises one, masked; the other one would be told */

ASYNC(is_told_of_exceptions)
{
    set_modes(MXCSR, X87_CONTROL & ~X87_INVALID);
    vow_await_value(VOW_UNDEFINED);
    __asm__ volatile("fwait");
    return VOW_UNDEFINED;
}

VOW_TEST(switch_raises_nobody_elses_exception)
{
    struct vow_promise *other = call(is_told_of_exceptions);

    __asm__ volatile("fld1\n\tfchs\n\tfsqrt\n\tfstp %%st(0)" : : : "st");
    vow_await(other);
    expect_initial_modes(state_now());
}

/* ---- the mask belongs to the processor: a switch leaves it as it is, masked or not */

static uintptr_t masked(void)
{
    const uintptr_t state = vow_native_mask_();

    vow_native_unmask_(state);
    return state;
}

static uintptr_t seen_masked[2];

ASYNC(looks_at_the_mask)
{
    for (int i = 0; i < 2; i++) {
        seen_masked[i] = masked();
        vow_await_value(VOW_UNDEFINED);
    }
    return VOW_UNDEFINED;
}

VOW_TEST(switch_leaves_the_mask_of_interrupts)
{
    struct vow_promise *other = call(looks_at_the_mask);
    const uintptr_t state = vow_native_mask_();

    vow_await_value(VOW_UNDEFINED);
    EXPECT_EQ(masked(), 1);
    vow_native_unmask_(state);
    vow_await(other);
    EXPECT_EQ(masked(), 0);
    EXPECT_EQ(seen_masked[0], 0);
    EXPECT_EQ(seen_masked[1], 1);
}
