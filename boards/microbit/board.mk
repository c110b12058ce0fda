# SPDX-License-Identifier: MIT
include $(VOW)/boards/common/16-kib.mk
ARCH           := armv6m
BOARD_CORE     := Cortex-M0
BOARD_CPU      := cortex-m0
BOARD_COMMON   := loop semihosting tickless
BOARD_DRIVERS  := uart uart_nrf51 tick_nrf51 nvic oneshot tick_oneshot oneshot_nrf51 watchdog watchdog_nvic watchdog_nrf51
BOARD_CI       := yes
BOARD_HARDWARE := never

# nRF51822-QFAA.
BOARD_flash           := 0x00000000
BOARD_flash_size      := 0x00040000
BOARD_ram             := 0x20000000
BOARD_ram_size        := 0x00004000
BOARD_main_stack_size := 1024
BOARD_TEST_PARTS      := 6

BOARD_RUN_NEED := qemu
BOARD_RUN       = $(VOW)/tools/run-qemu.sh qemu-system-arm -M microbit
BOARD_DEBUG     = $(VOW)/tools/run-qemu.sh --debug qemu-system-arm -M microbit
