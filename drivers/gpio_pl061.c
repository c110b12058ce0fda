/* SPDX-License-Identifier: MIT */
/* PrimeCell GPIO (PL061) Technical Reference Manual, DDI 0190, chapter 3. */
#include <stddef.h>

#include <vow/gpio_pl061.h>
#include <vow/irq.h>

struct registers {
    volatile uint32_t data[256]; /* bits 2 to 9 of the address say which pins are meant */
    volatile uint32_t direction, level_sense, both_edges, event, mask, raw, masked, clear;
};
_Static_assert(offsetof(struct registers, direction) == 0x400 && offsetof(struct registers, clear) == 0x41c, "registers");

void vow_gpio_pl061_open(struct vow_gpio_pl061 *port, unsigned number, struct vow_pin *pin, struct vow_loop *loop)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *device = port->device;
    const uint32_t bit = 1u << number;
    const uintptr_t state = vow_irq_save();

    device->mask &= ~bit;
    device->direction &= ~bit;
    device->level_sense &= ~bit;
    device->both_edges |= bit;
    device->clear = bit;
    vow_pin_init(pin, loop, device->data[bit] != 0);
    port->pins[number] = pin;
    device->mask |= bit;
    vow_irq_restore(state);
}

/* The edge is cleared before the level is read: one that comes in between interrupts again. */
void vow_gpio_pl061_handler(struct vow_gpio_pl061 *port)
{
    struct registers *device = port->device;
    uint32_t edges;

    while ((edges = device->masked) != 0) {
        const unsigned number = (unsigned)__builtin_ctz(edges);

        device->clear = 1u << number;
        vow_pin_level_from_isr(port->pins[number], device->data[1u << number] != 0);
    }
}
