/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of the context switch: both tasks find their callee-saved registers as they left them.
 *
 * QEMU runs one instruction a nanosecond under -icount shift=0 and mtime counts 100 of them, so a row of nops that grows
 * by one lets the timer interrupt arrive one instruction earlier in each round. A comparison that is moved forward is a
 * tick of nothing: the tick's handler looks at the time. */
#include "../../harness/script.h"

#define MTIMECMP_LOW  (*(volatile uint32_t *)0x02004000u)
#define MTIMECMP_HIGH (*(volatile uint32_t *)0x02004004u)
#define MTIME_LOW     (*(volatile uint32_t *)0x0200bff8u)
#define MTIME_HIGH    (*(volatile uint32_t *)0x0200bffcu)

enum { ROUNDS = 1024, COUNTS = 13, MOST_BYTES = 160 };

extern const uint16_t vow_arch_switch[];
uintptr_t vow_test_keeps_registers(uintptr_t seed, void (*call)(void *), void *argument);

#if __riscv_xlen == 64
#define STORE "sd"
#define LOAD  "ld"
#else
#define STORE "sw"
#define LOAD  "lw"
#endif

/* Fills s0 to s11 with the seed and their numbers, calls, and returns the difference of what it finds. */
__asm__(".section .text.vow_test_keeps_registers, \"ax\"\n"
        ".macro each verb\n"
        ".irp n, 0,1,2,3,4,5,6,7,8,9,10,11\n\t\\verb \\n\n.endr\n.endm\n"
        ".macro put_word r, n\n " STORE " \\r, \\n * 8(sp)\n.endm\n .macro get_word r, n\n " LOAD " \\r, \\n * 8(sp)\n.endm\n"
        ".macro put n\n put_word s\\n, \\n\n.endm\n .macro get n\n get_word s\\n, \\n\n.endm\n"
        ".macro fill n\n addi s\\n, a0, \\n\n.endm\n"
        ".macro compare n\n addi t0, t1, \\n\n xor t0, t0, s\\n\n or a0, a0, t0\n.endm\n"
        ".balign 4\n.global vow_test_keeps_registers\n.type vow_test_keeps_registers, %function\n"
        "vow_test_keeps_registers:\n"
        "addi sp, sp, -128\n each put\n put_word ra, 12\n put_word a0, 13\n"
        "each fill\n mv a0, a2\n jalr a1\n"
        "get_word t1, 13\n li a0, 0\n each compare\n"
        "each get\n get_word ra, 12\n addi sp, sp, 128\n ret\n"
        ".text\n");

static bool seen[MOST_BYTES / 2];
static unsigned different;

/* The place of the last trap stays in mepc. */
static void note_place(void)
{
    uintptr_t place;

    __asm__ volatile("csrr %0, mepc" : "=r"(place));
    place -= (uintptr_t)vow_arch_switch;
    if (place < MOST_BYTES)
        seen[place / 2] = true;
}

static inline __attribute__((always_inline)) void nops(unsigned count)
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

/* The comparison is set at the moment at which mtime moves; its high word does not change as long as the test runs. */
static void arm(void)
{
    uint32_t now = MTIME_LOW;

    while (MTIME_LOW == now)
        ;
    MTIMECMP_HIGH = UINT32_MAX;
    MTIMECMP_LOW = now + COUNTS;
    MTIMECMP_HIGH = MTIME_HIGH;
}

static void wait_once(void *early)
{
    arm();
    nops(*(unsigned *)early);
    vow_await(resolved(NULL));
}

static void only_wait(void *unused)
{
    (void)unused;
    vow_await(resolved(NULL));
}

static vow_value other(void *argument)
{
    for (unsigned i = 0; i < ROUNDS; i++)
        different += vow_test_keeps_registers(0x12345600, only_wait, NULL) != 0;
    return vow_pointer(argument);
}
static const struct vow_async_function other_fn = VOW_ASYNC_FUNCTION(other, 0, 1024);

VOW_TEST(injection_at_every_instruction_of_the_switch)
{
    struct vow_promise *done = vow_call(&other_fn, NULL, 0);
    const uint16_t *code = vow_arch_switch;
    unsigned missed = 0;

    different = 0;
    for (unsigned early = 0; early < ROUNDS; early++) {
        different += vow_test_keeps_registers(0x6789ab00, wait_once, &early) != 0;
        note_place();
    }
    vow_await(done);
    EXPECT_EQ(different, 0);
    /* `ret` is 0x8082; an instruction whose low two bits are set has four bytes. */
    for (;; code += (*code & 3) == 3 ? 2 : 1) {
        missed += !seen[code - vow_arch_switch];
        if (*code == 0x8082)
            break;
    }
    EXPECT_EQ(missed, 0);
}
