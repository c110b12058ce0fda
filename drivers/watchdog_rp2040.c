/* SPDX-License-Identifier: MIT */
/* RP2040 Datasheet 4.7, "Watchdog". It counts down from LOAD with each tick, by two (erratum RP2040-E1), and resets at 0. It has no
 * interrupt. */
#include <vow/watchdog_rp2040.h>

#include <vow/irq.h>

struct registers {
    volatile uint32_t control, load;
};
_Static_assert(offsetof(struct registers, load) == 4, "LOAD");

#define CONTROL_ENABLE          (1u << 30)
#define CONTROL_PAUSES_IN_DEBUG (7u << 24)
enum { COUNTS_PER_MS = 2000 };
_Static_assert(VOW_WATCHDOG_RP2040_LONGEST_MS * COUNTS_PER_MS < 1u << 24, "LOAD has 24 bits");

static void feed(struct vow_watchdog *watchdog)
{
    ((struct registers *)watchdog->device)->load = watchdog->feed_ms * 4 * COUNTS_PER_MS;
}

void vow_watchdog_rp2040_open(struct vow_watchdog *watchdog, void *device, uint32_t timeout_ms)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *registers = device;

    if (timeout_ms > VOW_WATCHDOG_RP2040_LONGEST_MS)
        timeout_ms = VOW_WATCHDOG_RP2040_LONGEST_MS;
    registers->control = CONTROL_PAUSES_IN_DEBUG;
    vow_watchdog_start(watchdog, feed, device, timeout_ms);
    registers->control = CONTROL_ENABLE | CONTROL_PAUSES_IN_DEBUG;
}
