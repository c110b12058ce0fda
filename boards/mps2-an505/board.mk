# SPDX-License-Identifier: MIT
include $(VOW)/boards/common/mps2/mps2.mk
ARCH           := armv8m
BOARD_CORE     := Cortex-M33
BOARD_CPU      := cortex-m33
BOARD_FPU      := fpv5-sp-d16
BOARD_irqs     := 124

# Zero-wait SRAM by the addresses of the Secure state: SSRAM1, which is loaded before the start; SSRAM2 and SSRAM3.
BOARD_flash    := 0x10000000
BOARD_ram      := 0x38000000
