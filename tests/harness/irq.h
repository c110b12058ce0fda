/* SPDX-License-Identifier: MIT */
/* Two interrupts that tests raise by software: number 0 is the less urgent, number 1 interrupts it. */
#ifndef VOW_TESTS_IRQ_H
#define VOW_TESTS_IRQ_H

/* The number of handler 0, as panics tell it. */
#if defined(__arm__)
#define VOW_TEST_HANDLER "42"
#elif defined(__riscv)
#define VOW_TEST_HANDLER "3"
#else
#define VOW_TEST_HANDLER "21"
#endif

void vow_test_irq_connect(unsigned number, void (*handler)(void));

/* The handler has run when this returns, unless interrupts are masked or one at least as urgent is running. */
void vow_test_irq_raise(unsigned number);

#endif
