/* SPDX-License-Identifier: MIT */
/* A Cortex-M with an FPU: what a switch keeps, and what a task that never used the FPU does not pay. */
#include "../../harness/mps2_timer.h"
#include "../../harness/script.h"

#include <string.h>

/* What a call must preserve (AAPCS32 6.1.1, 6.1.2.1). */
struct kept {
    uint32_t s16_to_s31[16], fpscr, r4_to_r11[8];
};
_Static_assert(sizeof(struct kept) == 25 * 4, "across stores 25 words");

enum { FPSCR_ROUND_TO_ZERO = 3 << 22, FRAME_BYTES = 32, FPU_FRAME_BYTES = 104, CONTROL_FPCA = 4 };
enum { RETURN_NO_FPU_FRAME = 1 << 4 }; /* EXC_RETURN, B1.5.8 */

/* Calls `call` with the registers of `before`, and stores what they are afterwards. */
void across(void (*call)(void), const struct kept *before, struct kept *after);
__asm__(".text\n\t.thumb_func\n\t.global across\n\t.type across, %function\n"
        "across:\n\t"
        "push {r4-r11, lr}\n\t"
        "sub sp, sp, #4\n\t"
        "vpush {s16-s31}\n\t"
        "push {r2, r3}\n\t"
        "vldmia r1!, {s16-s31}\n\t"
        "ldr r3, [r1], #4\n\t"
        "vmsr fpscr, r3\n\t"
        "mov r12, r0\n\t"
        "ldmia r1, {r4-r11}\n\t"
        "blx r12\n\t"
        "ldr r0, [sp]\n\t"
        "vstmia r0!, {s16-s31}\n\t"
        "vmrs r1, fpscr\n\t"
        "str r1, [r0], #4\n\t"
        "stmia r0, {r4-r11}\n\t"
        "movs r1, #0\n\t"
        "vmsr fpscr, r1\n\t"
        "add sp, sp, #8\n\t"
        "vpop {s16-s31}\n\t"
        "add sp, sp, #4\n\t"
        "pop {r4-r11, pc}\n");

static struct kept pattern(uint32_t seed)
{
    struct kept made = { .fpscr = seed & 1 ? FPSCR_ROUND_TO_ZERO : 0 };

    for (unsigned i = 0; i < 16; i++)
        made.s16_to_s31[i] = 0x3f800000u + seed * 0x10000u + i;
    for (unsigned i = 0; i < 8; i++)
        made.r4_to_r11[i] = seed * 0x1000u + i;
    return made;
}

static void expect_kept(void (*call)(void), uint32_t seed)
{
    const struct kept before = pattern(seed);
    struct kept after;

    across(call, &before, &after);
    EXPECT_EQ(memcmp(&before, &after, sizeof after), 0);
}

static void clobber_fpu(void)
{
    __asm__ volatile("vmov s0, %0\n\tvmov s15, %0\n\tvmov s16, %0\n\tvmov s23, %0\n\tvmov s31, %0\n\tvmsr fpscr, %1"
                     : : "r"(0xdeadbeef), "r"(0) : "s0", "s15", "s16", "s23", "s31");
}

static uint32_t fpca(void)
{
    uint32_t control;

    __asm__ volatile("mrs %0, control" : "=r"(control));
    return control & CONTROL_FPCA;
}

/* ---- an interrupt at every instruction of a switch */

static bool over;

static void clobber_in_handler(const uint32_t *frame, uint32_t exc_return)
{
    (void)frame, (void)exc_return;
    clobber_fpu();
}

/* To the other task: its answer is the task that is ready next. */
static void to_the_other_task(void) { vow_await_value(VOW_UNDEFINED); }

static void answer(void *promise)
{
    clobber_fpu();
    vow_promise_resolve(promise, VOW_UNDEFINED);
}

/* To the loop and back: only a callback is ready, and it used the FPU. */
static void by_way_of_the_loop(void)
{
    struct vow_promise *promise = vow_promise_new(NULL);

    vow_queue_microtask(answer, vow_promise_retain(promise));
    vow_await(promise);
}

ASYNC(other_task)
{
    while (!over)
        expect_kept(to_the_other_task, 2);
    return VOW_UNDEFINED;
}

static void (*swept)(void);
static void one_round(void) { expect_kept(swept, 1); }

static unsigned sweep(void (*call)(void), const void *from, const void *to)
{
    swept = call;
    return mps2_sweep(one_round, from, to, clobber_in_handler);
}

extern const char vow_arch_switch[], vow_arch_switch_from_loop[], vow_arch_switch_to_loop[], vow_arch_fpu_resume[],
    vow_arch_task_start_[];

/* How many instructions each has on the way of a task that used the FPU. */
#if __ARM_ARCH >= 8
enum { SWITCH = 19, FROM_LOOP = 25, TO_LOOP = 21, RESUME = 4 };
#else
enum { SWITCH = 19, FROM_LOOP = 23, TO_LOOP = 21, RESUME = 4 };
#endif

VOW_TEST(fpu_registers_survive_an_interrupt_at_each_instruction_between_tasks)
{
    struct vow_promise *other;

    over = false;
    other = call(other_task);
    EXPECT_EQ(sweep(to_the_other_task, vow_arch_switch, vow_arch_switch_from_loop), SWITCH);
    EXPECT_EQ(sweep(to_the_other_task, vow_arch_fpu_resume, vow_arch_task_start_), RESUME);
    over = true;
    vow_await(other);
}

VOW_TEST(fpu_registers_survive_an_interrupt_at_each_instruction_to_the_loop_and_back)
{
    EXPECT_EQ(sweep(by_way_of_the_loop, vow_arch_switch_to_loop, vow_arch_fpu_resume), TO_LOOP);
    EXPECT_EQ(sweep(by_way_of_the_loop, vow_arch_switch_from_loop, vow_arch_switch_to_loop), FROM_LOOP);
    EXPECT_EQ(sweep(by_way_of_the_loop, vow_arch_fpu_resume, vow_arch_task_start_), RESUME);
}

/* ---- a throw */

static vow_value clobber_and_throw(void *argument)
{
    (void)argument;
    clobber_fpu();
    vow_throw(vow_string("thrown"));
}

static void catch_by_macro(void)
{
    VOW_TRY {
        clobber_and_throw(NULL);
    } VOW_CATCH(e) {
        EXPECT_EQ(strcmp(e.s, "thrown"), 0);
    } VOW_END
    __asm__ volatile("vmsr fpscr, %0" : : "r"(FPSCR_ROUND_TO_ZERO));
}

static void catch_by_function(void)
{
    EXPECT_EQ(vow_try(clobber_and_throw, NULL, NULL), VOW_REJECTED);
    __asm__ volatile("vmsr fpscr, %0" : : "r"(FPSCR_ROUND_TO_ZERO));
}

VOW_TEST(fpu_registers_of_the_callers_survive_a_throw)
{
    expect_kept(catch_by_macro, 1);
    expect_kept(catch_by_function, 1);
}

/* ---- who never used the FPU */

static volatile bool arrived;
static uint32_t frame_bytes, frame_kind;
static const char *interrupted_sp;

static void measure(const uint32_t *frame, uint32_t exc_return)
{
    frame_bytes = (uint32_t)(interrupted_sp - (const char *)frame);
    frame_kind = exc_return & RETURN_NO_FPU_FRAME;
    clobber_fpu();
    arrived = true;
}

/* What an interrupt leaves on the stack of the caller, now. */
static inline __attribute__((always_inline)) uint32_t bytes_of_an_interrupt(void)
{
    arrived = false;
    mps2_timer_handler = measure;
    __asm__ volatile("mov %0, sp" : "=r"(interrupted_sp));
    mps2_timer_start(1);
    while (!arrived)
        ;
    return frame_bytes;
}

ASYNC(task_without_fpu)
{
    unsigned *bad = *(unsigned **)argument;

    while (!over) {
        *bad += fpca() != 0 || bytes_of_an_interrupt() != FRAME_BYTES || frame_kind != RETURN_NO_FPU_FRAME;
        vow_await_value(VOW_UNDEFINED);
    }
    return vow_uint(fpca());
}

VOW_TEST(fpu_of_others_leaves_a_task_without_it_alone)
{
    unsigned bad = 0, *argument = &bad;
    struct vow_promise *other;

    over = false;
    clobber_fpu();
    other = vow_call(&task_without_fpu_fn, &argument, sizeof argument);
    for (unsigned i = 0; i < 3; i++) {
        expect_kept(to_the_other_task, 1);
        EXPECT(fpca() != 0);
        EXPECT_EQ(bytes_of_an_interrupt(), FPU_FRAME_BYTES);
        EXPECT_EQ(frame_kind, 0);
    }
    over = true;
    EXPECT_EQ(vow_await(other).u, 0);
    EXPECT_EQ(bad, 0);
}

VOW_TEST(fpu_is_forgotten_by_the_loop_that_sleeps)
{
    by_way_of_the_loop();
    arrived = false;
    frame_kind = 0;
    mps2_timer_handler = measure;
    mps2_timer_start(1000);
    vow_sleep_ms(3);
    EXPECT(arrived);
    EXPECT_EQ(frame_kind, RETURN_NO_FPU_FRAME);
}
