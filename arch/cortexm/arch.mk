# SPDX-License-Identifier: MIT
# What the Cortex-M ports share. The board names its BOARD_CPU, its BOARD_FPU if it has one, and how many external interrupts its chip
# has (BOARD_irqs). Clang's objects are linked by the GNU driver too: lld 14 cannot place picolibc's TLS sections.
ARCH_COMMON    := cortexm
ARCH_NEED      := cross-gcc
ARCH_LIBC      := picolibc
ARCH_BOARD_SETS := BOARD_CPU BOARD_flash BOARD_flash_size BOARD_ram BOARD_ram_size BOARD_main_stack_size

ARCH_CC_gcc    := arm-none-eabi-gcc
ARCH_CXX_gcc   := arm-none-eabi-g++
ARCH_CC_clang  := clang --target=arm-none-eabi
ARCH_CXX_clang := clang++ --target=arm-none-eabi
ARCH_LD_gcc    := arm-none-eabi-gcc
ARCH_LD_clang  := arm-none-eabi-gcc
ARCH_AR        := arm-none-eabi-ar
ARCH_OBJDUMP   := arm-none-eabi-objdump

ARCH_FLAGS       := -mcpu=$(BOARD_CPU) -mthumb $(if $(BOARD_FPU),-mfpu=$(BOARD_FPU) -mfloat-abi=hard -DVOW_ARCH_FPU=1,-mfloat-abi=soft) \
                    $(if $(filter cortex-m7,$(BOARD_CPU)),-DVOW_ARCH_CORTEX_M7=1) -DVOW_ARCH_IRQS=$(or $(BOARD_irqs),32)
# The ABI of GCC's libraries: enums as small as they can be, one copy of thread-local data.
ARCH_FLAGS_clang := -fshort-enums -ftls-model=local-exec -Wno-unused-command-line-argument

PICOLIBC_INCLUDE ?= /usr/lib/picolibc/arm-none-eabi/include
ARCH_LIBC_FLAGS_gcc   := --specs=picolibc.specs
ARCH_LIBC_FLAGS_clang := -isystem $(PICOLIBC_INCLUDE)

ARCH_LD_SCRIPT := $(VOW)/linker/cortex-m.ld
PICOLIBC_PRINTF_integer := -DPICOLIBC_INTEGER_PRINTF_SCANF
PICOLIBC_PRINTF_float   := -DPICOLIBC_FLOAT_PRINTF_SCANF
ARCH_LD_FLAGS = --specs=picolibc.specs $(PICOLIBC_PRINTF_$(PRINTF)) -nostartfiles -Wl,--defsym=vow_app_main=main -Wl,-z,noexecstack -T$(ARCH_LD_SCRIPT) \
                $(foreach v,flash flash_size ram ram_size main_stack_size,-Wl,--defsym=vow_link_$(v)=$(BOARD_$(v)))
ARCH_LIBS     := -lc -lgcc
