/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of a switch. QEMU runs one instruction a nanosecond under -icount shift=0, so a timer
 * that expires at a fixed time, and a row of nops that grows by one, let it arrive one instruction earlier in each round. */
#include "../../harness/script.h"

#include <vow/irq_controller.h>

/* TIMER1 at 16 MHz, interrupt 9. One count is 62.5 instructions. */
static volatile uint32_t *const timer1 = (volatile uint32_t *)0x40009000u;
enum { START = 0, STOP = 1, CLEAR = 3, COMPARE0 = 0x140 / 4, INTENSET = 0x304 / 4 };
enum { BITMODE = 0x508 / 4, PRESCALER = 0x510 / 4, CC0 = 0x540 / 4 };
enum { TIMER1_INTERRUPT = 9 };

/* Four counts are 250 instructions, less than the row of nops: the times of one sweep overlap those of the next. */
enum { NOPS = 288, COUNTS = 4, SWEEPS = 3 };

static volatile enum { BEFORE, DURING, AFTER } phase;
static volatile bool arrived;
static unsigned seen[3], broken;
static unsigned early, counts;
static bool armed;

void vow_irq9_handler(void);
void vow_irq9_handler(void)
{
    timer1[STOP] = 1;
    timer1[COMPARE0] = 0;
    seen[phase]++;
    arrived = true;
}

static inline __attribute__((always_inline)) void nops(unsigned count)
{
    __asm__ volatile(".syntax unified\n\t"
                     "adr r3, 1f\n\t"
                     "lsls r2, %0, #1\n\t"
                     "subs r3, r3, r2\n\t"
                     "adds r3, #1\n\t"
                     "bx r3\n\t"
                     ".balign 4\n\t"
                     ".rept 288\n\tnop\n\t.endr\n"
                     "1:"
                     : : "r"(count) : "r2", "r3", "cc", "memory");
}

/* A function of its own without a branch: GCC takes the row of nops for one line, and would branch too short over it. */
static __attribute__((noinline)) void start_timer(void)
{
    timer1[CC0] = counts;
    timer1[CLEAR] = 1;
    timer1[START] = 1;
    nops(early);
    phase = DURING;
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

static void switch_while_the_timer_runs(void)
{
    if (armed) {
        armed = false;
        start_timer();
    }
    vow_await_value(VOW_UNDEFINED);
    phase = AFTER;
}

ASYNC(first_task)
{
    broken |= vow_test_changed_registers(0x11111100u, switch_while_the_timer_runs);
    return VOW_UNDEFINED;
}

ASYNC(second_task)
{
    broken |= vow_test_changed_registers(0x22222200u, switch_while_the_timer_runs);
    return VOW_UNDEFINED;
}

static uint32_t masked(void)
{
    uint32_t primask;

    __asm__ volatile("mrs %0, primask" : "=r"(primask));
    return primask;
}

static void one_round(void)
{
    struct vow_promise *tasks[2];

    arrived = false;
    armed = true;
    phase = BEFORE;
    tasks[0] = call(first_task);
    tasks[1] = call(second_task);
    vow_await(vow_promise_all(tasks, 2));
    while (!arrived)
        continue;
}

/* Each round switches from one task to another, to the main task and back, and by way of the loop's stack. */
VOW_TEST(injection_at_every_instruction_of_a_switch)
{
    seen[BEFORE] = seen[DURING] = seen[AFTER] = broken = 0;
    timer1[BITMODE] = 3;
    timer1[PRESCALER] = 0;
    timer1[INTENSET] = 1u << 16;
    vow_irq_enable(TIMER1_INTERRUPT, VOW_IRQ_NORMAL);
    for (counts = COUNTS; counts <= COUNTS * SWEEPS; counts += COUNTS)
        for (early = 0; early < NOPS; early++)
            one_round();
    EXPECT_EQ(broken, 0);
    EXPECT_EQ(masked(), 0);
    EXPECT(seen[BEFORE] > 0);
    EXPECT(seen[DURING] >= 50);
    EXPECT(seen[AFTER] > 0);
}
