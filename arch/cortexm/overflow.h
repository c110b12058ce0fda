/* SPDX-License-Identifier: MIT */
#ifndef VOW_CORTEXM_OVERFLOW_H
#define VOW_CORTEXM_OVERFLOW_H

#include "../arch.h"
#include "fault.h"

/* ARMv7-M: the MPU's regions of the highest precedence that each MPU has. They have the same size, VOW_ARCH_GUARD_BYTES. */
enum { VOW_CORTEXM_MAIN_REGION = 6, VOW_CORTEXM_TASK_REGION = 7 };

/* If a stack has overflowed, begins the report with that. */
bool vow_fault_tell_overflow_(const struct stopped *stopped, const struct frame *frame);

#endif
