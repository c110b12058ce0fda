# SPDX-License-Identifier: MIT
ARCH           := riscv
BOARD_isa      := rv32imac
BOARD_abi      := ilp32
BOARD_CORE     := RV32IMAC
BOARD_DRIVERS  := uart uart_receive uart_transmit uart_streams uart_16550 plic tick_clint
BOARD_COMMON   := qemu-riscv-virt loop
BOARD_CI       := yes
BOARD_HARDWARE := -

# All is RAM; the lower part holds what flash would.
BOARD_flash                := 0x80000000
BOARD_flash_size           := 0x00400000
BOARD_ram                  := 0x80400000
BOARD_ram_size             := 0x00400000
BOARD_main_stack_size      := 2048
BOARD_interrupt_stack_size := 2048

BOARD_RUN_NEED := qemu-riscv
BOARD_RUN       = $(VOW)/tools/run-qemu.sh qemu-system-riscv32 -M virt -bios none
BOARD_DEBUG     = $(VOW)/tools/run-qemu.sh --debug qemu-system-riscv32 -M virt -bios none
