/* SPDX-License-Identifier: MIT */
/* Whom a mask holds back with VOW_CONFIG_MASK_PRIORITY: an interrupt at each instruction of a masked section. */
#include "../harness/mps2_timer.h"
#include "../harness/script.h"

#include <vow/irq.h>

enum { COUNTS = 6, NOPS = 60 };

/* vow_irq_save, NOPS nops, vow_irq_restore. */
void vow_test_masked_section(void);
extern const char vow_test_masked_nops[], vow_test_masked_end[];
__asm__(".syntax unified\n\t.text\n\t.thumb_func\n\t.global vow_test_masked_section\n"
        "vow_test_masked_section:\n\t"
        "push {r4, lr}\n\t"
        "bl vow_irq_save\n"
        "vow_test_masked_nops:\n\t"
        ".rept 60\n\tnop\n\t.endr\n"
        "vow_test_masked_end:\n\t"
        "bl vow_irq_restore\n\t"
        "pop {r4, pc}\n");

static volatile bool arrived;
static uintptr_t place;

static void note_place(const uint32_t *frame, uint32_t exc_return)
{
    (void)exc_return;
    place = frame[6];
    arrived = true;
}

static bool is_in_section(uintptr_t at) { return at >= (uintptr_t)vow_test_masked_nops && at < (uintptr_t)vow_test_masked_end; }

/* Where it was taken. */
static uintptr_t interrupt(enum vow_irq_urgency urgency, unsigned early)
{
    arrived = false;
    mps2_timer_start(COUNTS);
    vow_irq_enable(MPS2_TIMER_IRQ, urgency);
    mps2_nops(early);
    vow_test_masked_section();
    while (!arrived)
        ;
    return place;
}

/* An instruction earlier is an instruction earlier: the mask does not delay it. */
VOW_TEST(above_the_mask_is_entered_at_each_masked_instruction)
{
    unsigned inside = 0;
    uintptr_t before = 0;

    mps2_timer_handler = note_place;
    for (unsigned early = 0; early < MPS2_MAX_EARLY; early++) {
        const uintptr_t at = interrupt(VOW_IRQ_MOST_URGENT, early);

        if (is_in_section(at) && is_in_section(before))
            EXPECT_EQ(before - at, 2);
        inside += is_in_section(at);
        before = at;
    }
    EXPECT_EQ(inside, NOPS);
}

static void expect_held(enum vow_irq_urgency urgency)
{
    const uintptr_t restore = (uintptr_t)vow_irq_restore & ~(uintptr_t)1;
    unsigned inside = 0, behind = 0;

    mps2_timer_handler = note_place;
    for (unsigned early = 0; early < MPS2_MAX_EARLY; early++) {
        const uintptr_t at = interrupt(urgency, early);

        inside += is_in_section(at);
        behind += at == restore + 4; /* behind the MSR */
    }
    EXPECT_EQ(inside, 0);
    EXPECT(behind > NOPS);
}

VOW_TEST(below_the_mask_waits_until_it_ends) { expect_held(VOW_IRQ_NORMAL); }
VOW_TEST(at_the_mask_waits_until_it_ends) { expect_held(VOW_IRQ_URGENT); }

static uint32_t basepri(void)
{
    uint32_t priority;

    __asm__ volatile("mrs %0, basepri" : "=r"(priority));
    return priority;
}

static void expect_nested(uint32_t outside, uint32_t inside)
{
    uintptr_t outer, inner;

    __asm__ volatile("msr basepri, %0" : : "r"(outside) : "memory");
    outer = vow_irq_save();
    EXPECT_EQ(basepri(), inside);
    inner = vow_irq_save();
    vow_irq_restore(inner);
    EXPECT_EQ(basepri(), inside);
    vow_irq_restore(outer);
    EXPECT_EQ(basepri(), outside);
    __asm__ volatile("msr basepri, %0" : : "r"(0) : "memory");
}

VOW_TEST(masks_nest_in_any_mask)
{
    expect_nested(0, VOW_CONFIG_MASK_PRIORITY);
    expect_nested(0x80, VOW_CONFIG_MASK_PRIORITY);
    expect_nested(0x20, 0x20);
}
