# SPDX-License-Identifier: MIT
include $(VOW)/boards/common/16-kib.mk
ARCH           := riscv
BOARD_isa      := rv32imac
BOARD_abi      := ilp32
BOARD_lr_sc    := no
BOARD_CORE     := RV32IMAC
BOARD_COMMON   := loop semihosting-riscv tickless
BOARD_DRIVERS  := uart uart_sifive plic tick_clint oneshot tick_oneshot oneshot_clint watchdog watchdog_sifive
BOARD_CI       := yes
BOARD_HARDWARE := never

# The first 4 MiB of the SPI flash are the boot loader's.
BOARD_flash                := 0x20400000
BOARD_flash_size           := 0x00c00000
BOARD_ram                  := 0x80000000
BOARD_ram_size             := 0x00004000
BOARD_main_stack_size      := 1024
BOARD_interrupt_stack_size := 880
BOARD_TEST_PARTS           := 15

BOARD_RUN_NEED := qemu-riscv
BOARD_RUN       = $(VOW)/tools/run-qemu.sh qemu-system-riscv32 -M sifive_e
BOARD_DEBUG     = $(VOW)/tools/run-qemu.sh --debug qemu-system-riscv32 -M sifive_e
