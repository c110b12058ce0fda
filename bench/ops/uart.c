/* SPDX-License-Identifier: MIT */
/* Bytes that interrupts bring to a task. There is no hardware behind this UART: CMSDK timer 1 sends the interrupts (DDI 0479,
 * chapter 4; interrupt 9 of the AN385), and its handler stands for the driver's. */
#include <vow/irq_controller.h>
#include <vow/uart_driver.h>
#include <vow/vow.h>

#include "mark.h"

#define TIMER1_CTRL     (*(volatile uint32_t *)0x40001000u)
#define TIMER1_VALUE    (*(volatile uint32_t *)0x40001004u)
#define TIMER1_RELOAD   (*(volatile uint32_t *)0x40001008u)
#define TIMER1_INTCLEAR (*(volatile uint32_t *)0x4000100cu)
enum { TIMER1_IRQ = 9, CYCLES_APART = 80, RING_BYTES = 128, BLOCK_BYTES = 64 };

static struct vow_uart uart;
static uint8_t receive_ring[RING_BYTES], transmit_ring[RING_BYTES], block[BLOCK_BYTES];

void vow_irq9_handler(void);
void vow_irq9_handler(void)
{
    VOW_BENCH_BEGIN(uart_byte);
    VOW_BENCH_BEGIN(uart_byte_to_task);
    TIMER1_INTCLEAR = 1;
    vow_uart_byte_from_isr(&uart, 'x');
    VOW_BENCH_END(uart_byte);
}

static bool start_transmit(struct vow_uart *sender)
{
    (void)sender;
    return false;
}

void vow_bench_uart(void)
{
    vow_uart_init(&uart, &vow_main_loop,
                  &(struct vow_uart_config){ receive_ring, transmit_ring, RING_BYTES, RING_BYTES, NULL, start_transmit, NULL });
    TIMER1_RELOAD = CYCLES_APART;
    TIMER1_VALUE = CYCLES_APART;
    vow_irq_enable(TIMER1_IRQ, VOW_IRQ_NORMAL);
    TIMER1_CTRL = 9; /* enable, with interrupt */
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        vow_await(vow_uart_read(&uart, block, sizeof block));
        VOW_BENCH_END(uart_byte_to_task);
    }
    for (int turn = 0; turn < VOW_BENCH_TURNS; turn++) {
        VOW_BENCH_BEGIN(uart_read_64);
        vow_await(vow_uart_read_exact(&uart, block, sizeof block));
        VOW_BENCH_END(uart_read_64);
    }
    TIMER1_CTRL = 0;
    vow_irq_disable(TIMER1_IRQ);
}
