/* SPDX-License-Identifier: MIT */
/* The three switches of tasks that never used the FPU: what they keep, whatever instruction of them an interrupt arrives at. */
#include "../../harness/mps2_timer.h"
#include "../../harness/script.h"

#include <string.h>

/* How many instructions each has. */
#if __ARM_ARCH >= 8
enum { SWITCH = 8, FROM_LOOP = 15, TO_LOOP = 10 };
#else
enum { SWITCH = 8, FROM_LOOP = 13, TO_LOOP = 10 };
#endif
/* With an FPU each looks whether it was used; the one from the loop reads CONTROL for that, and not once more. */
#ifdef VOW_ARCH_FPU
enum { LOOK = 3, LOOK_FROM_LOOP = 2 };
#else
enum { LOOK = 0, LOOK_FROM_LOOP = 0 };
#endif

enum { CONTROL_OF_A_TASK = 2 /* SPSEL */, RETURN_TO_PSP = 4 };

extern const char vow_arch_switch[], vow_arch_switch_from_loop[], vow_arch_switch_to_loop[];
#ifdef VOW_ARCH_FPU
extern const char vow_arch_fpu_resume[];
#define END vow_arch_fpu_resume
#else
extern const char vow_arch_task_start_[];
#define END vow_arch_task_start_
#endif

/* r4-r11, sp, CONTROL, PRIMASK, BASEPRI, PSPLIM (0 where there is none). */
struct state {
    uint32_t r4_to_r11[8], sp, control, primask, basepri, psplim;
};

/* Fills r4-r11 with `seed` and its successors, calls `call`, and stores the state before and afterwards. */
void vow_test_across(void (*call)(void), uint32_t seed, struct state *before, struct state *after);
__asm__(".syntax unified\n\t.text\n\t.thumb_func\n\t.global vow_test_across\n\t.type vow_test_across, %function\n"
        ".macro store_state to\n\t"
        "stmia \\to!, {r4-r11}\n\t"
        "mov r12, sp\n\tstr r12, [\\to], #4\n\t"
        ".irp name, control, primask, basepri\n\tmrs r12, \\name\n\tstr r12, [\\to], #4\n\t.endr\n\t"
#if __ARM_ARCH >= 8
        "mrs r12, psplim\n\tstr r12, [\\to]\n"
#else
        "movs r12, #0\n\tstr r12, [\\to]\n"
#endif
        ".endm\n"
        "vow_test_across:\n\t"
        "push {r3-r11, lr}\n\t"
        "push {r2, r3}\n\t"
        "add r4, r1, #0\n\tadd r5, r1, #1\n\tadd r6, r1, #2\n\tadd r7, r1, #3\n\t"
        "add r8, r1, #4\n\tadd r9, r1, #5\n\tadd r10, r1, #6\n\tadd r11, r1, #7\n\t"
        "store_state r2\n\t"
        "blx r0\n\t"
        "ldr r2, [sp, #4]\n\t"
        "store_state r2\n\t"
        "pop {r2, r3}\n\t"
        "pop {r3-r11, pc}\n");

static unsigned changed, wrong_control, misaligned;

static void expect_same(void (*call)(void), uint32_t seed)
{
    struct state before, after;

    memset(&after, 0, sizeof after);
    vow_test_across(call, seed, &before, &after);
    changed += memcmp(&before, &after, sizeof after) != 0;
    wrong_control += after.control != CONTROL_OF_A_TASK;
    misaligned += after.sp % 8 != 0;
}

/* ---- what the handler sees */

static unsigned wrong_limit;
static uint32_t limits[2];

#if __ARM_ARCH >= 8
static uint32_t psplim(void)
{
    uint32_t limit;

    __asm__ volatile("mrs %0, psplim" : "=r"(limit));
    return limit;
}

static uint32_t open_places[4];
static unsigned open_count;

static void note_open_place(uint32_t place)
{
    for (unsigned i = 0; i < open_count; i++)
        if (open_places[i] == place)
            return;
    if (open_count < 4)
        open_places[open_count++] = place;
}

/* Either that of the stack that holds the frame, or none. */
static void look_at_limit(const uint32_t *frame, uint32_t exc_return)
{
    const uint32_t limit = psplim(), at = (uint32_t)(uintptr_t)frame;
    const unsigned mine = at - limits[0] < TEST_STACK_BYTES ? 0 : 1;

    if (!(exc_return & RETURN_TO_PSP))
        return;
    if (limit == 0)
        note_open_place(frame[6]);
    else
        wrong_limit += limit != limits[mine] || at - limit >= TEST_STACK_BYTES;
}
#else
static uint32_t psplim(void) { return 0; }

static void look_at_limit(const uint32_t *frame, uint32_t exc_return) { (void)frame, (void)exc_return; }
#endif

/* ---- two tasks */

static bool over;
static unsigned switches, from_loop, to_loop;

static void to_the_other_task(void) { vow_await_value(VOW_UNDEFINED); }

static void answer(void *promise) { vow_promise_resolve(promise, VOW_UNDEFINED); }

/* Only a callback is ready. */
static void by_way_of_the_loop(void)
{
    struct vow_promise *promise = vow_promise_new(NULL);

    vow_queue_microtask(answer, vow_promise_retain(promise));
    vow_await(promise);
}

static void round_to_the_other_task(void) { expect_same(to_the_other_task, 0x11111100u); }
static void round_by_way_of_the_loop(void) { expect_same(by_way_of_the_loop, 0x11111100u); }

ASYNC(other_task)
{
    limits[1] = psplim();
    while (!over)
        expect_same(to_the_other_task, 0x22222200u);
    return VOW_UNDEFINED;
}

/* The first await leaves to the test's own task, which used the FPU, and returns when that one waits. */
ASYNC(sweeps_between_tasks)
{
    vow_await_value(VOW_UNDEFINED);
    limits[0] = psplim();
    switches = mps2_sweep(round_to_the_other_task, vow_arch_switch, vow_arch_switch_from_loop, look_at_limit);
    over = true;
    return VOW_UNDEFINED;
}

ASYNC(sweeps_the_loop)
{
    vow_await_value(VOW_UNDEFINED);
    limits[0] = psplim();
    to_loop = mps2_sweep(round_by_way_of_the_loop, vow_arch_switch_to_loop, END, look_at_limit);
    from_loop = mps2_sweep(round_by_way_of_the_loop, vow_arch_switch_from_loop, vow_arch_switch_to_loop, look_at_limit);
    return VOW_UNDEFINED;
}

static void begin(void)
{
    changed = wrong_control = misaligned = wrong_limit = 0;
#if __ARM_ARCH >= 8
    open_count = 0;
#endif
    over = false;
    vow_sleep_ms(1); /* the loop forgets the FPU registers that it kept for its caller */
}

static void expect_nothing_wrong(void)
{
    EXPECT_EQ(changed, 0);
    EXPECT_EQ(wrong_control, 0);
    EXPECT_EQ(misaligned, 0);
    EXPECT_EQ(wrong_limit, 0);
}

VOW_TEST(switch_survives_an_interrupt_at_each_instruction_between_tasks)
{
    struct vow_promise *other;

    begin();
    other = call(other_task);
    vow_await(call(sweeps_between_tasks));
    vow_await(other);
    EXPECT_EQ(switches, LOOK + SWITCH);
    expect_nothing_wrong();
#if __ARM_ARCH >= 8
    EXPECT_EQ(open_count, 2);
    EXPECT(limits[0] != limits[1] && limits[0] != 0 && limits[1] != 0);
#endif
}

VOW_TEST(switch_survives_an_interrupt_at_each_instruction_to_the_loop_and_back)
{
    begin();
    vow_await(call(sweeps_the_loop));
    EXPECT_EQ(to_loop, LOOK + TO_LOOP);
    EXPECT_EQ(from_loop, LOOK_FROM_LOOP + FROM_LOOP);
    expect_nothing_wrong();
}
