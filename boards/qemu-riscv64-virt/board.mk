# SPDX-License-Identifier: MIT
include $(VOW)/boards/common/qemu-riscv-virt/virt.mk
BOARD_isa  := rv64imac
BOARD_abi  := lp64
BOARD_CORE := RV64IMAC

BOARD_main_stack_size      := 4096
BOARD_interrupt_stack_size := 4096

BOARD_RUN   = $(VOW)/tools/run-qemu.sh qemu-system-riscv64 -M virt -bios none
BOARD_DEBUG = $(VOW)/tools/run-qemu.sh --debug qemu-system-riscv64 -M virt -bios none
