# SPDX-License-Identifier: MIT
include $(VOW)/boards/common/mps2/mps2.mk
BOARD_CORE     := Cortex-M7
BOARD_CPU      := cortex-m7
BOARD_FPU      := fpv5-d16
