# SPDX-License-Identifier: MIT
# Where a new board begins: docs/PORTING.md goes through this folder in order. As it stands it is a real one, Emcraft's
# SmartFusion2 kit in QEMU. A comment of its own line only: make keeps the blanks before one at the end of a line.

# 1. The processor: a folder of arch/, then what the folder's arch.mk asks for. Cortex-M: the names that GCC's -mcpu and -mfpu
# take (no BOARD_FPU: none, or it stays off) and how many external interrupts the chip has. RISC-V: BOARD_isa and BOARD_abi.
ARCH       := armv7m
BOARD_CPU  := cortex-m3
BOARD_irqs := 82

# 2. Memory: where the program lies and where its data do, in bytes; the stack of the loop and of interrupt handlers. RISC-V
# has a stack for handlers besides, BOARD_interrupt_stack_size.
BOARD_flash           := 0x00000000
BOARD_flash_size      := 0x00040000
BOARD_ram             := 0x20000000
BOARD_ram_size        := 0x00010000
BOARD_main_stack_size := 2048

# 3. What the board does not do itself: folders of boards/common/, files and folders of drivers/. `loop` has pools for programs
# that define none, `systick` is the loop's clock (driver tick_systick), `semihosting` the end of a program in an emulator or a debugger.
BOARD_COMMON  := loop systick semihosting
BOARD_DRIVERS := uart uart_16550 tick_systick nvic
# For all C files of a program. A board of 16 KiB of RAM includes boards/common/16-kib.mk instead, and programs take smaller pools.
BOARD_DEFINES := -DVOW_UART_16550_SPACING=4

# 4. How it is run: the program's file is appended to these commands. No emulator: a script of yours that flashes the board and
# connects SERIAL; without BOARD_RUN, `make run` says where the program is.
BOARD_RUN_NEED := qemu
BOARD_RUN       = $(VOW)/tools/run-qemu.sh qemu-system-arm -M emcraft-sf2
BOARD_DEBUG     = $(VOW)/tools/run-qemu.sh --debug qemu-system-arm -M emcraft-sf2

# 5. For the table of `make boards`. `yes` in BOARD_CI: `make test-all` runs all tests on it.
BOARD_CORE     := Cortex-M3
BOARD_CI       := no
BOARD_HARDWARE := never
