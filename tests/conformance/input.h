/* SPDX-License-Identifier: MIT */
#ifndef VOW_FUZZ_INPUT_H
#define VOW_FUZZ_INPUT_H

/* The text of the programs, which may be changed. */
char *vow_fuzz_input(void);

#endif
