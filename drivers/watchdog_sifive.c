/* SPDX-License-Identifier: MIT */
/* FE310-G000 Manual v3p1, chapter "Watchdog Timer (WDT)". It counts up, and resets when the 16 bits that the scale chooses reach the
 * comparison. Each write needs the key before it. */
#include <vow/watchdog_sifive.h>

#include <vow/irq.h>

struct registers {
    volatile uint32_t configuration, gap0, count, gap1, scaled, gap2, feed, key, compare;
};
_Static_assert(offsetof(struct registers, feed) == 0x18 && offsetof(struct registers, compare) == 0x20, "wdogfeed, wdogcmp");

enum { KEY = 0x51f15e, FOOD = 0xd09f00d };
#define CONFIGURATION_RESETS        (1u << 8)
#define CONFIGURATION_COUNTS_ALWAYS (1u << 12)

static void write(struct registers *registers, volatile uint32_t *place, uint32_t value)
{
    registers->key = KEY;
    *place = value;
}

static void feed(struct vow_watchdog *watchdog)
{
    struct registers *registers = watchdog->device;

    write(registers, &registers->feed, FOOD);
}

void vow_watchdog_sifive_reset_after(void *device, uint32_t counts)
{
    struct registers *registers = device;
    uint32_t scale = 0;

    while (counts >> scale > UINT16_MAX)
        scale++;
    write(registers, &registers->compare, counts >> scale);
    write(registers, &registers->feed, FOOD);
    write(registers, &registers->configuration, CONFIGURATION_RESETS | CONFIGURATION_COUNTS_ALWAYS | scale);
}

void vow_watchdog_sifive_open(struct vow_watchdog *watchdog, void *device, uint32_t counts_hz, uint32_t timeout_ms)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    vow_watchdog_sifive_reset_after(device, timeout_ms * counts_hz / 1000);
    vow_watchdog_start(watchdog, feed, device, timeout_ms);
}
