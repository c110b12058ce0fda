/* SPDX-License-Identifier: MIT */
/* nRF51 TIMER: nRF51 Series Reference Manual 3.0, chapter TIMER. The counter runs freely and the compare value moves on by a
 * period each time: a handler that comes late shifts no later tick, and none that was missed is lost. */
#include <vow/tick_nrf51.h>

#include <vow/irq.h>

#include "timer_nrf51.h"

enum { TICK = VOW_TIMER_NRF51_TICK, NOW = VOW_TIMER_NRF51_TICK_NOW };
enum { BITMODE_32 = 3, MODE_TIMER = 0 };
enum { PRESCALER = 4, COUNTS_HZ = 16000000 >> PRESCALER }; /* up to 1 MHz the timer uses the clock that needs less power */

void vow_timer_nrf51_run(void *registers)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct vow_timer_nrf51_registers *device = registers;

    device->stop = 1;
    device->clear = 1;
    device->mode = MODE_TIMER;
    device->bitmode = BITMODE_32;
    device->prescaler = PRESCALER;
    device->start = 1;
}

void vow_tick_nrf51_start(struct vow_tick_nrf51 *tick, void *registers, uint32_t hz)
{
    struct vow_timer_nrf51_registers *device = registers;

    tick->device = device;
    tick->period = COUNTS_HZ / hz;
    tick->next = tick->period;
    vow_timer_nrf51_run(device);
    device->compare[TICK] = 0;
    device->cc[TICK] = tick->next;
    device->intenset = VOW_TIMER_NRF51_INTERRUPT(TICK);
}

/* The counter is looked at after each new compare value was written: if it had been reached by then it may have brought
 * no event, and is counted here. The event that it did bring finds nothing to count. */
uint32_t vow_tick_nrf51_handler(struct vow_tick_nrf51 *tick)
{
    struct vow_timer_nrf51_registers *device = tick->device;
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
