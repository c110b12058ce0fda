/* SPDX-License-Identifier: MIT */
/* vow_arch_save and vow_arch_jump, which GCC's code does not use, called directly; an interrupt at every instruction of both. */
#include "../../harness/riscv_timer.h"

#include <vow/try.h>

extern const uint16_t vow_arch_save[], vow_arch_jump[];
uintptr_t vow_test_saved_registers(uintptr_t seed, void **words);

/* Fills s0 to s11 and saves; loses them and a piece of the stack, and jumps. Returns the difference of what it finds then, with
 * what vow_arch_save returned and sp among it. */
__asm__(RISCV_ASM_MACROS
        ".section .text.vow_test_saved_registers, \"ax\"\n"
        ".balign 4\n.global vow_test_saved_registers\n.type vow_test_saved_registers, %function\n"
        "vow_test_saved_registers:\n"
        "addi sp, sp, -128\n each_saved put\n put_word ra, 12\n put_word a0, 13\n put_word sp, 14\n put_word a1, 15\n"
        "each_saved fill\n mv a0, a1\n call vow_arch_save\n"
        "bnez a0, 1f\n"
        ".macro lose n\n li s\\n, -1\n.endm\n each_saved lose\n"
        "get_word a0, 15\n addi sp, sp, -64\n call vow_arch_jump\n"
        "1: addi a0, a0, -1\n get_word t0, 14\n xor t0, t0, sp\n or a0, a0, t0\n"
        "get_word t1, 13\n each_saved compare\n"
        "each_saved get\n get_word ra, 12\n addi sp, sp, 128\n ret\n"
        ".text\n");

VOW_TEST(injection_at_every_instruction_of_save_and_jump)
{
    static struct riscv_places save, jump;
    void *words[VOW_ARCH_SAVE_WORDS + 1];
    unsigned different = 0;

    save.code = vow_arch_save;
    jump.code = vow_arch_jump;
    words[VOW_ARCH_SAVE_WORDS] = words;
    for (unsigned early = 0; early < RISCV_ROUNDS; early++) {
        riscv_timer_start(10);
        riscv_nops(early);
        different += vow_test_saved_registers(0x6789ab00 + early * 16, words) != 0;
        riscv_nops(RISCV_ROUNDS - 1);
        riscv_note_place(&save);
        riscv_note_place(&jump);
    }
    EXPECT_EQ(different, 0);
    EXPECT(words[VOW_ARCH_SAVE_WORDS] == words);
    EXPECT_EQ(riscv_missed(&save), 0);
    EXPECT_EQ(riscv_missed(&jump), 0);
}
