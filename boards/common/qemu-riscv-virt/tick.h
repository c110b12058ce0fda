/* SPDX-License-Identifier: MIT */
/* What the tick and the one-shot timer share: the machine timer. */
#ifndef VOW_BOARD_VIRT_TICK_H
#define VOW_BOARD_VIRT_TICK_H

#include <vow/tick_clint.h>

#define VIRT_CLINT_BASE 0x02000000u
#define VIRT_MTIME_HZ   10000000u
#define MIE_MTIE        (1u << 7)

extern struct vow_tick_clint vow_virt_tick;

/* Weak in the tick's handler: only a program that uses the one-shot timer links it (oneshot.c).   @context isr */
void vow_virt_oneshot_handler(void) __attribute__((weak));

#endif
