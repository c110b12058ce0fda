/* SPDX-License-Identifier: MIT */
/* Nested interrupts: the machine timer's arrives at every instruction of a handler that lets it in, and of the end of its trap. Task
 * and handler find all registers that a call may change as they left them, which trap.S alone keeps. */
#include "../../harness/irq.h"
#include "../../harness/riscv_timer.h"

#include <vow/irq.h>

uintptr_t vow_test_task_keeps(void), vow_test_handler_keeps(void);

/* Fills the scratch registers with numbers, lets interrupts in for 1,000 instructions, and returns the difference of what it
 * finds. Two of them with numbers of their own: who comes back to the other level is seen. */
__asm__(".macro each_scratch\n .set k, 1\n"
        ".irp r, ra,t1,t2,t3,t4,t5,t6,a1,a2,a3,a4,a5,a6,a7\n scratch \\r\n .set k, k + 1\n.endr\n.endm\n"
        ".macro keeps name, seed\n"
        ".section .text.\\name, \"ax\"\n .balign 4\n .global \\name\n .type \\name, %function\n\\name:\n"
        "addi sp, sp, -16\n" RISCV_STORE " ra, 0(sp)\n li a0, 0\n li t0, \\seed\n"
        ".macro scratch r\n li \\r, \\seed + k\n.endm\n each_scratch\n .purgem scratch\n"
        "csrsi mstatus, 8\n .rept 1000\n nop\n .endr\n csrci mstatus, 8\n"
        ".macro scratch r\n addi \\r, \\r, -k\n xor \\r, \\r, t0\n or a0, a0, \\r\n.endm\n each_scratch\n .purgem scratch\n"
        "li t1, \\seed\n xor t1, t1, t0\n or a0, a0, t1\n"
        RISCV_LOAD " ra, 0(sp)\n addi sp, sp, 16\n ret\n.endm\n"
        "keeps vow_test_task_keeps, 0x7ab00\n keeps vow_test_handler_keeps, 0x7cd00\n"
        ".text\n");

static unsigned different, nested;

/* The place of a trap that arrives in here takes that of its own. */
static void be_interrupted(void)
{
    const uintptr_t place = riscv_read(mepc);

    __asm__ volatile("csrs mie, %0" : : "r"(RISCV_MTIE));
    different += vow_test_handler_keeps() != 0;
    nested += riscv_read(mepc) != place;
    different += !vow_irq_in_handler();
}

VOW_TEST(injection_at_every_instruction_of_a_handler)
{
    different = nested = 0;
    vow_test_irq_connect(0, be_interrupted);
    for (unsigned early = 0; early < RISCV_ROUNDS; early++) {
        const uintptr_t state = vow_irq_save();

        riscv_timer_start(13);
        riscv_nops(early);
        vow_test_irq_raise(0);
        different += vow_test_task_keeps() != 0;
        different += vow_irq_in_handler();
        vow_irq_restore(state);
    }
    EXPECT_EQ(different, 0);
    EXPECT(nested > 900);
    EXPECT(nested < RISCV_ROUNDS);
}
