# SPDX-License-Identifier: MIT
ARCH           := armv6m
BOARD_CORE     := Cortex-M0
BOARD_CPU      := cortex-m0
BOARD_COMMON   := semihosting tickless
BOARD_DRIVERS  := uart uart_nrf51 tick_nrf51 nvic oneshot tick_oneshot oneshot_nrf51
BOARD_CI       := yes
BOARD_HARDWARE := never

# nRF51822-QFAA.
BOARD_flash           := 0x00000000
BOARD_flash_size      := 0x00040000
BOARD_ram             := 0x20000000
BOARD_ram_size        := 0x00004000
BOARD_main_stack_size := 1024
BOARD_TEST_PARTS      := 4
# No report is kept over a reset, for the tests need the RAM.
BOARD_TEST_DEFINES    := -UVOW_CONFIG_FAULT_BYTES -DVOW_CONFIG_FAULT_BYTES=0

# 16 KiB: a smaller stack for main, and what programs that fit themselves to the board ask for (examples/session/main.c).
BOARD_DEFINES  := -DVOW_BOARD_RAM_KIB=16 -DVOW_MAIN_STACK_BYTES=1536 -DVOW_CONFIG_FAULT_BYTES=256

BOARD_RUN_NEED := qemu
BOARD_RUN       = $(VOW)/tools/run-qemu.sh qemu-system-arm -M microbit
BOARD_DEBUG     = $(VOW)/tools/run-qemu.sh --debug qemu-system-arm -M microbit
