/* SPDX-License-Identifier: MIT */
/* Cortex-M: a handler that sees what was interrupted. */
#ifndef VOW_TESTS_CORTEXM_FRAME_H
#define VOW_TESTS_CORTEXM_FRAME_H

#include <stdint.h>

/* Of the eight words that the processor stacked (ARMv6-M and ARMv7-M ARM, B1.5.6). */
enum { CORTEXM_FRAME_PC = 6 };

/* Defines the handler `name`, which calls `next`(const uint32_t *frame, uint32_t exc_return), a function that is not static. Naked: a
 * prologue would change the stack pointer and lr. EXC_RETURN bit 2, here the sign: which stack holds the frame. */
#define CORTEXM_HANDLER_WITH_FRAME(name, next)            \
    void name(void);                                      \
    __attribute__((naked)) void name(void)                \
    {                                                     \
        __asm__ volatile(".syntax unified\n\t"            \
                         "mrs r0, msp\n\t"                \
                         "mov r1, lr\n\t"                 \
                         "lsls r2, r1, #29\n\t"           \
                         "bpl 1f\n\t"                     \
                         "mrs r0, psp\n"                  \
                         "1: ldr r2, =" #next "\n\t"      \
                         "bx r2\n\t"                      \
                         ".ltorg");                       \
    }

#endif
