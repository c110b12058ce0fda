/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction of a loop of LR and SC, and of the hand-over, whose handler does the same. The table of
 * handlers can be changed here: what stands for flash is RAM. */
#include "../../harness/riscv_timer.h"
#include "../../harness/script.h"

enum { MACHINE_TIMER = 7 };

extern void (*vow_local_vectors[16])(void);
uint32_t vow_test_add_one(uint32_t *word);

/* Adds one and returns how often it had to try. */
__asm__(".section .text.vow_test_add_one, \"ax\"\n"
        ".balign 4\n.global vow_test_add_one\n.type vow_test_add_one, %function\n"
        "vow_test_add_one:\n li a1, 0\n"
        "1: addi a1, a1, 1\n lr.w t0, (a0)\n addi t0, t0, 1\n sc.w t1, t0, (a0)\n bnez t1, 1b\n"
        " mv a0, a1\n ret\n.text\n");

static void (*tick)(void);
static void (*more)(void);
static struct riscv_places places;
static unsigned interrupts;

/* Once a round, before what the board's handler does. */
static void handler(void)
{
    if (more) {
        riscv_note_place(&places);
        interrupts++;
        more();
        more = NULL;
    }
    tick();
}

static void take_over(const uint16_t *code)
{
    places = (struct riscv_places){ .code = code };
    interrupts = 0;
    more = NULL;
    tick = vow_local_vectors[MACHINE_TIMER];
    vow_local_vectors[MACHINE_TIMER] = handler;
}

static void give_back(void) { vow_local_vectors[MACHINE_TIMER] = tick; }

static uint32_t word;
static void add_one(void) { vow_test_add_one(&word); }

VOW_TEST(injection_at_every_instruction_of_a_loop_of_lr_and_sc)
{
    unsigned tries = 0;

    word = 0;
    take_over((const uint16_t *)(uintptr_t)vow_test_add_one);
    for (unsigned early = 0; early < RISCV_ROUNDS; early++) {
        riscv_timer_start(10);
        more = add_one;
        riscv_nops(early);
        tries += vow_test_add_one(&word);
        riscv_nops(RISCV_ROUNDS - 1);
    }
    give_back();
    EXPECT_EQ(word, RISCV_ROUNDS + interrupts);
    EXPECT_EQ(riscv_missed(&places), 0);
    EXPECT(tries > RISCV_ROUNDS);
}

static struct vow_promise *p, *q;
static void settle_q(void) { vow_promise_resolve_from_isr(&vow_main_loop, q, vow_string("q")); }

VOW_TEST(injection_at_every_instruction_of_the_hand_over)
{
    unsigned lost = 0;

    take_over((const uint16_t *)(uintptr_t)vow_promise_resolve_from_isr);
    for (unsigned early = 0; early < RISCV_ROUNDS; early++) {
        p = vow_promise_new(NULL);
        q = vow_promise_new(NULL);
        vow_promise_retain(p);
        vow_promise_retain(q);
        riscv_timer_start(11);
        more = settle_q;
        riscv_nops(early);
        vow_promise_resolve_from_isr(&vow_main_loop, p, vow_string("p"));
        while (more)
            vow_sleep_ms(1);
        drain();
        lost += vow_promise_status(p) != VOW_FULFILLED;
        lost += vow_promise_status(q) != VOW_FULFILLED;
        vow_promise_release(p);
        vow_promise_release(q);
    }
    give_back();
    EXPECT_EQ(lost, 0);
    EXPECT_EQ(interrupts, RISCV_ROUNDS);
    EXPECT_EQ(riscv_missed(&places), 0);
}
