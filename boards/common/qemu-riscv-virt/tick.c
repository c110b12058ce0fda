/* SPDX-License-Identifier: MIT */
/* The loop's clock from mtime, which counts at 10 MHz. */
#include <vow/board.h>
#include <vow/irq.h>
#include <vow/loop.h>

#include "tick.h"

void vow_mtimer_handler(void);

#if VOW_CONFIG_TICKLESS

/* No tick of its own: only the one-shot timer compares. */
struct vow_tick_clint vow_virt_tick = { .base = VIRT_CLINT_BASE, .mtime_hz = VIRT_MTIME_HZ, .next = UINT64_MAX };

void vow_mtimer_handler(void) { vow_virt_oneshot_handler(); }

#else

struct vow_tick_clint vow_virt_tick = { .base = VIRT_CLINT_BASE, .mtime_hz = VIRT_MTIME_HZ, .tick_hz = VOW_CONFIG_CLOCK_HZ };

void vow_board_tick_start(void)
{
    const uintptr_t state = vow_irq_save();

    vow_tick_clint_start(&vow_virt_tick);
    __asm__ volatile("csrs mie, %0" : : "r"(MIE_MTIE));
    vow_irq_restore(state);
}

void vow_mtimer_handler(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, vow_tick_clint_handler(&vow_virt_tick));
    if (vow_virt_oneshot_handler)
        vow_virt_oneshot_handler();
}

#endif
