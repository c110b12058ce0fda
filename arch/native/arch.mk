# SPDX-License-Identifier: MIT
# A process on this machine, for sanitizers and debugging.
ARCH_NEED      := native-gcc
ARCH_NEED_CXX  := native-g++
ARCH_LIBC      := host

ARCH_CC_gcc    := gcc
ARCH_CXX_gcc   := g++
ARCH_CC_clang  := clang
ARCH_CXX_clang := clang++
ARCH_LD_gcc    := gcc
ARCH_LD_clang  := clang
ARCH_AR        := ar
ARCH_OBJDUMP   := objdump

ARCH_SAN       := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# The program's main becomes the first task: boards/native/main.c.
ARCH_LD_FLAGS  := -Wl,--wrap=main
