# SPDX-License-Identifier: MIT
ARCH           := native
BOARD_CORE     := this machine
BOARD_COMMON   := loop
BOARD_DRIVERS  := uart uart_sim pin oneshot tick_oneshot watchdog watchdog_nrf51 watchdog_rp2040 watchdog_sifive
BOARD_CI       := yes
BOARD_HARDWARE := -

BOARD_RUN_NEED :=
# `make run` keeps the machine's time; a program started by itself (a test) jumps over idle time. See clock.c.
BOARD_RUN       = env VOW_NATIVE_CLOCK=$(NATIVE_CLOCK) $(VOW)/tools/run-native.sh
BOARD_TEST      = env
BOARD_DEBUG     = env VOW_NATIVE_CLOCK=$(NATIVE_CLOCK) gdb-multiarch --args
NATIVE_CLOCK   ?= real
