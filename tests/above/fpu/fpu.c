/* SPDX-License-Identifier: MIT */
/* The FPU's registers of what a loop above preempts, which uses the FPU, too. */
#include "../../harness/irq.h"
#include "../above.h"

#include <string.h>

struct fpu_state {
    uint32_t s[32], fpscr;
};

enum { FPSCR_ROUND_TO_ZERO = 3 << 22 };

/* Loads `state`, stores `bit` at `word`, which may pend an interrupt, and stores what the registers are then. */
void vow_test_fpu_across(struct fpu_state *state, volatile uint32_t *word, uint32_t bit);
__asm__(".text\n\t.balign 4\n\t.thumb_func\n\t.global vow_test_fpu_across\n\t.type vow_test_fpu_across, %function\n"
        "vow_test_fpu_across:\n\t"
        "vpush {s16-s31}\n\t"
        "mov r3, r0\n\t"
        "vldmia r3!, {s0-s31}\n\t"
        "ldr r12, [r3]\n\t"
        "vmsr fpscr, r12\n\t"
        "str r2, [r1]\n\t"
        "dsb\n\tisb\n\t"
        "vstmia r0!, {s0-s31}\n\t"
        "vmrs r3, fpscr\n\t"
        "str r3, [r0]\n\t"
        "movs r3, #0\n\t"
        "vmsr fpscr, r3\n\t"
        "vpop {s16-s31}\n\t"
        "bx lr\n");

static struct vow_promise *up;
static bool uses_fpu;

static void use_fpu(uint32_t seed)
{
    struct fpu_state mine = { .fpscr = 0 };
    uint32_t nowhere;

    if (!uses_fpu)
        return;
    for (unsigned i = 0; i < 32; i++)
        mine.s[i] = seed + i;
    vow_test_fpu_across(&mine, &nowhere, 0);
    EXPECT(mine.s[0] == seed && mine.s[31] == seed + 31);
}

static void use_in_callback(void *seed) { use_fpu((uint32_t)(uintptr_t)seed); }

/* In a task, on the loop's own stack, and in the task again. */
ASYNC(user)
{
    up = vow_promise_new(NULL);
    vow_await(vow_promise_retain(up));
    __asm__ volatile("vmov s16, %0" : : "r"(uses_fpu) : "s16");
    use_fpu(0x1000);
    vow_queue_microtask(use_in_callback, (void *)0x2000);
    vow_await_value(VOW_UNDEFINED);
    use_fpu(0x3000);
    return VOW_UNDEFINED;
}

static void handler(void) { hand_up(up, VOW_UNDEFINED); }

static void preempt_a_user(bool above_uses_too)
{
    static volatile uint32_t *const ispr = (volatile uint32_t *)0xe000e200u;
    struct fpu_state before = { .fpscr = FPSCR_ROUND_TO_ZERO }, after;

    for (unsigned i = 0; i < 32; i++)
        before.s[i] = 0x40000000u + i;
    after = before;
    uses_fpu = above_uses_too;
    run_above(user);
    vow_test_irq_connect(0, handler);
    vow_test_fpu_across(&after, ispr, 1u << 26); /* vow_test_irq_raise(0), in between */
    EXPECT_EQ(memcmp(&before, &after, sizeof after), 0);
    EXPECT_EQ(above_live(), 0);
}

VOW_TEST(above_leaves_the_fpu_to_a_task_that_uses_it) { preempt_a_user(false); }
VOW_TEST(above_uses_the_fpu_beside_a_task_that_does) { preempt_a_user(true); }

static void preempt_in_callback(void *done)
{
    preempt_a_user(true);
    vow_promise_resolve(done, VOW_UNDEFINED);
}

VOW_TEST(above_uses_the_fpu_beside_a_callback_that_does)
{
    struct vow_promise *done = vow_promise_new(NULL);

    vow_queue_microtask(preempt_in_callback, vow_promise_retain(done));
    vow_await(done);
}

/* ---- who does not use it: nothing of the loop above is left to be stored later, on a stack that is somebody's again ---- */

static uint32_t lazy_state(void) { return *(volatile uint32_t *)0xe000ef34u & 1; /* FPCCR.LSPACT */ }

ASYNC(no_user)
{
    hand_up(up, VOW_UNDEFINED);
    return vow_int((intptr_t)lazy_state());
}

VOW_TEST(above_leaves_no_fpu_state_to_be_stored_later)
{
    uses_fpu = true;
    run_above(user);
    EXPECT_EQ(vow_await(call(no_user)).i, 0);
    EXPECT_EQ(above_live(), 0);
}
