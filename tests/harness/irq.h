/* SPDX-License-Identifier: MIT */
/* Two interrupts that tests raise by software: number 0 is the less urgent, number 1 interrupts it. */
#ifndef VOW_TESTS_IRQ_H
#define VOW_TESTS_IRQ_H

void vow_test_irq_connect(unsigned number, void (*handler)(void));

/* The handler has run when this returns, unless interrupts are masked or one at least as urgent is running. */
void vow_test_irq_raise(unsigned number);

#endif
