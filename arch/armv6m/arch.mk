# SPDX-License-Identifier: MIT
# ARMv6-M: Cortex-M0 and M0+.
include $(VOW)/arch/cortexm/arch.mk
