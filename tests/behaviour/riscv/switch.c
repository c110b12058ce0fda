/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of the context switch: both tasks find callee-saved registers, stack alignment and the
 * state of interrupts as they left them. */
#include "../../harness/riscv_timer.h"
#include "../../harness/script.h"

/* How many instructions it has, as switch.S says. */
#if VOW_CONFIG_STACK_GUARD
enum { SWITCH = 36 };
#else
enum { SWITCH = 31 };
#endif

extern const uint16_t vow_arch_switch[];
uintptr_t vow_test_keeps_registers(uintptr_t seed, void (*call)(void *), void *argument);

/* Fills s0 to s11 with the seed and their numbers, calls, and returns the difference of what it finds. */
__asm__(RISCV_ASM_MACROS
        ".section .text.vow_test_keeps_registers, \"ax\"\n"
        ".balign 4\n.global vow_test_keeps_registers\n.type vow_test_keeps_registers, %function\n"
        "vow_test_keeps_registers:\n"
        "addi sp, sp, -128\n each_saved put\n put_word ra, 12\n put_word a0, 13\n put_word sp, 14\n"
        "each_saved fill\n mv a0, a2\n jalr a1\n"
        "get_word t1, 13\n get_word a0, 14\n xor a0, a0, sp\n each_saved compare\n"
        "each_saved get\n get_word ra, 12\n addi sp, sp, 128\n ret\n"
        ".text\n");

static struct riscv_places places;
static unsigned different;
static bool over;

/* The psABI's stack alignment, interrupts let in, and the interrupt stack free. */
static unsigned wrong_state(void)
{
    return ((uintptr_t)__builtin_frame_address(0) & 15) + !(riscv_read(mstatus) & RISCV_MIE) + !riscv_read(mscratch);
}

/* To the other task: its answer is the task that is ready next. */
static void to_the_other_task(void) { vow_await(resolved(NULL)); }

static void answer(void *promise) { vow_promise_resolve(promise, VOW_UNDEFINED); }

/* To the loop and back: only a callback is ready. */
static void by_way_of_the_loop(void)
{
    struct vow_promise *promise = vow_promise_new(NULL);

    vow_queue_microtask(answer, vow_promise_retain(promise));
    vow_await(promise);
}

struct round {
    void (*wait)(void);
    unsigned early;
};

static void wait_under_the_timer(void *argument)
{
    const struct round *round = argument;

    riscv_timer_start(13);
    riscv_nops(round->early);
    round->wait();
    different += wrong_state() != 0;
}

static void only_wait(void *unused)
{
    (void)unused;
    to_the_other_task();
    different += wrong_state() != 0;
}

ASYNC(other_task)
{
    while (!over)
        different += vow_test_keeps_registers(0x12345600, only_wait, NULL) != 0;
    return VOW_UNDEFINED;
}

static void sweep(void (*wait)(void))
{
    places = (struct riscv_places){ .code = vow_arch_switch };
    different = 0;
    for (struct round round = { wait, 0 }; round.early < RISCV_ROUNDS; round.early++) {
        different += vow_test_keeps_registers(0x6789ab00, wait_under_the_timer, &round) != 0;
        riscv_note_place(&places);
    }
    EXPECT_EQ(different, 0);
    EXPECT_EQ(riscv_missed(&places), 0);
    EXPECT_EQ(riscv_count(&places).instructions, SWITCH);
}

VOW_TEST(injection_at_every_instruction_of_the_switch)
{
    struct vow_promise *other;

    over = false;
    other = call(other_task);
    sweep(to_the_other_task);
    over = true;
    vow_await(other);
}

VOW_TEST(injection_at_every_instruction_of_the_switch_to_the_loop_and_back) { sweep(by_way_of_the_loop); }
