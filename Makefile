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

.PHONY: test test-all prove aplus fuzz fuzz-cancel cancel-points starve model inject timers nested priority tickless above levels stacks reports watchdog bench boards help

# The board that was asked for; not the default one.
ASKED_BOARD = $(if $(filter command environment,$(firstword $(origin BOARD))),$(BOARD))

test:  ## run what takes not too long on native and mps2-an385, the main tests elsewhere (BOARD=NAME: all there; TESTS='GLOB ...': some)
	@TEST_BOARD='$(ASKED_BOARD)' tests/run $(TESTS) </dev/null

test-all:  ## run the tests of every emulated board (at most 25 minutes on two processors)
	@tests/run --all $(TESTS) </dev/null

aplus:  ## run promises-aplus-tests against the promise core compiled to WebAssembly
	@tests/aplus/run </dev/null

fuzz:  ## run the random programs of seeds FROM=a to TO=b-1 against the standard (native; BOARD=NAME FEATURES=gen,iter...)
	@tests/conformance/fuzz '$(FROM)' '$(TO)' --board='$(or $(ASKED_BOARD),native)' \
	 --features='$(FEATURES)' </dev/null

fuzz-cancel:  ## run the random programs of seeds FROM=a to TO=b-1 with a cancel or a dry pool at each place in turn (native)
	@tools/need.sh python3 node native-gcc
	@tests/conformance/faults '$(FROM)' '$(TO)' </dev/null

cancel-points:  ## cancel at each await of Vow's operations, and of the scenarios, in turn (native, mps2-an385, lm3s6965evb)
	@tests/run 'native*/faults/*' 'mps2-an385/faults/*' 'lm3s6965evb/faults/*' '*/scenario-points/*' </dev/null

starve:  ## refuse each block that a behaviour test asks a pool for, one in each run (native)
	@tests/run 'native-san/starve/*' </dev/null

prove:  ## run what takes too long for make test, and print a table of what was tried
	@tests/prove </dev/null

model:  ## check the models of hand-over, sleep and clock exhaustively, and that broken ones are caught (Spin)
	@tools/need.sh spin native-gcc python3
	@tests/model/run </dev/null

inject:  ## let an interrupt arrive at each instruction of Vow's operations, on four kinds of processor (BOARD=NAME: on one)
	@tools/need.sh cross-gcc cross-gcc-riscv qemu qemu-riscv native-gcc python3
	@tests/inject/run --broken $(ASKED_BOARD) </dev/null
	@tests/inject/run $(ASKED_BOARD) </dev/null

timers:  ## run the random timers of seeds FROM=a to TO=b-1 against a reference, 10,000 timers each (native)
	@VOW_TIMER_SEEDS='$(FROM) $(TO)' tests/run '*/timers_of_chosen_seeds' </dev/null

# So that one can see what docs/RELIABILITY.md promises without waiting for the rest.
nested:  ## nest handlers of four urgencies at random, a million settles and pushes on each Cortex-M and RISC-V board
	@TEST_DEFINES=-DVOW_TEST_SETTLES=1000000 tests/run '*/nested_levels*' </dev/null

priority:  ## let handlers above VOW_CONFIG_MASK_PRIORITY through every mask, and hold those below (the MPS2 boards)
	@tests/run '*/priority*/*' 'script/objects/masks*' </dev/null

tickless:  ## sleep without ticks, an interrupt at each instruction on the way to it and around the deadline (every board)
	@tests/run '*/tickless/*' '*/tick_oneshot_*' </dev/null

above:  ## preempt one loop by another at every instruction, promises crossing both ways (every board)
	@tests/run '*/above/*' '*/above-tickless/*' </dev/null

levels:  ## let urgent tasks overtake others that are ready, and keep the order in each level (every board)
	@tests/run '*/levels*/levels_*' </dev/null

stacks:  ## fill every kind of stack to its end: the report, and what lies below it unchanged (each architecture)
	@tests/run 'script/full_stack/*' </dev/null

reports:  ## cause each kind of fault: its report, kept over a reset (each architecture)
	@tests/run 'script/fault/*' </dev/null

watchdog:  ## stop what a watchdog supervises, in each way: the report and the reset
	@tests/run 'script/watchdog/*' </dev/null

bench:  ## print instructions per operation under QEMU (FORMAT=csv for machines)
	@BOARD='$(BOARD)' CC_KIND='$(CC_KIND)' OPT='$(if $(filter command environment,$(origin OPT)),$(OPT))' \
	 FORMAT='$(FORMAT)' MAKE='$(MAKE)' bench/run </dev/null

boards:  ## list the boards and where each has been run
	@tools/boards.sh

HELP_FIRST := run test test-all aplus model bench size debug boards clean
help:  ## show this list
	@awk -F ':.*## +' -v first='$(HELP_FIRST)' '\
	  function show(name) { if (name in text) printf "  make %-22s %s\n", name, text[name]; delete text[name] } \
	  /^[a-z_.-]+:.*## / { text[$$1] = $$2; names[++n] = $$1 } \
	  END { k = split(first, order, " "); for (i = 1; i <= k; i++) show(order[i]); for (i = 1; i <= n; i++) show(names[i]) }' \
	  vow.mk Makefile
	@echo
	@sed -n 's/^#: /  /p' vow.mk
