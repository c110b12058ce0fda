/* SPDX-License-Identifier: MIT */
/* <vow/irq_controller.h> on the NVIC, with two interrupts whose devices, if they have one, are off. */
#include "../../harness/script.h"

#include <vow/irq.h>
#include <vow/irq_controller.h>

enum { FIRST = 28, SECOND = 29 };

static bool pends_second;

void vow_irq28_handler(void);
void vow_irq29_handler(void);

void vow_irq28_handler(void)
{
    TRACE("first");
    if (pends_second) {
        vow_irq_pend(SECOND);
        __asm__ volatile("dsb\n\tisb" : : : "memory");
        TRACE("first ends");
    }
}

void vow_irq29_handler(void) { TRACE("second"); }

static void connect(enum vow_irq_urgency of_first, enum vow_irq_urgency of_second)
{
    pends_second = false;
    vow_irq_enable(FIRST, of_first);
    vow_irq_enable(SECOND, of_second);
}

static void pend_both(void)
{
    const uintptr_t state = vow_irq_save();

    vow_irq_pend(FIRST);
    vow_irq_pend(SECOND);
    vow_irq_restore(state);
    drain();
}

VOW_TEST(irq_controller_the_more_urgent_goes_first)
{
    connect(VOW_IRQ_LEAST_URGENT, VOW_IRQ_NORMAL);
    pend_both();
    connect(VOW_IRQ_NORMAL, VOW_IRQ_LEAST_URGENT);
    pend_both();
    connect(VOW_IRQ_URGENT, VOW_IRQ_MOST_URGENT);
    pend_both();
    EXPECT_TRACE("second\nfirst\nfirst\nsecond\nsecond\nfirst\n");
}

VOW_TEST(irq_controller_disabled_waits)
{
    connect(VOW_IRQ_NORMAL, VOW_IRQ_NORMAL);
    vow_irq_disable(FIRST);
    vow_irq_pend(FIRST);
    drain();
    TRACE("disabled");
    vow_irq_enable(FIRST, VOW_IRQ_NORMAL);
    drain();
    EXPECT_TRACE("disabled\nfirst\n");
}

VOW_TEST(irq_controller_cleared_does_not_arrive)
{
    connect(VOW_IRQ_NORMAL, VOW_IRQ_NORMAL);
    vow_irq_disable(FIRST);
    vow_irq_pend(FIRST);
    vow_irq_clear(FIRST);
    vow_irq_enable(FIRST, VOW_IRQ_NORMAL);
    drain();
    EXPECT_TRACE("");
}

static void trace_nesting(enum vow_irq_urgency of_second)
{
    connect(VOW_IRQ_NORMAL, of_second);
    pends_second = true;
    vow_irq_pend(FIRST);
    drain();
}

VOW_TEST(irq_controller_only_a_more_urgent_one_interrupts)
{
    trace_nesting(VOW_IRQ_LEAST_URGENT);
    trace_nesting(VOW_IRQ_NORMAL);
    EXPECT_TRACE("first\nfirst ends\nsecond\nfirst\nfirst ends\nsecond\n");
    trace_nesting(VOW_IRQ_URGENT);
    EXPECT_TRACE("first\nsecond\nfirst ends\n");
}

/* The other three of a word of priorities keep theirs. */
VOW_TEST(irq_controller_changes_one_priority)
{
    connect(VOW_IRQ_LEAST_URGENT, VOW_IRQ_MOST_URGENT);
    vow_irq_enable(FIRST, VOW_IRQ_URGENT);
    pend_both();
    EXPECT_TRACE("second\nfirst\n");
}
