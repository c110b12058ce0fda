/* SPDX-License-Identifier: MIT */
/* FPGAIO's counter, at the rate of the core's clock as long as the program leaves its prescaler at 0 (AN385, 4.1; AN505, 4.1). */
#include <vow/tick_systick.h>

#include "mps2.h"

#define FPGAIO_COUNTER (*(volatile uint32_t *)(FPGAIO_REGISTERS + 0x18u))

uint32_t vow_board_cycles(void) { return FPGAIO_COUNTER; }
