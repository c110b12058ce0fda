# SPDX-License-Identifier: MIT
# The build rules: libvow.a for one board, and one application linked with it.
#
# An application outside this tree has a Makefile of four lines:
#
#     APP_SRCS := main.c
#     BOARD    := mps2-an385
#     VOW      := path/to/vow
#     include $(VOW)/vow.mk
#
# Variables (`make help` prints these lines):
#: BOARD=NAME            a folder of boards/ (mps2-an385); with a slash, a folder of your own: BOARD=./myboard
#: APP=NAME              a folder of examples/ (session)
#: SERIAL=stdio          the board's UART on this terminal; or pty, or unix:PATH (a socket)
#: APP_DRIVERS=          drivers that the application needs (pin): a board without them is refused by name
#: OPT=-Os               optimisation
#: CC_KIND=gcc           or clang; CC=clang on the command line says the same
#: DEBUG=0               1: VOW_CONFIG_DEBUG, finds leaks and double releases
#: SAN=0                 1: address and undefined-behaviour sanitizers (native only)
#: VOW_CONFIG=FILE.h     options that differ from <vow/config.h>
#: PRINTF=integer        picolibc's printf: integer, float or double
#: CFLAGS_EXTRA= LDFLAGS_EXTRA= QEMU_EXTRA=   appended to the commands
#: TIMEOUT=SECONDS       ends a run that takes longer (make says: Error 124)
#: V=1                   show the commands

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:

BUILD    ?= build
SERIAL   ?= stdio
OPT      ?= -Os
CC_KIND  ?= gcc
DEBUG    ?= 0
SAN      ?= 0
PRINTF   ?= integer
GDB_PORT ?= 3333
APP_NAME ?= $(notdir $(CURDIR))
ifeq ($(origin CC),command line)
override CC_KIND := $(if $(findstring clang,$(CC)),clang,gcc)
endif
comma := ,
Q := $(if $(V),,@)

# ---- the board and its processor. docs/PORTING.md tells these messages
BOARD_DIR  := $(if $(findstring /,$(BOARD)),$(patsubst %/,%,$(BOARD)),$(VOW)/boards/$(BOARD))
BOARD_NAME := $(notdir $(BOARD_DIR))
ifeq ($(wildcard $(BOARD_DIR)/board.mk),)
$(error there is no board '$(BOARD)': `make boards` lists them)
endif
include $(BOARD_DIR)/board.mk
ifeq ($(and $(ARCH),$(wildcard $(VOW)/arch/$(ARCH)/arch.mk)),)
$(error board.mk of '$(BOARD)' sets ARCH to '$(ARCH)': it must be a folder of arch/)
endif
include $(VOW)/arch/$(ARCH)/arch.mk
VOW_UNSET := $(strip $(foreach name,ARCH_CC_$(CC_KIND) ARCH_LD_$(CC_KIND) ARCH_AR ARCH_OBJDUMP,$(if $($(name)),,$(name))))
ifneq ($(VOW_UNSET),)
$(error arch.mk of '$(ARCH)' does not set $(VOW_UNSET))
endif
VOW_UNSET := $(strip $(foreach name,$(ARCH_BOARD_SETS),$(if $($(name)),,$(name))))
ifneq ($(VOW_UNSET),)
$(error board.mk of '$(BOARD)' does not set $(VOW_UNSET))
endif
# drivers/NAME.c, or all of the folder drivers/NAME.
vow_driver   = $(sort $(wildcard $(VOW)/drivers/$(1).c $(VOW)/drivers/$(1)/*.c))
VOW_UNKNOWN := $(strip $(foreach part,$(BOARD_COMMON),$(if $(wildcard $(VOW)/boards/common/$(part)/.),,$(part))) \
                       $(foreach name,$(BOARD_DRIVERS),$(if $(call vow_driver,$(name)),,$(name))))
ifneq ($(VOW_UNKNOWN),)
$(error board.mk of '$(BOARD)' names $(VOW_UNKNOWN): BOARD_COMMON has folders of boards/common/, BOARD_DRIVERS files and folders of drivers/)
endif
VOW_UNMET := $(strip $(filter-out $(BOARD_DRIVERS),$(APP_DRIVERS)))
ifneq ($(VOW_UNMET),)
$(error '$(APP_NAME)' needs the driver $(VOW_UNMET), which '$(BOARD)' does not have (BOARD_DRIVERS in its board.mk))
endif
# For tests/run (tests/runner/boards.py): how a program is run, and how many the tests are split into.
BOARD_TEST       ?= $(BOARD_RUN)
BOARD_TEST_PARTS ?= 1

# ---- what must be installed: asked before the first compiler is started, never with the user's input
VOW_GOALS := $(or $(MAKECMDGOALS),build)
VOW_NEED  := $(if $(filter-out help boards clean aplus print-board,$(VOW_GOALS)),$(ARCH_NEED) $(if $(filter clang,$(CC_KIND)),clang)) \
             $(if $(filter run debug,$(VOW_GOALS)),$(BOARD_RUN_NEED)) $(if $(BOARD_UF2),$(if $(filter build image run debug size,$(VOW_GOALS)),python3)) \
             $(if $(filter debug,$(VOW_GOALS)),gdb) \
             $(if $(filter %.cpp %.cc,$(APP_SRCS)),$(ARCH_NEED_CXX)) \
             $(if $(filter size compile_commands.json,$(VOW_GOALS)),python3) \
             $(if $(filter bench,$(VOW_GOALS)),python3 native-gcc $(BOARD_RUN_NEED)) \
             $(if $(filter fuzz,$(VOW_GOALS)),python3 node native-gcc $(BOARD_RUN_NEED)) \
             $(if $(filter test test-all prove nested priority tickless above levels stacks reports watchdog timers cancel-points starve,$(VOW_GOALS)),all)
ifneq ($(strip $(VOW_NEED)),)
# A dry run (make -n) installs nothing.
ifeq ($(findstring n,$(filter-out --%,$(firstword -$(MAKEFLAGS)))),)
VOW_NEED_SAYS := $(shell $(VOW)/tools/need.sh $(VOW_NEED) </dev/null)
ifneq ($(.SHELLSTATUS),0)
$(error the tools above are missing)
endif
endif
endif

# ---- flags
VOW_CC     := $(ARCH_CC_$(CC_KIND))
VOW_CXX    := $(ARCH_CXX_$(CC_KIND))
VOW_LD     := $(ARCH_LD_$(CC_KIND))
VOW_AR     := $(ARCH_AR)
VOW_ABS    := $(abspath $(VOW))
# The last map wins, and the tree may lie inside the application's folder.
VOW_REPRO  := $(foreach dir,$(CURDIR) $(VOW_ABS) $(filter-out .,$(patsubst %/,%,$(VOW))),-ffile-prefix-map=$(dir)=.)
# Debian's cross GCC does not hand it on to the assembler, and clang's assembler knows the folder only.
VOW_REPRO_S := $(if $(filter clang,$(CC_KIND)),-fdebug-compilation-dir=.,\
                 $(patsubst -ffile-prefix-map=%,-Wa$(comma)--debug-prefix-map=%,$(VOW_REPRO)))
VOW_DEFINE := $(BOARD_DEFINES) $(if $(filter 1,$(DEBUG)),-DVOW_CONFIG_DEBUG=1)
ifneq ($(VOW_CONFIG),)
VOW_DEFINE += -DVOW_CONFIG_FILE='"$(notdir $(VOW_CONFIG))"' -iquote $(patsubst %/,%,$(dir $(VOW_CONFIG)))
endif
VOW_INCLUDE := -I$(VOW)/include -I$(VOW)/arch/$(ARCH)/include
VOW_COMMON := $(ARCH_FLAGS) $(ARCH_FLAGS_$(CC_KIND)) $(OPT) -g -ffunction-sections -fdata-sections -fno-common \
              $(if $(filter 1,$(SAN)),$(ARCH_SAN)) $(VOW_DEFINE) $(CFLAGS_EXTRA)
VOW_STRICT := -Wall -Wextra -Wpedantic -Werror
VOW_LIBC   := $(ARCH_LIBC_FLAGS_$(CC_KIND))

# Who may see what: core, arch and drivers have no C library; boards may use one; applications see <vow/...> alone.
VOW_CORE_FLAGS  = -std=gnu11 -ffreestanding $(VOW_STRICT) $(VOW_COMMON) $(VOW_INCLUDE) -I$(VOW)/arch -I$(VOW)/arch/$(ARCH)
VOW_BOARD_FLAGS = -std=gnu11 $(VOW_STRICT) $(VOW_COMMON) $(VOW_INCLUDE) -I$(VOW)/drivers -I$(BOARD_DIR) $(VOW_LIBC)
VOW_APP_FLAGS   = -Wall -Wextra $(VOW_COMMON) $(VOW_INCLUDE) $(VOW_LIBC) $(APP_CFLAGS)
VOW_CXX_FLAGS  := -std=gnu++17 -fno-exceptions -fno-rtti -fno-threadsafe-statics
VOW_LINK_FLAGS  = $(ARCH_FLAGS) $(ARCH_LD_FLAGS) $(OPT) -Wl,--gc-sections $(if $(filter 1,$(SAN)),$(ARCH_SAN)) $(LDFLAGS_EXTRA)

# The folder of one configuration: a readable part, and a checksum of every flag and of the compiler.
VOW_KEY    := $(VOW_CC) $(shell $(VOW_CC) --version 2>&1 | head -n 1) \
              $(VOW_CORE_FLAGS) $(VOW_BOARD_FLAGS) $(VOW_APP_FLAGS) $(VOW_LINK_FLAGS)
VOW_HASH   := $(shell printf %s '$(subst ','\'',$(VOW_KEY))' | cksum | cut -d ' ' -f 1)
CONFIG     := $(CC_KIND)$(OPT)$(if $(filter 1,$(DEBUG)),-debug)$(if $(filter 1,$(SAN)),-san)-$(VOW_HASH)
B          := $(BUILD)/$(BOARD_NAME)/$(CONFIG)

# ---- the library
VOW_CORE_SRCS  := $(sort $(wildcard $(VOW)/core/*.c \
                    $(foreach part,common $(ARCH) $(ARCH_COMMON),$(VOW)/arch/$(part)/*.c $(VOW)/arch/$(part)/*.S))) \
                  $(foreach name,$(BOARD_DRIVERS),$(call vow_driver,$(name)))
VOW_BOARD_SRCS := $(sort $(wildcard $(BOARD_DIR)/*.c $(BOARD_DIR)/*.S $(VOW)/boards/common/*.c $(VOW)/boards/common/$(ARCH_LIBC)/*.c) \
                    $(foreach part,$(BOARD_COMMON),$(wildcard $(VOW)/boards/common/$(part)/*.c)))
# Archive members have no folders, so an object's name is its path with dots: core.promise.o, boards.common.start.o.
vow_object      = $(B)/vow/$(subst /,.,$(patsubst $(VOW)/%,%,$(patsubst $(BOARD_DIR)/%,boards/$(BOARD_NAME)/%,$(basename $(1))))).o
VOW_CORE_OBJS  := $(foreach src,$(VOW_CORE_SRCS),$(call vow_object,$(src)))
VOW_BOARD_OBJS := $(foreach src,$(VOW_BOARD_SRCS),$(call vow_object,$(src)))
VOW_OBJS       := $(VOW_CORE_OBJS) $(VOW_BOARD_OBJS)
VOW_LIB        := $(B)/libvow.a

$(VOW_CORE_OBJS): VOW_FLAGS = $(VOW_CORE_FLAGS)
$(VOW_BOARD_OBJS): VOW_FLAGS = $(VOW_BOARD_FLAGS)

define vow_library_rule
$(call vow_object,$(1)): $(1)
	@mkdir -p $$(@D)
	@echo "  $(if $(filter %.S,$(1)),AS,CC)    $(patsubst $(VOW)/%,%,$(1))" >&2
	$$(Q)$$(VOW_CC) $(if $(filter %.S,$(1)),$$(filter-out -std=gnu11,$$(VOW_FLAGS)) $$(VOW_REPRO_S),$$(VOW_FLAGS) $$(VOW_REPRO)) -MMD -MP -c $$< -o $$@
endef
$(foreach src,$(VOW_CORE_SRCS) $(VOW_BOARD_SRCS),$(eval $(call vow_library_rule,$(src))))

$(VOW_LIB): $(VOW_OBJS) $(B)/libvow.list
	@echo "  AR    $@" >&2
	@rm -f $@
	$(Q)$(VOW_AR) qcsD $@ $(VOW_OBJS)

# ---- the application
A        := $(B)/app/$(APP_NAME)
ELF      := $(A)/$(APP_NAME).elf
APP_OBJS := $(patsubst %,$(A)/%.o,$(subst ../,up/,$(patsubst /%,root/%,$(basename $(APP_SRCS)))))

define vow_app_rule
$(A)/$(subst ../,up/,$(patsubst /%,root/%,$(basename $(1)))).o: $(1)
	@mkdir -p $$(@D)
	@echo "  CC    $(1)" >&2
	$$(Q)$(if $(filter %.cpp %.cc,$(1)),$$(VOW_CXX) $$(VOW_CXX_FLAGS),$$(VOW_CC) -std=gnu11) $$(VOW_APP_FLAGS) $$(VOW_REPRO) -MMD -MP -c $$< -o $$@
endef
$(foreach src,$(APP_SRCS),$(eval $(call vow_app_rule,$(src))))

$(ELF): $(APP_OBJS) $(VOW_LIB) $(ARCH_LD_SCRIPT) $(A)/objects.list
	$(if $(strip $(APP_SRCS)),,$(error no source files for the application '$(APP_NAME)'))
	@echo "  LD    $@" >&2
	$(Q)$(VOW_LD) $(VOW_LINK_FLAGS) -Wl,-Map=$(A)/$(APP_NAME).map -o $@ $(APP_OBJS) -Wl,--start-group $(VOW_LIB) $(ARCH_LIBS) -Wl,--end-group

%.lst: %.elf
	$(Q)$(ARCH_OBJDUMP) -dS $< > $@

# A board that takes programs by drag and drop names the options of tools/uf2.py.
VOW_IMAGES := $(ELF) $(if $(BOARD_UF2),$(ELF:.elf=.uf2))
%.uf2: %.elf $(VOW)/tools/uf2.py
	@echo "  UF2   $@" >&2
	$(Q)$(VOW)/tools/uf2.py $(BOARD_UF2) $< $@

# A file that was added or removed changes no date, so the lists are kept and compared.
$(B)/libvow.list: VOW_LIST = $(VOW_OBJS)
$(A)/objects.list: VOW_LIST = $(APP_OBJS)
$(B)/libvow.list $(A)/objects.list: vow-always
	@mkdir -p $(@D)
	@echo '$(VOW_LIST)' | cmp -s - $@ || echo '$(VOW_LIST)' > $@

-include $(VOW_OBJS:.o=.d) $(APP_OBJS:.o=.d)

# ---- verbs
.PHONY: build image lib run debug size clean print-elf print-map print-lib print-cmake print-board vow-always
VOW_RUN = SERIAL='$(SERIAL)' QEMU_EXTRA='$(QEMU_EXTRA)' TIMEOUT='$(TIMEOUT)' GDB_PORT='$(GDB_PORT)'

build: image $(ELF:.elf=.lst)  ## build the application (the default)

image: $(VOW_IMAGES)

lib: $(VOW_LIB)  ## build the library alone, libvow.a

run: $(VOW_IMAGES)  ## boot the application with its UART on this terminal; status 0 if the guest's is
	$(if $(strip $(BOARD_RUN)),,$(error board.mk of '$(BOARD)' sets no BOARD_RUN: the program is $<))
	@exec env $(VOW_RUN) $(BOARD_RUN) $<

debug: $(VOW_IMAGES)  ## boot it stopped at the first instruction, with gdb attached
	$(if $(strip $(BOARD_DEBUG)),,$(error board.mk of '$(BOARD)' sets no BOARD_DEBUG: the program is $<))
	@exec env $(VOW_RUN) $(BOARD_DEBUG) $<

print-elf:  ## print the path of the program, for scripts
	@echo $(ELF)

print-map:
	@echo $(ELF:.elf=.map)

print-lib:
	@echo $(VOW_LIB)

# CMakeLists.txt asks for what is said here and nowhere else. VOW must be an absolute path.
VOW_CMAKE := VOW_CORE_SRCS VOW_BOARD_SRCS VOW_CORE_FLAGS VOW_BOARD_FLAGS VOW_USE_FLAGS VOW_LINK_FLAGS ARCH_LIBS
VOW_USE_FLAGS = $(VOW_COMMON) $(VOW_INCLUDE) $(VOW_LIBC)
print-cmake:
	@$(foreach name,$(VOW_CMAKE),echo '$(name)=$(subst ','\'',$($(name)))';)

print-board:
	@$(foreach name,ARCH ARCH_COMMON BOARD_CI BOARD_COMMON BOARD_DEBUG BOARD_DRIVERS BOARD_FPU BOARD_isa BOARD_ram_size BOARD_TEST BOARD_TEST_PARTS BOARD_TEST_DEFINES,echo '$(name)=$(subst ','\'',$($(name)))';)

size: $(if $(SIZE_APPS),,$(ELF))  ## print flash and RAM per object file (FORMAT=csv for machines)
	@maps=''; for app in $(or $(SIZE_APPS),$(APP_NAME)); do \
	  $(if $(SIZE_APPS),$(MAKE) --no-print-directory APP=$$app build || exit 1;) \
	  maps="$$maps $$app=$$($(MAKE) -s --no-print-directory $(if $(SIZE_APPS),APP=$$app) print-map)"; \
	done; $(VOW)/tools/size.py $(if $(filter csv,$(FORMAT)),--csv) $$maps

ifneq ($(filter-out clean,$(VOW_GOALS)),$(VOW_GOALS))
.NOTPARALLEL:  # `make -j clean build` would remove what it builds
endif
clean:  ## remove everything that was built
	rm -rf $(BUILD)

compile_commands.json: vow-always  ## write the commands for clangd and other tools
	@$(MAKE) -nB V=1 --no-print-directory build | $(VOW)/tools/compile_commands.py >$@
