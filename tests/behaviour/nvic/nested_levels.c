/* SPDX-License-Identifier: MIT */
/* Handlers of all four urgencies. One above VOW_CONFIG_MASK_PRIORITY has no stream. */
#include <vow/irq_controller.h>

#define MOST_URGENT_MASKED (VOW_CONFIG_MASK_PRIORITY ? VOW_IRQ_URGENT : VOW_IRQ_MOST_URGENT)
enum { LEVELS = 4, STREAMS = MOST_URGENT_MASKED + 1, FIRST_IRQ = 22 };
#include "../../harness/nested_levels.h"

static void open_level(unsigned level) { vow_irq_enable(FIRST_IRQ + level, (enum vow_irq_urgency)level); }
static void close_level(unsigned level) { vow_irq_disable(FIRST_IRQ + level); }

static void pend(unsigned level)
{
    vow_irq_pend(FIRST_IRQ + level);
    __asm__ volatile("dsb\n\tisb" : : : "memory");
}

static void make_timer_urgent(void)
{
    uint32_t exception;

    __asm__ volatile("mrs %0, ipsr" : "=r"(exception));
    vow_irq_enable(exception - 16, MOST_URGENT_MASKED);
}

void vow_irq22_handler(void);
void vow_irq23_handler(void);
void vow_irq24_handler(void);
void vow_irq25_handler(void);
void vow_irq22_handler(void) { interrupt(0); }
void vow_irq23_handler(void) { interrupt(1); }
void vow_irq24_handler(void) { interrupt(2); }
void vow_irq25_handler(void) { interrupt(3); }

VOW_TEST(nested_levels_settle_and_push_without_loss) { settle_and_push(); }
