/* SPDX-License-Identifier: MIT */
/* Exceptions that nobody handles: their numbers and the stacked frame are those of ARMv7-M (ARMv6-M B1.5.2 and B1.5.6); the ones
 * that ARMv6-M does not have never come. */
#include "../armv7m/exception.c"
