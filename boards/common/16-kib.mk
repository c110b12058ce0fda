# SPDX-License-Identifier: MIT
# For a board of 16 KiB of RAM: a smaller stack for main, and what programs that fit themselves to the board ask for
# (examples/session/main.c).
BOARD_DEFINES := -DVOW_BOARD_RAM_KIB=16 -DVOW_MAIN_STACK_BYTES=1536 -DVOW_CONFIG_FAULT_BYTES=256
# No report is kept over a reset, for the tests need the RAM.
BOARD_TEST_DEFINES := -UVOW_CONFIG_FAULT_BYTES -DVOW_CONFIG_FAULT_BYTES=0
