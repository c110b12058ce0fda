/* SPDX-License-Identifier: MIT */
/* The loop's clock from mtime. It counts the low-frequency clock, 32,768 Hz (FE310-G000 Manual v3p1, chapters "Core-Local
 * Interruptor (CLINT)" and "Clock Generation (PRCI)"). QEMU counts at 10 MHz; so its rate is measured before it is used. */
#include "hifive1.h"

#include <vow/board.h>
#include <vow/irq.h>
#include <vow/loop.h>

#define CLINT_BASE 0x02000000u
#define MTIME_LOW  (*(volatile uint32_t *)(CLINT_BASE + 0xbff8u))

#define CHIP_HZ 32768u
#define QEMU_HZ 10000000u

/* A millisecond of the core's clock is 33 counts of the chip, 2,560 in QEMU under -icount, and about 850 where QEMU's mcycle
 * is the counter of a host at 3 GHz. */
#define MEASURED_CYCLES (CORE_HZ / 1000)
#define MOST_CHIP_COUNTS 128u

void vow_mtimer_handler(void);

#if VOW_CONFIG_TICKLESS
/* No tick of its own: only the one-shot timer compares. */
struct vow_tick_clint vow_hifive1_tick = { .base = CLINT_BASE, .next = UINT64_MAX };
#else
struct vow_tick_clint vow_hifive1_tick = { .base = CLINT_BASE, .tick_hz = VOW_CONFIG_CLOCK_HZ };
#endif

/* The cycles lie within the counts, so that a host that stops QEMU in between makes the counts more, never fewer. */
static uint32_t measure_mtime_hz(void)
{
    const uint32_t first_count = MTIME_LOW, first_cycle = vow_hifive1_cycles();

    while (vow_hifive1_cycles() - first_cycle < MEASURED_CYCLES)
        continue;
    return MTIME_LOW - first_count > MOST_CHIP_COUNTS ? QEMU_HZ : CHIP_HZ;
}

void vow_hifive1_measure_mtime(void)
{
    const uintptr_t state = vow_irq_save();

    if (!vow_hifive1_tick.mtime_hz)
        vow_hifive1_tick.mtime_hz = measure_mtime_hz();
    vow_irq_restore(state);
}

#if VOW_CONFIG_TICKLESS

static void tick(void) { vow_hifive1_oneshot_handler(); }

#else

void vow_board_tick_start(void)
{
    const uintptr_t state = vow_irq_save();

    vow_hifive1_measure_mtime();
    vow_tick_clint_start(&vow_hifive1_tick);
    __asm__ volatile("csrs mie, %0" : : "r"(MIE_MTIE));
    vow_irq_restore(state);
}

static void tick(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, vow_tick_clint_handler(&vow_hifive1_tick));
    if (vow_hifive1_oneshot_handler)
        vow_hifive1_oneshot_handler();
}

#endif

void vow_mtimer_handler(void)
{
    tick();
    if (vow_hifive1_watchdog_tick)
        vow_hifive1_watchdog_tick();
}
