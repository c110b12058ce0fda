/* SPDX-License-Identifier: MIT */
/* CMSDK watchdog: Cortex-M System Design Kit Technical Reference Manual (DDI 0479), "APB watchdog". It counts down from LOAD; at 0 it
 * interrupts and begins again, and resets if it comes to 0 while that interrupt stands. Writes need the key. */
#include <vow/watchdog_cmsdk.h>

#include <vow/irq.h>

struct registers {
    volatile uint32_t load, value, control, clear, raw, masked, unused[762], lock;
};
_Static_assert(offsetof(struct registers, clear) == VOW_WATCHDOG_CMSDK_CLEAR, "WDOGINTCLR");
_Static_assert(offsetof(struct registers, lock) == 0xc00, "WDOGLOCK");

enum { INTERRUPT = 1, RESET = 2, KEY = 0x1acce551 };

/* It stays unlocked: the handler of its interrupt has one register to write with. */
static void feed(struct vow_watchdog *watchdog) { ((struct registers *)watchdog->device)->clear = 1; }

void vow_watchdog_cmsdk_open(struct vow_watchdog *watchdog, void *device, uint32_t counts_hz, uint32_t timeout_ms)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *registers = device;

    registers->lock = KEY;
    registers->load = counts_hz / 1000 * timeout_ms;
    registers->control = INTERRUPT | RESET;
    vow_watchdog_start(watchdog, feed, device, timeout_ms);
}
