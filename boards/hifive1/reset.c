/* SPDX-License-Identifier: MIT */
/* The watchdog of the always-on domain is the only way to reset the chip. QEMU 7.2 does not have it: there the program stops. */
#include <vow/board.h>
#include <vow/irq.h>
#include <vow/watchdog_sifive.h>

#include "hifive1.h"

void vow_board_reset(void)
{
    vow_irq_save();
    vow_watchdog_sifive_reset_after(AON_REGISTERS, 1);
    for (;;)
        continue;
}
