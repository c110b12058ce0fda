# SPDX-License-Identifier: MIT
ARCH           := armv7m
BOARD_CORE     := Cortex-M3
BOARD_CPU      := cortex-m3
BOARD_irqs     := 44
BOARD_COMMON   := pl011 loop systick semihosting tickless
BOARD_DRIVERS  := uart uart_pl011 tick_systick nvic oneshot tick_oneshot oneshot_gptm pin gpio_pl061 watchdog watchdog_cmsdk
BOARD_CI       := yes
BOARD_HARDWARE := never

BOARD_flash           := 0x00000000
BOARD_flash_size      := 0x00040000
BOARD_ram             := 0x20000000
BOARD_ram_size        := 0x00010000
BOARD_main_stack_size := 2048

BOARD_RUN_NEED := qemu
BOARD_RUN       = $(VOW)/tools/run-qemu.sh qemu-system-arm -M $(BOARD)
BOARD_DEBUG     = $(VOW)/tools/run-qemu.sh --debug qemu-system-arm -M $(BOARD)
