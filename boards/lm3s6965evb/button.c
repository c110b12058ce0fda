/* SPDX-License-Identifier: MIT */
/* The Select button, on PF1 to ground, with the pad's pull-up; port F is interrupt 30. */
#include <vow/board_button.h>
#include <vow/gpio_pl061.h>
#include <vow/irq_controller.h>

#define PORT_F         0x40025000u
#define PORT_F_PULL_UP (*(volatile uint32_t *)(PORT_F + 0x510u))
#define PORT_F_DIGITAL (*(volatile uint32_t *)(PORT_F + 0x51cu))

enum { BUTTON = 1, PORT_F_INTERRUPT = 30 };

void vow_irq30_handler(void);

static struct vow_gpio_pl061 port_f = { .device = (void *)PORT_F };
struct vow_pin vow_board_button;

void vow_board_button_open(void)
{
    PORT_F_PULL_UP |= 1u << BUTTON;
    PORT_F_DIGITAL |= 1u << BUTTON;
    vow_gpio_pl061_open(&port_f, BUTTON, &vow_board_button, &vow_main_loop);
    vow_irq_enable(PORT_F_INTERRUPT, VOW_IRQ_NORMAL);
}

void vow_irq30_handler(void) { vow_gpio_pl061_handler(&port_f); }
