# SPDX-License-Identifier: MIT
include $(VOW)/boards/common/mps2/mps2.mk
BOARD_CORE     := Cortex-M3
BOARD_CPU      := cortex-m3
