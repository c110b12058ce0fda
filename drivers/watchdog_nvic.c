/* SPDX-License-Identifier: MIT */
/* ISPR: ARMv6-M Architecture Reference Manual B3.4.5. */
#include <vow/watchdog_nvic.h>

#include <vow/fault.h>
#include <vow/irq_controller.h>

#define ISPR (*(volatile uint32_t *)0xe000e200u)

/* An interrupt that is pending so many times does not end. */
enum { STORM_TICKS = 4 };

static _Noreturn void report_storm(uint32_t storming)
{
    unsigned number = 0;

    while (!(storming >> number & 1))
        number++;
    vow_fault_begin();
    vow_fault_decimal("panic: the watchdog expired, interrupt ", number);
    vow_fault_task(" leaves no turn, over ");
    vow_hook_fault();
}

void vow_watchdog_nvic_tick_from_isr(struct vow_watchdog *watchdog, unsigned number)
{
    static uint32_t storming;
    static unsigned looks;

    if (!vow_watchdog_is_late_from_isr(watchdog))
        return;
    storming = looks++ ? storming & ISPR : ISPR;
    if (looks == STORM_TICKS && storming)
        report_storm(storming);
    if (storming)
        return;
    vow_irq_enable(number, VOW_IRQ_NORMAL);
    vow_irq_pend(number);
}
