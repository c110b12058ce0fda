/* SPDX-License-Identifier: MIT */
/* The watchdog of the always-on domain, at the board's oscillator. QEMU 7.2 does not have it. */
#include <vow/board_watchdog.h>
#include <vow/fault.h>
#include <vow/watchdog_sifive.h>

#include "hifive1.h"

enum { LOW_FREQUENCY_HZ = 32768 };

struct vow_watchdog vow_board_watchdog;

void vow_board_watchdog_open(uint32_t timeout_ms)
{
    vow_watchdog_sifive_open(&vow_board_watchdog, AON_REGISTERS, LOW_FREQUENCY_HZ, timeout_ms);
}

/* The machine timer interrupts no handler, and none interrupts it: mepc is the place of who left no turn. */
void vow_hifive1_watchdog_tick(void)
{
    uintptr_t place;

    if (!vow_watchdog_is_late_from_isr(&vow_board_watchdog))
        return;
    __asm__ volatile("csrr %0, mepc" : "=r"(place));
    vow_fault_begin();
    vow_fault_hex("panic: the watchdog expired at PC 0x", place);
    vow_fault_text("\n");
    vow_fault_task("in ");
    vow_hook_fault();
}
