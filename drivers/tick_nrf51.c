/* SPDX-License-Identifier: MIT */
/* nRF51 TIMER: nRF51 Series Reference Manual 3.0, chapter TIMER. The counter runs freely and the compare value moves on by a
 * period each time: a handler that comes late shifts no later tick, and none that was missed is lost. */
#include <stddef.h>

#include <vow/tick_nrf51.h>

struct registers {
    volatile uint32_t start, stop, count, clear, gap0[12], capture[4], gap1[60];
    volatile uint32_t compare[4], gap2[109], intenset, intenclr, gap3[126];
    volatile uint32_t mode, bitmode, gap4, prescaler, gap5[11], cc[4];
};

_Static_assert(offsetof(struct registers, capture) == 0x40 && offsetof(struct registers, compare) == 0x140
               && offsetof(struct registers, intenset) == 0x304, "tasks and events");
_Static_assert(offsetof(struct registers, mode) == 0x504 && offsetof(struct registers, prescaler) == 0x510
               && offsetof(struct registers, cc) == 0x540, "registers");

enum { TICK, NOW }; /* compare registers */
enum { INTERRUPT_TICK = 1 << 16, BITMODE_32 = 3, MODE_TIMER = 0 };
enum { PRESCALER = 4, COUNTS_HZ = 16000000 >> PRESCALER }; /* up to 1 MHz the timer uses the clock that needs less power */

void vow_tick_nrf51_start(struct vow_tick_nrf51 *tick, void *registers, uint32_t hz)
{
    struct registers *device = registers;

    tick->device = device;
    tick->period = COUNTS_HZ / hz;
    tick->next = tick->period;
    device->stop = 1;
    device->clear = 1;
    device->mode = MODE_TIMER;
    device->bitmode = BITMODE_32;
    device->prescaler = PRESCALER;
    device->compare[TICK] = 0;
    device->cc[TICK] = tick->next;
    device->intenset = INTERRUPT_TICK;
    device->start = 1;
}

/* The counter is looked at after each new compare value was written: if it had been reached by then it may have brought
 * no event, and is counted here. The event that it did bring finds nothing to count. */
uint32_t vow_tick_nrf51_handler(struct vow_tick_nrf51 *tick)
{
    struct registers *device = tick->device;
    uint32_t ticks = 0;

    device->compare[TICK] = 0;
    for (;;) {
        device->capture[NOW] = 1;
        if ((int32_t)(device->cc[NOW] - tick->next) < 0)
            return ticks;
        tick->next += tick->period;
        device->cc[TICK] = tick->next;
        ticks++;
    }
}
