# SPDX-License-Identifier: MIT
ARCH           := armv6m
BOARD_CORE     := Cortex-M0+
BOARD_CPU      := cortex-m0plus
BOARD_COMMON   := pl011 loop tickless
BOARD_DRIVERS  := uart uart_pl011 tick_rp2040 nvic oneshot tick_oneshot oneshot_rp2040 watchdog watchdog_nvic watchdog_rp2040
BOARD_CI       := yes
BOARD_HARDWARE := never

# The Pico's 2 MiB of flash, and the RP2040's six banks of SRAM in a row.
BOARD_flash           := 0x10000000
BOARD_flash_size      := 0x00200000
BOARD_ram             := 0x20000000
BOARD_ram_size        := 0x00042000
BOARD_main_stack_size := 2048

# What the boot ROM takes by drag and drop, made beside the ELF file.
BOARD_UF2      := --family=0xe48bff56 --rp2040

BOARD_RUN_NEED := node npm python3
BOARD_RUN       = $(VOW)/tools/run-rp2040.sh
BOARD_DEBUG     = $(VOW)/tools/run-rp2040.sh --debug
