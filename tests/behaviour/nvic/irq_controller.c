/* SPDX-License-Identifier: MIT */
/* <vow/irq_controller.h> on the NVIC, with the two interrupts of irq.h: they have no device. */
#include "../../harness/irq.h"
#include "../../harness/script.h"

#include <vow/irq.h>
#include <vow/irq_controller.h>

enum { FIRST = 20, SECOND = 21 };

static void first(void) { TRACE("first"); }
static void second(void) { TRACE("second"); }

static void connect(enum vow_irq_urgency of_first, enum vow_irq_urgency of_second)
{
    vow_test_irq_connect(0, first);
    vow_test_irq_connect(1, second);
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

static void pend_second(void)
{
    TRACE("first begins");
    vow_test_irq_raise(1);
    TRACE("first ends");
}

static void trace_nesting(enum vow_irq_urgency of_second)
{
    vow_test_irq_connect(0, pend_second);
    vow_test_irq_connect(1, second);
    vow_irq_enable(FIRST, VOW_IRQ_NORMAL);
    vow_irq_enable(SECOND, of_second);
    vow_test_irq_raise(0);
    drain();
}

VOW_TEST(irq_controller_only_a_more_urgent_one_interrupts)
{
    trace_nesting(VOW_IRQ_LEAST_URGENT);
    trace_nesting(VOW_IRQ_NORMAL);
    EXPECT_TRACE("first begins\nfirst ends\nsecond\nfirst begins\nfirst ends\nsecond\n");
    trace_nesting(VOW_IRQ_URGENT);
    EXPECT_TRACE("first begins\nsecond\nfirst ends\n");
}

/* The other three of a word of priorities keep theirs. */
VOW_TEST(irq_controller_changes_one_priority)
{
    connect(VOW_IRQ_LEAST_URGENT, VOW_IRQ_MOST_URGENT);
    vow_irq_enable(FIRST, VOW_IRQ_URGENT);
    pend_both();
    EXPECT_TRACE("second\nfirst\n");
}
