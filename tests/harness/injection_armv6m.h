/* SPDX-License-Identifier: MIT */
/* The three switches of ARMv6-M: how many instructions they have, and what they keep, whatever instruction of them an interrupt arrives
 * at. The test has a timer: injection_start starts it, for an interrupt a few instructions later; injection_rounds does a round for each
 * number of instructions; its handler calls injection_arrived. Included by one file of a program. */
#ifndef VOW_TESTS_INJECTION_ARMV6M_H
#define VOW_TESTS_INJECTION_ARMV6M_H

#include "cortexm_frame.h"
#include "script.h"

#include <string.h>

static void injection_start(void);
static void injection_rounds(void (*round)(void));

/* How many instructions each has, as switch.S says; with the guard. */
#if VOW_CONFIG_STACK_GUARD
enum { SWITCH = 23, FROM_LOOP = 26, TO_LOOP = 25 };
#else
enum { SWITCH = 16, FROM_LOOP = 21, TO_LOOP = 18 };
#endif
enum { CONTROL_OF_A_TASK = 2 /* SPSEL */, PLACES = 192 };

extern const char vow_arch_switch[], vow_arch_switch_from_loop[], vow_arch_switch_to_loop[], vow_arch_task_start_[];

/* ---- where it arrived */

static volatile bool injection_is_over;
static uint32_t injection_seen[PLACES / 32];

static void injection_arrived(const uint32_t *frame)
{
    const uintptr_t place = (frame[CORTEXM_FRAME_PC] - ((uintptr_t)vow_arch_switch & ~(uintptr_t)1)) / 2;

    if (place < PLACES)
        injection_seen[place / 32] |= 1u << place % 32;
    injection_is_over = true;
}

/* The report of a stack that is full lies behind each switch, and is not seen. */
static unsigned injection_seen_in(const char *from, const char *to)
{
    unsigned count = 0;

    EXPECT(to - vow_arch_switch <= 2 * PLACES);
    for (unsigned place = (unsigned)(from - vow_arch_switch) / 2; place < (unsigned)(to - vow_arch_switch) / 2; place++)
        count += injection_seen[place / 32] >> place % 32 & 1;
    return count;
}

/* ---- what is kept */

struct state {
    uint32_t r4_to_r11[8], sp, control, primask;
};

/* Fills r4-r11 with `seed` and its successors, calls `call`, and stores the state before and afterwards. Ten words are pushed: sp
 * stays a multiple of 8. */
void vow_test_across(void (*call)(void), uint32_t seed, struct state *before, struct state *after);
__asm__(".syntax unified\n\t.text\n\t.balign 4\n\t.thumb_func\n\t.global vow_test_across\n\t.type vow_test_across, %function\n"
        ".macro store_state to\n\t"
        "stmia \\to!, {r4-r7}\n\t"
        ".irp name, r8, r9, r10, r11, sp\n\tmov r3, \\name\n\tstmia \\to!, {r3}\n\t.endr\n\t"
        ".irp name, control, primask\n\tmrs r3, \\name\n\tstmia \\to!, {r3}\n\t.endr\n"
        ".endm\n"
        "vow_test_across:\n\t"
        "push {r3-r7, lr}\n\t"
        "mov r4, r8\n\tmov r5, r9\n\tmov r6, r10\n\tmov r7, r11\n\t"
        "push {r4-r7}\n\t"
        "adds r4, r1, #4\n\tadds r5, r1, #5\n\tadds r6, r1, #6\n\tadds r7, r1, #7\n\t"
        "mov r8, r4\n\tmov r9, r5\n\tmov r10, r6\n\tmov r11, r7\n\t"
        "movs r4, r1\n\tadds r5, r1, #1\n\tadds r6, r1, #2\n\tadds r7, r1, #3\n\t"
        "store_state r2\n\t"
        "blx r0\n\t"
        "ldr r2, [sp, #16]\n\t"
        "store_state r2\n\t"
        "pop {r4-r7}\n\t"
        "mov r8, r4\n\tmov r9, r5\n\tmov r10, r6\n\tmov r11, r7\n\t"
        "pop {r3-r7, pc}\n");

static unsigned injection_changed, injection_wrong_control, injection_masked, injection_misaligned;

static void expect_same(void (*call)(void), uint32_t seed)
{
    struct state before, after;

    memset(&after, 0, sizeof after);
    vow_test_across(call, seed, &before, &after);
    injection_changed += memcmp(&before, &after, sizeof after) != 0;
    injection_wrong_control += after.control != CONTROL_OF_A_TASK;
    injection_masked += after.primask != 0;
    injection_misaligned += after.sp % 8 != 0;
}

/* ---- who switches */

static bool injection_armed;

static void start_if_armed(void)
{
    if (injection_armed)
        injection_start();
    injection_armed = false;
}

static void to_the_other_task(void)
{
    start_if_armed();
    vow_await_value(VOW_UNDEFINED);
}

static uint32_t injection_control_of_the_loop;

static void answer(void *promise)
{
    uint32_t control;

    __asm__ volatile("mrs %0, control" : "=r"(control));
    injection_control_of_the_loop |= control;
    vow_promise_resolve(promise, VOW_UNDEFINED);
}

/* Only a callback is ready. */
static void by_way_of_the_loop(void)
{
    struct vow_promise *promise = vow_promise_new(NULL);

    vow_queue_microtask(answer, vow_promise_retain(promise));
    start_if_armed();
    vow_await(promise);
}

static void injection_round(void (*call)(void))
{
    injection_is_over = false;
    injection_armed = true;
    expect_same(call, 0x11111100u);
    while (!injection_is_over)
        continue;
}

static void round_to_the_other_task(void) { injection_round(to_the_other_task); }
static void round_by_way_of_the_loop(void) { injection_round(by_way_of_the_loop); }

static bool injection_ends;

ASYNC(other_task)
{
    while (!injection_ends)
        expect_same(to_the_other_task, 0x22222200u);
    return VOW_UNDEFINED;
}

static void injection_begin(void)
{
    injection_changed = injection_wrong_control = injection_masked = injection_misaligned = 0;
    injection_control_of_the_loop = 0;
    injection_ends = injection_armed = false;
    memset(injection_seen, 0, sizeof injection_seen);
}

static void expect_nothing_wrong(void)
{
    EXPECT_EQ(injection_changed, 0);
    EXPECT_EQ(injection_wrong_control, 0);
    EXPECT_EQ(injection_masked, 0);
    EXPECT_EQ(injection_misaligned, 0);
}

static void injection_between_tasks(void)
{
    struct vow_promise *other;

    injection_begin();
    other = call(other_task);
    injection_rounds(round_to_the_other_task);
    injection_ends = true;
    vow_await(other);
    expect_nothing_wrong();
    EXPECT_EQ(injection_seen_in(vow_arch_switch, vow_arch_switch_from_loop), SWITCH);
}

static void injection_by_way_of_the_loop(void)
{
    injection_begin();
    injection_rounds(round_by_way_of_the_loop);
    expect_nothing_wrong();
    EXPECT_EQ(injection_control_of_the_loop, 0);
    EXPECT_EQ(injection_seen_in(vow_arch_switch_to_loop, vow_arch_task_start_), TO_LOOP);
    EXPECT_EQ(injection_seen_in(vow_arch_switch_from_loop, vow_arch_switch_to_loop), FROM_LOOP);
}

#endif
