/* SPDX-License-Identifier: MIT */
/* The vector table reaches to the chip's last interrupt (LM3S6965 data sheet, table "Interrupts": 43, hibernation). */
#include "../../harness/script.h"

#define NVIC_ISER1 (*(volatile uint32_t *)0xe000e104u)
#define NVIC_ISPR1 (*(volatile uint32_t *)0xe000e204u)
#define UART2       (1u << (33 - 32))
#define HIBERNATION (1u << (43 - 32))

void vow_irq33_handler(void);
void vow_irq43_handler(void);
void vow_irq33_handler(void) { TRACE("uart2"); }
void vow_irq43_handler(void) { TRACE("hibernation"); }

VOW_TEST(irq_above_31_has_a_handler)
{
    NVIC_ISER1 = UART2 | HIBERNATION;
    NVIC_ISPR1 = HIBERNATION;
    NVIC_ISPR1 = UART2;
    EXPECT_TRACE("hibernation\nuart2\n");
}
