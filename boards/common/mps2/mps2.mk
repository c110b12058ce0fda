# SPDX-License-Identifier: MIT
# What the MPS2 images share. A board includes it first and sets what is different: AN505.
ARCH           := armv7m
BOARD_COMMON   := mps2 loop systick semihosting tickless
BOARD_DRIVERS  := uart uart_cmsdk tick_systick nvic oneshot tick_oneshot oneshot_cmsdk watchdog watchdog_cmsdk
BOARD_CI       := yes
BOARD_HARDWARE := never

# The "flash" is zero-wait SRAM that is loaded before the start.
BOARD_flash           := 0x00000000
BOARD_flash_size      := 0x00400000
BOARD_ram             := 0x20000000
BOARD_ram_size        := 0x00400000
BOARD_main_stack_size := 2048

BOARD_RUN_NEED := qemu
BOARD_RUN       = $(VOW)/tools/run-qemu.sh qemu-system-arm -M $(BOARD)
BOARD_DEBUG     = $(VOW)/tools/run-qemu.sh --debug qemu-system-arm -M $(BOARD)
