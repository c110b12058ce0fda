# SPDX-License-Identifier: MIT
include $(VOW)/boards/common/qemu-riscv-virt/virt.mk
BOARD_isa  := rv32imac
BOARD_abi  := ilp32
BOARD_CORE := RV32IMAC

BOARD_main_stack_size      := 2048
BOARD_interrupt_stack_size := 2048

BOARD_RUN   = $(VOW)/tools/run-qemu.sh qemu-system-riscv32 -M virt -bios none
BOARD_DEBUG = $(VOW)/tools/run-qemu.sh --debug qemu-system-riscv32 -M virt -bios none
