/* SPDX-License-Identifier: MIT */
/* A button that a script presses: VOW_NATIVE_BUTTON="100 103 500" lets its level change 100, 103 and 500 ms after it was opened. */
#include <stdlib.h>

#include <vow/board_button.h>
#include <vow/native.h>

#include "native_board.h"

struct vow_pin vow_board_button;

static struct vow_timer timer;
static vow_time opened;
static const char *script;
static bool level;

static void handler(void) { vow_pin_level_from_isr(&vow_board_button, level); }

static void change(void *argument);

static void go_on(void)
{
    char *end;
    unsigned long ms = strtoul(script, &end, 10);

    if (end == script)
        return;
    script = end;
    vow_timer_start_at(&timer, opened + vow_ticks_from_ms((uint32_t)ms), change, NULL);
}

static void change(void *argument)
{
    (void)argument;
    level = !level;
    vow_native_raise(VOW_NATIVE_BUTTON);
    go_on();
}

void vow_board_button_open(void)
{
    const char *environment = getenv("VOW_NATIVE_BUTTON");

    script = environment ? environment : "";
    opened = vow_clock_now();
    level = true;
    vow_pin_init(&vow_board_button, &vow_main_loop, level);
    vow_native_connect(VOW_NATIVE_BUTTON, VOW_NATIVE_PRIORITY, handler);
    go_on();
}
