/* SPDX-License-Identifier: MIT */
/* ARMv6-M in QEMU: semihosting and the NVIC are those of ARMv7-M; interrupts 20 and 21 have no device on the boards. */
#include "port_armv7m.c"
