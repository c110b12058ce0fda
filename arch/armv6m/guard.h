/* SPDX-License-Identifier: MIT */
/* For switch.S too: what the lowest word of a stack holds as long as the stack was never full. It is the pattern that free stacks are
 * painted with. Of the main stack it is the word above the last VOW_ARCH_MAIN_MARGIN_BYTES, so that a handler that needs a few more than
 * it has does not leave the RAM, which on ARMv6-M is a lockup. */
#ifndef VOW_ARMV6M_GUARD_H
#define VOW_ARMV6M_GUARD_H

#include <vow/config.h>

#define VOW_ARCH_CANARY 0xa5a5a5a5
#define VOW_ARCH_MAIN_MARGIN_BYTES 64

#endif
