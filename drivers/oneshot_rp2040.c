/* SPDX-License-Identifier: MIT */
/* RP2040 TIMER: RP2040 Datasheet, section 4.6. The lower half of the counter is the count; an alarm comes when it equals the alarm's
 * value, and disarms itself. */
#include <stddef.h>

#include <vow/irq.h>
#include <vow/irq_controller.h>
#include <vow/oneshot_rp2040.h>

struct registers {
    volatile uint32_t timehw, timelw, timehr, timelr, alarm[4], armed, timerawh, timerawl, dbgpause, pause;
    volatile uint32_t intr, inte, intf, ints;
};

_Static_assert(offsetof(struct registers, alarm) == 0x10 && offsetof(struct registers, timerawl) == 0x28
               && offsetof(struct registers, intr) == 0x34 && offsetof(struct registers, ints) == 0x40, "registers");

/* A write to a register 0x2000 further on sets the bits that are written, and leaves the others to those who own them (2.1.2). */
enum { ATOMIC_SET = 0x2000 };

static struct registers *registers_of(const struct vow_oneshot *oneshot)
{
    return ((struct vow_oneshot_rp2040 *)oneshot->device)->registers;
}

static unsigned alarm_of(const struct vow_oneshot *oneshot)
{
    return ((struct vow_oneshot_rp2040 *)oneshot->device)->alarm;
}

static uint32_t now(const struct vow_oneshot *oneshot) { return registers_of(oneshot)->timerawl; }

static void clear(struct vow_oneshot *oneshot) { registers_of(oneshot)->intr = 1u << alarm_of(oneshot); }

static void disarm(struct vow_oneshot *oneshot)
{
    registers_of(oneshot)->armed = 1u << alarm_of(oneshot);
    clear(oneshot);
}

/* The comparison is with one value, not with all above: a deadline that was reached by the time it stands there may have brought no
 * alarm, so the interrupt is made. */
static void arm(struct vow_oneshot *oneshot, uint32_t due)
{
    clear(oneshot);
    registers_of(oneshot)->alarm[alarm_of(oneshot)] = due;
    if ((int32_t)(due - now(oneshot)) <= 0)
        vow_irq_pend(((struct vow_oneshot_rp2040 *)oneshot->device)->interrupt);
}

void vow_oneshot_rp2040_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_oneshot_rp2040 *device)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    static const struct vow_oneshot_driver driver = { now, arm, disarm };
    volatile uint32_t *set_inte = (volatile uint32_t *)((char *)device->registers + offsetof(struct registers, inte) + ATOMIC_SET);

    vow_oneshot_init(oneshot, loop, &driver, device, VOW_ONESHOT_RP2040_COUNTS_HZ);
    disarm(oneshot);
    *set_inte = 1u << device->alarm;
}

void vow_oneshot_rp2040_handler(struct vow_oneshot *oneshot)
{
    clear(oneshot);
    vow_oneshot_fire_from_isr(oneshot);
}
