# SPDX-License-Identifier: MIT
# ARMv7-M: Cortex-M3, and Cortex-M4 and M7 with their FPU (BOARD_FPU) or without.
include $(VOW)/arch/cortexm/arch.mk
