/* SPDX-License-Identifier: MIT */
/* A button without its bouncing: an async generator that yields a level when it has stayed for 20 ms. */
#include <stdio.h>

#include <vow/board_button.h>
#include <vow/vow.h>

enum { QUIET_MS = 20, PRESSES = 3 };

/* The level of the pin once no edge has come for QUIET_MS. */
static bool settled(struct vow_pin *pin, bool level)
{
    vow_value edge;

    while (vow_await_timeout_ms(vow_pin_edge(pin), QUIET_MS, &edge) == VOW_FULFILLED)
        level = edge.u;
    if (edge.e != &vow_error_timeout)
        vow_throw(edge);
    return level;
}

static vow_value debounced(struct vow_generator *self, void *argument)
{
    struct vow_pin *pin = *(struct vow_pin **)argument;
    bool level = vow_pin_level(pin);

    for (;;) {
        bool next = settled(pin, vow_await(vow_pin_edge(pin)).u);

        if (next != level) {
            level = next;
            vow_yield(self, vow_uint(level));
        }
    }
    return VOW_UNDEFINED;
}
static const struct vow_generator_function debounced_fn = VOW_GENERATOR_FUNCTION(debounced, 1, 512);

int main(void)
{
    struct vow_pin *button = &vow_board_button;
    unsigned presses = 0;

    vow_board_button_open();
    printf("press the button %d times\n", PRESSES);
    VOW_FOR_AWAIT(level, vow_iterate(vow_generate(&debounced_fn, &button, sizeof button))) {
        if (!level.value.u)
            printf("pressed, %u\n", ++presses);
        else if (presses == PRESSES)
            break;
    }
    printf("released\n");
    return 0;
}
