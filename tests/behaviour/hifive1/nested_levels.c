/* SPDX-License-Identifier: MIT */
/* Handlers of all four urgencies, the least urgent one with a stream: RAM is short. Pins 0 to 3 of the GPIO, nowhere connected and low, interrupt for as long as "interrupt while low"
 * is enabled (FE310-G000 Manual v3p1, chapter "General Purpose Input/Output Controller (GPIO)"). */
#include <vow/irq_controller.h>

enum { LEVELS = 4, STREAMS = 1, FIRST_SOURCE = 8 };

/* Fewer than elsewhere: QEMU takes half a minute for 100,000. */
#ifndef VOW_TEST_SETTLES
#define VOW_TEST_SETTLES 20000
#endif
#include "../../harness/nested_levels.h"

#define INPUT_ENABLE         (*(volatile uint32_t *)0x10012004u)
#define LOW_INTERRUPT_ENABLE (*(volatile uint32_t *)0x10012030u)

static void open_level(unsigned level)
{
    INPUT_ENABLE |= 1u << level;
    vow_irq_enable(FIRST_SOURCE + level, (enum vow_irq_urgency)level);
}

static void set(unsigned level, bool low_interrupts)
{
    const uintptr_t state = vow_irq_save();

    LOW_INTERRUPT_ENABLE = (LOW_INTERRUPT_ENABLE & ~(1u << level)) | (uint32_t)low_interrupts << level;
    vow_irq_restore(state);
}

static void close_level(unsigned level)
{
    vow_irq_disable(FIRST_SOURCE + level);
    set(level, false);
}

static void pend(unsigned level) { set(level, true); }
static void make_timer_urgent(void) {}

static void arrive(unsigned level)
{
    set(level, false);
    interrupt(level);
}

void vow_irq8_handler(void);
void vow_irq9_handler(void);
void vow_irq10_handler(void);
void vow_irq11_handler(void);
void vow_irq8_handler(void) { arrive(0); }
void vow_irq9_handler(void) { arrive(1); }
void vow_irq10_handler(void) { arrive(2); }
void vow_irq11_handler(void) { arrive(3); }

VOW_TEST(nested_levels_settle_and_push_without_loss) { settle_and_push(); }
