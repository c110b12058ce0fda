/* SPDX-License-Identifier: MIT */
#ifndef VOW_VERSION_H
#define VOW_VERSION_H

/* The file VERSION says the same (a test compares them). */
#define VOW_VERSION_MAJOR 0
#define VOW_VERSION_MINOR 1
#define VOW_VERSION_PATCH 0
#define VOW_VERSION_STRING "0.1.0"

#endif
