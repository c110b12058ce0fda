/* SPDX-License-Identifier: MIT */
/* <vow/irq_controller.h> on the PLIC, with the transmit interrupt of a UART that nobody has opened: its buffer is empty. */
#include "../../harness/script.h"

#include <vow/irq_controller.h>

/* The 16550 of QEMU's "virt" machine, interrupt enable register. */
#define UART_INTERRUPTS (*(volatile uint8_t *)0x10000001u)
enum { UART_SOURCE = 10, UART_ROOM = 2, NONE = 0 };

static bool disables;

void vow_irq10_handler(void);
void vow_irq10_handler(void)
{
    TRACE("arrived");
    UART_INTERRUPTS = NONE;
    if (disables)
        vow_irq_disable(UART_SOURCE);
}

static void ask(void)
{
    UART_INTERRUPTS = UART_ROOM;
    drain();
}

VOW_TEST(irq_controller_disabled_waits)
{
    disables = false;
    ask();
    TRACE("disabled");
    vow_irq_enable(UART_SOURCE, VOW_IRQ_LEAST_URGENT);
    drain();
    vow_irq_disable(UART_SOURCE);
    ask();
    TRACE("disabled");
    vow_irq_enable(UART_SOURCE, VOW_IRQ_MOST_URGENT);
    drain();
    EXPECT_TRACE("disabled\narrived\ndisabled\narrived\n");
}

/* A completion of a source that is not enabled would be ignored, and nothing would come after it. */
VOW_TEST(irq_controller_disabled_in_its_handler)
{
    disables = true;
    vow_irq_enable(UART_SOURCE, VOW_IRQ_NORMAL);
    ask();
    ask();
    TRACE("disabled");
    vow_irq_enable(UART_SOURCE, VOW_IRQ_NORMAL);
    drain();
    EXPECT_TRACE("arrived\ndisabled\narrived\n");
}

VOW_TEST_PANIC(irq_controller_no_such_source, "vow_irq: the PLIC has no such source") { vow_irq_enable(64, VOW_IRQ_NORMAL); }
