# SPDX-License-Identifier: MIT
# ARMv8-M with the Main Extension: Cortex-M33 with its FPU (BOARD_FPU) or without, in the state in which it leaves reset (Secure, if it has two).
include $(VOW)/arch/cortexm/arch.mk
