# SPDX-License-Identifier: MIT
ARCH           := armv8m
BOARD_CORE     := Cortex-M33
BOARD_CPU      := cortex-m33
BOARD_FPU      := fpv5-sp-d16
BOARD_irqs     := 124
BOARD_COMMON   := mps2 loop systick semihosting tickless
BOARD_DRIVERS  := uart uart_cmsdk nvic oneshot tick_oneshot oneshot_cmsdk watchdog watchdog_cmsdk
BOARD_CI       := yes
BOARD_HARDWARE := never

# Zero-wait SRAM by the addresses of the Secure state: SSRAM1, which is loaded before the start; SSRAM2 and SSRAM3.
BOARD_flash           := 0x10000000
BOARD_flash_size      := 0x00400000
BOARD_ram             := 0x38000000
BOARD_ram_size        := 0x00400000
BOARD_main_stack_size := 2048

BOARD_RUN_NEED := qemu
BOARD_RUN       = $(VOW)/tools/run-qemu.sh qemu-system-arm -M $(BOARD)
BOARD_DEBUG     = $(VOW)/tools/run-qemu.sh --debug qemu-system-arm -M $(BOARD)
