/* SPDX-License-Identifier: MIT */
/* RP2040 TIMER: RP2040 Datasheet, section 4.6. The counter runs freely, and an alarm comes when its lower half equals the
 * alarm's value, which moves on by a period each time: a handler that comes late shifts no later tick, and none that was
 * missed is lost. */
#include <stddef.h>

#include <vow/tick_rp2040.h>

struct registers {
    volatile uint32_t timehw, timelw, timehr, timelr, alarm[4], armed, timerawh, timerawl, dbgpause, pause;
    volatile uint32_t intr, inte, intf, ints;
};

_Static_assert(offsetof(struct registers, alarm) == 0x10 && offsetof(struct registers, timerawl) == 0x28
               && offsetof(struct registers, intr) == 0x34 && offsetof(struct registers, ints) == 0x40, "registers");

enum { TICK = 0, TICK_BIT = 1 << TICK, COUNTS_HZ = 1000000 };

/* An alarm disarms itself, so the value is written each time, and the counter is looked at afterwards: if it had been reached
 * by then the alarm may not have come, and the tick is counted here. The alarm that did come finds nothing to count. */
static uint32_t arm(struct vow_tick_rp2040 *tick)
{
    struct registers *device = tick->device;
    uint32_t ticks = 0;

    for (;;) {
        device->alarm[TICK] = tick->next;
        if ((int32_t)(device->timerawl - tick->next) < 0)
            return ticks;
        tick->next += tick->period_us;
        ticks++;
    }
}

void vow_tick_rp2040_start(struct vow_tick_rp2040 *tick, void *registers, uint32_t hz)
{
    struct registers *device = registers;

    tick->device = device;
    tick->period_us = COUNTS_HZ / hz;
    tick->next = device->timerawl + tick->period_us;
    device->intr = TICK_BIT;
    device->inte |= TICK_BIT;
    arm(tick);
}

uint32_t vow_tick_rp2040_handler(struct vow_tick_rp2040 *tick)
{
    struct registers *device = tick->device;

    device->intr = TICK_BIT;
    return arm(tick);
}
