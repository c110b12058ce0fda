/* SPDX-License-Identifier: MIT */
/* The machine timer interrupt, which is the tick's too: a comparison that is moved forward is a tick of nothing. */
#include "../harness/riscv_timer.h"
#include "inject.h"

#include <vow/board_uart.h>

enum { MACHINE_TIMER = 7 };

const uint32_t inject_long_counts = 5000, inject_longest_counts = 30000, inject_tick_counts = 0;

extern void (*vow_local_vectors[16])(void);

static void (*tick)(void);
static volatile bool started;

static void handler(void)
{
    const uintptr_t place = riscv_read(mepc);

    tick(); /* what has become due since the comparison was moved */
    if (started) {
        started = false;
        inject_arrived(place);
    }
}

void inject_port_open(void)
{
    tick = vow_local_vectors[MACHINE_TIMER];
    vow_local_vectors[MACHINE_TIMER] = handler;
}

void inject_call_masked(void (*arrive)(void)) { arrive(); }

void inject_timer_start(uint32_t counts)
{
    started = true;
    riscv_timer_start(counts);
}

/* What a write masks on a device that is there. Empty lines, which ./run does not read. */
static void write_and_flush(void)
{
    vow_uart_write(&vow_board_uart0, "\n\n", 2);
    vow_uart_flush(&vow_board_uart0);
}
static bool all_is_sent(void) { return vow_board_uart0.transmit_out == vow_board_uart0.transmit_in && !vow_board_uart0.writers; }

const struct inject_operation inject_port[] = {
    { .name = "write to the board's UART", .prepare = vow_board_uart0_open, .run = write_and_flush, .right = all_is_sent,
      .has_handlers = true },
    { .name = NULL },
};
