/* SPDX-License-Identifier: MIT */
/* nRF51 TIMER: the counter runs freely, one compare register is the alarm, another one takes the time. */
#include <vow/irq.h>
#include <vow/irq_controller.h>
#include <vow/oneshot_nrf51.h>

#include "timer_nrf51.h"

enum { ALARM = VOW_TIMER_NRF51_ALARM, NOW = VOW_TIMER_NRF51_NOW };

static struct vow_timer_nrf51_registers *registers_of(const struct vow_oneshot *oneshot)
{
    return ((struct vow_oneshot_nrf51 *)oneshot->device)->registers;
}

/* To take the time and to read it is one step: handlers do it too. */
static uint32_t now(const struct vow_oneshot *oneshot)
{
    struct vow_timer_nrf51_registers *device = registers_of(oneshot);
    const uintptr_t state = vow_irq_save();
    uint32_t count;

    device->capture[NOW] = 1;
    count = device->cc[NOW];
    vow_irq_restore(state);
    return count;
}

static void disarm(struct vow_oneshot *oneshot)
{
    struct vow_timer_nrf51_registers *device = registers_of(oneshot);

    device->intenclr = VOW_TIMER_NRF51_INTERRUPT(ALARM);
    device->compare[ALARM] = 0;
}

/* The comparison is with one value, not with all above: a deadline that was reached by the time it stands there may have brought no
 * event, so the interrupt is made. */
static void arm(struct vow_oneshot *oneshot, uint32_t due)
{
    struct vow_timer_nrf51_registers *device = registers_of(oneshot);

    disarm(oneshot);
    device->cc[ALARM] = due;
    device->intenset = VOW_TIMER_NRF51_INTERRUPT(ALARM);
    if ((int32_t)(due - now(oneshot)) <= 0)
        vow_irq_pend(((struct vow_oneshot_nrf51 *)oneshot->device)->interrupt);
}

void vow_oneshot_nrf51_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_oneshot_nrf51 *device)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    static const struct vow_oneshot_driver driver = { now, arm, disarm };

    vow_oneshot_init(oneshot, loop, &driver, device, VOW_ONESHOT_NRF51_COUNTS_HZ);
    disarm(oneshot);
}

/* The tick's interrupt comes here, too, also before the timer was opened. */
void vow_oneshot_nrf51_handler(struct vow_oneshot *oneshot)
{
    if (!oneshot->device)
        return;
    registers_of(oneshot)->compare[ALARM] = 0;
    vow_oneshot_fire_from_isr(oneshot);
}
