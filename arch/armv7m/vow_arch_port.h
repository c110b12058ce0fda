/* SPDX-License-Identifier: MIT */
/* ARMv7-M: the inline half of the contract in arch.h. */
#ifndef VOW_ARCH_PORT_H
#define VOW_ARCH_PORT_H

#define VOW_ARCH_MASKS_PRIORITIES 1

#include "../cortexm/compare_exclusive.h"
#include "../common/exchange_atomic.h"
#include "../cortexm/port.h"

#endif
