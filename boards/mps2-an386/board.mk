# SPDX-License-Identifier: MIT
include $(VOW)/boards/common/mps2/mps2.mk
BOARD_CORE     := Cortex-M4F
BOARD_CPU      := cortex-m4
BOARD_FPU      := fpv4-sp-d16
