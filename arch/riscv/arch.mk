# SPDX-License-Identifier: MIT
# RISC-V in machine mode: RV32IMAC and RV64IMAC of one source. The board names its BOARD_isa and BOARD_abi, and says
# BOARD_lr_sc := no if its RAM takes no LR and SC (a processor without a data cache may have AMOs only).
ARCH_NEED      := cross-gcc-riscv
ARCH_LIBC      := picolibc
ARCH_BOARD_SETS := BOARD_isa BOARD_abi BOARD_flash BOARD_flash_size BOARD_ram BOARD_ram_size BOARD_main_stack_size \
                   BOARD_interrupt_stack_size

ifeq ($(CC_KIND),clang)
$(error BOARD=$(BOARD) is built with GCC only, as all RISC-V boards are: leave CC_KIND=clang and CC=clang out)
endif
ARCH_CC_gcc    := riscv64-unknown-elf-gcc
ARCH_CXX_gcc   := riscv64-unknown-elf-g++
ARCH_LD_gcc    := riscv64-unknown-elf-gcc
ARCH_AR        := riscv64-unknown-elf-ar
ARCH_OBJDUMP   := riscv64-unknown-elf-objdump

# The linker looks for a library of exactly this name, and there is none with _zicsr; the assembler wants it for csrr.
ARCH_FLAGS     := -march=$(BOARD_isa) -mabi=$(BOARD_abi) -mcmodel=medany $(if $(filter no,$(BOARD_lr_sc)),-DVOW_RISCV_NO_LR_SC)
ARCH_FLAGS_gcc := -march=$(BOARD_isa)_zicsr

ARCH_LIBC_FLAGS_gcc := --specs=picolibc.specs

ARCH_LD_SCRIPT := $(VOW)/linker/riscv.ld
PICOLIBC_PRINTF_integer := -DPICOLIBC_INTEGER_PRINTF_SCANF
PICOLIBC_PRINTF_float   := -DPICOLIBC_FLOAT_PRINTF_SCANF
ARCH_LD_FLAGS = --specs=picolibc.specs $(PICOLIBC_PRINTF_$(PRINTF)) -nostartfiles -Wl,--defsym=vow_app_main=main -Wl,-z,noexecstack -T$(ARCH_LD_SCRIPT) \
                $(foreach v,flash flash_size ram ram_size main_stack_size interrupt_stack_size,-Wl,--defsym=vow_link_$(v)=$(BOARD_$(v)))
ARCH_LIBS     := -lc -lgcc
