# SPDX-License-Identifier: MIT
# What one types. The rules that build are in vow.mk, which applications outside this tree include too.

VOW   := .
BOARD ?= mps2-an385
APP   ?= session

# An application is a folder examples/NAME with C files; app.mk beside them may set APP_* and VOW_CONFIG.
# Tests and benchmarks name theirs: make APP=name APP_SRCS="a.c b.c".
APP_NAME := $(notdir $(APP))
APP_DIR  := $(if $(findstring /,$(APP)),$(APP),examples/$(APP))
APP_SRCS ?= $(sort $(wildcard $(APP_DIR)/*.c $(APP_DIR)/*.cpp))
-include $(APP_DIR)/app.mk
APP_CFLAGS += -Wpedantic -Werror

SIZE_APPS := empty signal session

include vow.mk

.PHONY: test bench boards help

test:  ## run every test on native and on the emulated boards
	@TEST_BOARD='$(if $(filter command environment,$(firstword $(origin BOARD))),$(BOARD))' tests/run $(TESTS) </dev/null

bench:  ## instructions per operation under QEMU (FORMAT=csv for machines)
	@BOARD='$(BOARD)' CC_KIND='$(CC_KIND)' OPT='$(if $(filter command environment,$(origin OPT)),$(OPT))' \
	 FORMAT='$(FORMAT)' MAKE='$(MAKE)' bench/run </dev/null

boards:  ## list the boards and where each has been run
	@tools/boards.sh

help:  ## show this list
	@awk -F ':.*## +' '/^[a-z_.-]+:.*## / {printf "  make %-24s %s\n", $$1, $$2}' Makefile vow.mk | sort
	@sed -n 's/^#: /  /p' vow.mk
