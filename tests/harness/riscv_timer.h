/* SPDX-License-Identifier: MIT */
/* RISC-V in QEMU: the machine timer interrupt at every instruction of something, and registers to lose in it.
 *
 * QEMU runs one instruction a nanosecond under -icount shift=0 and mtime counts 100 of them, so a row of nops that grows
 * by one lets the interrupt arrive one instruction earlier in each round. A comparison that is moved forward is a tick of
 * nothing: the tick's handler looks at the time. */
#ifndef VOW_TESTS_RISCV_TIMER_H
#define VOW_TESTS_RISCV_TIMER_H

#include "test.h"

#define RISCV_MTIMECMP_LOW  (*(volatile uint32_t *)0x02004000u)
#define RISCV_MTIMECMP_HIGH (*(volatile uint32_t *)0x02004004u)
#define RISCV_MTIME_LOW     (*(volatile uint32_t *)0x0200bff8u)
#define RISCV_MTIME_HIGH    (*(volatile uint32_t *)0x0200bffcu)

enum { RISCV_ROUNDS = 1024, RISCV_MTIE = 1 << 7, RISCV_MIE = 1 << 3 };

#define riscv_read(name) \
    __extension__({ uintptr_t riscv_read_; __asm__ volatile("csrr %0, " #name : "=r"(riscv_read_)); riscv_read_; })

/* For assembly at file scope. Registers are kept in a frame of 16-byte aligned 128 bytes, 8 for each; `each_saved` does
 * something with s0 to s11, which are words 0 to 11, and their pattern is a seed and their numbers. */
#if __riscv_xlen == 64
#define RISCV_STORE "sd"
#define RISCV_LOAD  "ld"
#else
#define RISCV_STORE "sw"
#define RISCV_LOAD  "lw"
#endif
#define RISCV_ASM_MACROS                                                             \
    ".macro each_saved verb\n.irp n, 0,1,2,3,4,5,6,7,8,9,10,11\n\\verb \\n\n.endr\n.endm\n" \
    ".macro put_word r, n\n " RISCV_STORE " \\r, \\n * 8(sp)\n.endm\n"              \
    ".macro get_word r, n\n " RISCV_LOAD " \\r, \\n * 8(sp)\n.endm\n"               \
    ".macro put n\n put_word s\\n, \\n\n.endm\n"                                    \
    ".macro get n\n get_word s\\n, \\n\n.endm\n"                                    \
    ".macro fill n\n addi s\\n, a0, \\n\n.endm\n"                                   \
    ".macro compare n\n addi t0, t1, \\n\n xor t0, t0, s\\n\n or a0, a0, t0\n.endm\n"

/* The comparison is set at the moment at which mtime moves; its high word does not change as long as a test runs. */
static inline void riscv_timer_start(uint32_t counts)
{
    uint32_t now = RISCV_MTIME_LOW;

    while (RISCV_MTIME_LOW == now)
        ;
    RISCV_MTIMECMP_HIGH = UINT32_MAX;
    RISCV_MTIMECMP_LOW = now + counts;
    RISCV_MTIMECMP_HIGH = RISCV_MTIME_HIGH;
}

static inline __attribute__((always_inline)) void riscv_nops(unsigned count)
{
    __asm__ volatile("la t0, 1f\n\t"
                     "slli t1, %0, 2\n\t"
                     "sub t0, t0, t1\n\t"
                     "jr t0\n\t"
                     ".option push\n\t.option norvc\n\t"
                     ".rept 1024\n\tnop\n\t.endr\n"
                     "1:\n\t.option pop"
                     : : "r"(count) : "t0", "t1", "memory");
}

/* Where interrupts arrived in a piece of code. */
struct riscv_places {
    const uint16_t *code;
    bool seen[128];
};

/* The place of the last trap stays in mepc. */
static inline void riscv_note_place(struct riscv_places *places)
{
    const uintptr_t place = riscv_read(mepc) - (uintptr_t)places->code;

    if (place < 2 * sizeof places->seen)
        places->seen[place / 2] = true;
}

/* The instructions up to the first `ret` (0x8082), and those of them at which none arrived. One whose low two bits are set has four
 * bytes. */
struct riscv_count {
    unsigned instructions, missed;
};

static inline struct riscv_count riscv_count(const struct riscv_places *places)
{
    const uint16_t *code = places->code;
    struct riscv_count count = { 0, 0 };

    for (;; code += (*code & 3) == 3 ? 2 : 1) {
        count.instructions++;
        count.missed += !places->seen[code - places->code];
        if (*code == 0x8082)
            return count;
    }
}

static inline unsigned riscv_missed(const struct riscv_places *places) { return riscv_count(places).missed; }

#endif
