# SPDX-License-Identifier: MIT
# ARMv6-M (Cortex-M0, M0+). The tools are those of ARMv7-M.
include $(VOW)/arch/armv7m/arch.mk

ARCH_FLAGS := -mcpu=cortex-m0 -mthumb -mfloat-abi=soft
