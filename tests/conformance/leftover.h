/* SPDX-License-Identifier: MIT */
/* What a program leaves behind when it has ended. */
#ifndef VOW_FUZZ_LEFTOVER_H
#define VOW_FUZZ_LEFTOVER_H

#include <stdbool.h>

/* Rejects each promise that is pending because the program has dropped its resolver; true if there were any. Those that
 * belong to an async function, a generator or a reaction are left alone. */
bool vow_fuzz_reject_orphans(void);

/* Prints a line beginning with "!left" if anything is in use. */
void vow_fuzz_report_leftover(void);

#endif
