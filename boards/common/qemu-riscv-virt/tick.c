/* SPDX-License-Identifier: MIT */
/* The loop's clock from mtime, which counts at 10 MHz. */
#include <vow/board.h>
#include <vow/irq.h>
#include <vow/loop.h>
#include <vow/tick_clint.h>

#define MTIME_HZ 10000000u
#define MIE_MTIE (1u << 7)

_Static_assert(MTIME_HZ % VOW_CONFIG_CLOCK_HZ == 0, "a tick is a whole number of counts");

void vow_mtimer_handler(void);

static struct vow_tick_clint tick = { .base = 0x02000000u, .counts = MTIME_HZ / VOW_CONFIG_CLOCK_HZ };

void vow_board_tick_start(void)
{
    const uintptr_t state = vow_irq_save();

    vow_tick_clint_start(&tick);
    __asm__ volatile("csrs mie, %0" : : "r"(MIE_MTIE));
    vow_irq_restore(state);
}

void vow_mtimer_handler(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, vow_tick_clint_handler(&tick));
}
