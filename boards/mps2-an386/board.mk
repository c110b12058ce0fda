# SPDX-License-Identifier: MIT
BOARD_CORE     := Cortex-M4F
BOARD_CPU      := cortex-m4
BOARD_FPU      := fpv4-sp-d16
include $(VOW)/boards/common/mps2/mps2.mk
