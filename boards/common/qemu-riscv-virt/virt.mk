# SPDX-License-Identifier: MIT
# What the two widths of QEMU's "virt" machine share.
ARCH           := riscv
BOARD_DRIVERS  := uart uart_16550 plic tick_clint oneshot tick_oneshot oneshot_clint
BOARD_COMMON   := qemu-riscv-virt loop tickless
BOARD_CI       := yes
BOARD_HARDWARE := -

# All is RAM; the lower part holds what flash would.
BOARD_flash      := 0x80000000
BOARD_flash_size := 0x00400000
BOARD_ram        := 0x80400000
BOARD_ram_size   := 0x00400000

BOARD_RUN_NEED := qemu-riscv
