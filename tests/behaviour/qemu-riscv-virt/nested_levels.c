/* SPDX-License-Identifier: MIT */
/* Handlers of the two sources that a program can raise: the UART's transmit interrupt, the buffer of which is empty, and the alarm of the
 * real-time clock (QEMU's hw/rtc/goldfish_rtc.c), set to the past. */
#include <vow/irq_controller.h>

enum { LEVELS = 2, STREAMS = LEVELS, UART_SOURCE = 10, CLOCK_SOURCE = 11 };

/* Fewer than elsewhere: QEMU takes half a minute for 100,000. */
#ifndef VOW_TEST_SETTLES
#define VOW_TEST_SETTLES 20000
#endif
#include "../../harness/nested_levels.h"

#define UART_INTERRUPTS   (*(volatile uint8_t *)0x10000001u)
#define CLOCK_ALARM_LOW   (*(volatile uint32_t *)0x00101008u)
#define CLOCK_ALARM_HIGH  (*(volatile uint32_t *)0x0010100cu)
#define CLOCK_INTERRUPTS  (*(volatile uint32_t *)0x00101010u)
#define CLOCK_CLEAR       (*(volatile uint32_t *)0x0010101cu)
enum { UART_NONE = 0, UART_ROOM = 2 };

/* The table can be changed here, what stands for flash being RAM: another test has a handler of this name. */
extern void (*vow_irq_vectors[])(void);

static void uart_arrives(void)
{
    UART_INTERRUPTS = UART_NONE;
    interrupt(0);
}

void vow_irq11_handler(void);
void vow_irq11_handler(void)
{
    CLOCK_CLEAR = 1;
    interrupt(1);
}

static void open_level(unsigned level)
{
    CLOCK_INTERRUPTS = 1;
    vow_irq_enable(UART_SOURCE + level, level ? VOW_IRQ_URGENT : VOW_IRQ_LEAST_URGENT);
}

static void close_level(unsigned level) { vow_irq_disable(UART_SOURCE + level); }
static void make_timer_urgent(void) {}

static void pend(unsigned level)
{
    const uintptr_t state = vow_irq_save();

    if (level == 0) {
        UART_INTERRUPTS = UART_ROOM;
    } else {
        CLOCK_ALARM_HIGH = 0;
        CLOCK_ALARM_LOW = 0;
    }
    vow_irq_restore(state);
}

VOW_TEST(nested_levels_settle_and_push_without_loss)
{
    void (*const other)(void) = vow_irq_vectors[UART_SOURCE];

    vow_irq_vectors[UART_SOURCE] = uart_arrives;
    settle_and_push();
    vow_irq_vectors[UART_SOURCE] = other;
}
