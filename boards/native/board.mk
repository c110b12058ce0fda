# SPDX-License-Identifier: MIT
ARCH           := native
BOARD_CORE     := this machine
BOARD_DRIVERS  :=
BOARD_CI       := yes
BOARD_HARDWARE := -

BOARD_RUN_NEED :=
# The program itself reads SERIAL.
BOARD_RUN       = $(if $(TIMEOUT),timeout --foreground -k 1 $(TIMEOUT))
BOARD_DEBUG     = gdb-multiarch --args
