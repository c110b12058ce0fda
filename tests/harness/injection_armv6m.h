/* SPDX-License-Identifier: MIT */
/* Two tasks that switch to one another while an interrupt is under way. The test has a timer: injection_start starts it, sets
 * the phase, and its handler calls injection_handler. Included by one file of a program. */
#ifndef VOW_TESTS_INJECTION_ARMV6M_H
#define VOW_TESTS_INJECTION_ARMV6M_H

#include "script.h"

static volatile enum { BEFORE, DURING, AFTER } injection_phase;
static volatile bool injection_arrived;
static unsigned injection_seen[3], injection_broken;
static bool injection_armed;

static void injection_start(void);

static void injection_handler(void)
{
    injection_seen[injection_phase]++;
    injection_arrived = true;
}

/* Fills r4-r11 with `pattern` and its successors and calls `middle`. Returns 0 if they and sp came back as they were, and sp
 * was a multiple of 8. */
unsigned vow_test_changed_registers(uint32_t pattern, void (*middle)(void));
__asm__(".syntax unified\n\t"
        ".text\n\t"
        ".balign 4\n\t"
        ".global vow_test_changed_registers\n\t"
        ".thumb_func\n"
        "vow_test_changed_registers:\n\t"
        "push {r4-r7, lr}\n\t"
        "mov r4, r8\n\tmov r5, r9\n\tmov r6, r10\n\tmov r7, r11\n\t"
        "push {r4-r7}\n\t"
        "mov r2, sp\n\t"
        "push {r0-r2}\n\t" /* 12 words with the two pushes above: sp stays a multiple of 8 */
        "adds r4, r0, #4\n\tmov r8, r4\n\t"
        "adds r4, r0, #5\n\tmov r9, r4\n\t"
        "adds r4, r0, #6\n\tmov r10, r4\n\t"
        "adds r4, r0, #7\n\tmov r11, r4\n\t"
        "movs r4, r0\n\tadds r5, r0, #1\n\tadds r6, r0, #2\n\tadds r7, r0, #3\n\t"
        "blx r1\n\t"
        "mov r3, sp\n\t"
        "pop {r0-r2}\n\t"
        "subs r2, r2, r3\n\t"
        "subs r2, #12\n\t" /* 0: sp is where it was */
        "lsls r3, r3, #29\n\torrs r2, r3\n\t"
        "subs r4, r4, r0\n\torrs r2, r4\n\t"
        "subs r5, r5, r0\n\tsubs r5, #1\n\torrs r2, r5\n\t"
        "subs r6, r6, r0\n\tsubs r6, #2\n\torrs r2, r6\n\t"
        "subs r7, r7, r0\n\tsubs r7, #3\n\torrs r2, r7\n\t"
        "mov r4, r8\n\tsubs r4, r4, r0\n\tsubs r4, #4\n\torrs r2, r4\n\t"
        "mov r4, r9\n\tsubs r4, r4, r0\n\tsubs r4, #5\n\torrs r2, r4\n\t"
        "mov r4, r10\n\tsubs r4, r4, r0\n\tsubs r4, #6\n\torrs r2, r4\n\t"
        "mov r4, r11\n\tsubs r4, r4, r0\n\tsubs r4, #7\n\torrs r2, r4\n\t"
        "movs r0, r2\n\t"
        "pop {r4-r7}\n\t"
        "mov r8, r4\n\tmov r9, r5\n\tmov r10, r6\n\tmov r11, r7\n\t"
        "pop {r4-r7, pc}\n\t");

static void injection_switch(void)
{
    if (injection_armed) {
        injection_armed = false;
        injection_start();
    }
    vow_await_value(VOW_UNDEFINED);
    injection_phase = AFTER;
}

ASYNC(first_task)
{
    injection_broken |= vow_test_changed_registers(0x11111100u, injection_switch);
    return VOW_UNDEFINED;
}

ASYNC(second_task)
{
    injection_broken |= vow_test_changed_registers(0x22222200u, injection_switch);
    return VOW_UNDEFINED;
}

static uint32_t injection_masked(void)
{
    uint32_t primask;

    __asm__ volatile("mrs %0, primask" : "=r"(primask));
    return primask;
}

static void injection_round(void)
{
    struct vow_promise *tasks[2];

    injection_arrived = false;
    injection_armed = true;
    injection_phase = BEFORE;
    tasks[0] = call(first_task);
    tasks[1] = call(second_task);
    vow_await(vow_promise_all(tasks, 2));
    while (!injection_arrived)
        continue;
}

static void injection_begin(void)
{
    injection_seen[BEFORE] = injection_seen[DURING] = injection_seen[AFTER] = injection_broken = 0;
}

static void injection_expect(unsigned least_during)
{
    EXPECT_EQ(injection_broken, 0);
    EXPECT_EQ(injection_masked(), 0);
    EXPECT(injection_seen[BEFORE] > 0);
    EXPECT(injection_seen[DURING] >= least_during);
    EXPECT(injection_seen[AFTER] > 0);
}

#endif
