# SPDX-License-Identifier: MIT
# The program of ../ops, with VOW_CONFIG_MASK_PRIORITY: how long handlers above are held (../run).
APP_SRCS := $(sort $(wildcard bench/ops/*.c))
