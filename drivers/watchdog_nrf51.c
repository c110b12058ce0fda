/* SPDX-License-Identifier: MIT */
/* nRF51 WDT: nRF51 Series Reference Manual 3.0, chapter "Watchdog timer (WDT)". It counts down at 32,768 Hz, from an oscillator that it
 * starts itself, and resets at 0. Its interrupt comes two counts before that, which is too late for a report. */
#include <vow/watchdog_nrf51.h>

#include <vow/irq.h>

struct registers {
    volatile uint32_t start, gap0[320], reload_value, requests, configuration, gap1[60], request[8];
};
_Static_assert(offsetof(struct registers, reload_value) == 0x504 && offsetof(struct registers, configuration) == 0x50c, "CRV, CONFIG");
_Static_assert(offsetof(struct registers, request) == 0x600, "RR[0]");

enum { COUNTS_HZ = 32768, REQUEST_0 = 1, COUNTS_IN_SLEEP = 1, RELOAD = 0x6e524635 };

static void feed(struct vow_watchdog *watchdog) { ((struct registers *)watchdog->device)->request[0] = RELOAD; }

void vow_watchdog_nrf51_open(struct vow_watchdog *watchdog, void *device, uint32_t timeout_ms)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *registers = device;

    registers->reload_value = timeout_ms * COUNTS_HZ / 1000 - 1;
    registers->requests = REQUEST_0;
    registers->configuration = COUNTS_IN_SLEEP;
    registers->start = 1;
    vow_watchdog_start(watchdog, feed, device, timeout_ms);
}
