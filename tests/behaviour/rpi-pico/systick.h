/* SPDX-License-Identifier: MIT */
/* SysTick, which the board leaves free, once: `handler` is called in its handler so many cycles later, with what the processor
 * stacked. */
#ifndef VOW_TESTS_RPI_PICO_SYSTICK_H
#define VOW_TESTS_RPI_PICO_SYSTICK_H

#include <stdint.h>

void vow_test_systick_start(uint32_t cycles, void (*handler)(const uint32_t *frame));

#endif
