/* SPDX-License-Identifier: MIT */
/* Nested Vectored Interrupt Controller: ARMv6-M Architecture Reference Manual B3.4, ARMv7-M B3.4, ARMv8-M D1.2. Priorities are read
 * and written as words: ARMv6-M has no bytes there. */
#include <vow/irq.h>
#include <vow/nvic.h>

#define WORD(base, number) (*(volatile uint32_t *)((base) + (number) / 32 * 4))
#define ISER(number) WORD(0xe000e100u, number)
#define ICER(number) WORD(0xe000e180u, number)
#define ISPR(number) WORD(0xe000e200u, number)
#define ICPR(number) WORD(0xe000e280u, number)
#define IPR(number)  (*(volatile uint32_t *)(0xe000e400u + (number) / 4 * 4))

static uint32_t bit(unsigned number) { return (uint32_t)1 << number % 32; }

/* Four interrupts share a word of priorities: the change is one step. */
void vow_irq_enable(unsigned number, enum vow_irq_urgency urgency)
{
    const unsigned shift = number % 4 * 8;
    const uintptr_t state = vow_irq_save();

    IPR(number) = (IPR(number) & ~((uint32_t)0xff << shift)) | VOW_NVIC_PRIORITY(urgency) << shift;
    ISER(number) = bit(number);
    vow_irq_restore(state);
}

/* The barriers: an interrupt that was on its way may else be taken after the store (Arm, Cortex-M Programming Guide to
 * Memory Barrier Instructions, 4.9). */
void vow_irq_disable(unsigned number)
{
    ICER(number) = bit(number);
    __asm__ volatile("dsb\n\tisb" : : : "memory");
}

void vow_irq_pend(unsigned number) { ISPR(number) = bit(number); }
void vow_irq_clear(unsigned number) { ICPR(number) = bit(number); }
