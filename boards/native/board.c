/* SPDX-License-Identifier: MIT */
/* A Linux process: the console is standard output, the LEDs are a word. */
#include <vow/board.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "native_board.h"

#define LED_MASK 0xffu

const char vow_board_name[] = "native";

static uint32_t leds;

void vow_board_init(void) { }

void vow_board_console_write(const char *text, size_t length)
{
    if (vow_native_uart0_flush)
        vow_native_uart0_flush();
    fflush(stdout);
    while (length) {
        ssize_t written = write(STDOUT_FILENO, text, length);

        if (written <= 0)
            return;
        text += written;
        length -= (size_t)written;
    }
}

void vow_board_exit(int status)
{
    if (vow_native_uart0_flush)
        vow_native_uart0_flush();
    exit(status & 255);
}

/* Whoever started the process starts it again. */
void vow_board_reset(void) { vow_board_exit(1); }

void vow_board_led_set(uint32_t mask) { leds = mask & LED_MASK; }
uint32_t vow_board_led_get(void) { return leds; }

/* Nominal: nothing here depends on it. */
uint32_t vow_board_core_hz(void) { return 1000000000u; }

uint32_t vow_board_flash_used(void) { return 0; }
uint32_t vow_board_flash_size(void) { return 0; }
uint32_t vow_board_ram_used(void) { return 0; }
uint32_t vow_board_ram_size(void) { return 0; }

bool vow_board_stack(unsigned number, struct vow_board_stack *stack)
{
    (void)number, (void)stack;
    return false;
}
