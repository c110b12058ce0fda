/* SPDX-License-Identifier: MIT */
/* The vector table reaches to the chip's last interrupt (LM3S6965 data sheet, table "Interrupts": 43, hibernation). */
#include "../../harness/script.h"

#include <vow/irq_controller.h>

enum { UART2 = 33, HIBERNATION = 43 };

void vow_irq33_handler(void);
void vow_irq43_handler(void);
void vow_irq33_handler(void) { TRACE("uart2"); }
void vow_irq43_handler(void) { TRACE("hibernation"); }

VOW_TEST(irq_above_31_has_a_handler)
{
    vow_irq_enable(UART2, VOW_IRQ_NORMAL);
    vow_irq_enable(HIBERNATION, VOW_IRQ_NORMAL);
    vow_irq_pend(HIBERNATION);
    vow_irq_pend(UART2);
    EXPECT_TRACE("hibernation\nuart2\n");
}
