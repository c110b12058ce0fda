# SPDX-License-Identifier: MIT
BOARD_CORE     := Cortex-M3
BOARD_CPU      := cortex-m3
include $(VOW)/boards/common/mps2/mps2.mk
