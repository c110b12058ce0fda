/* SPDX-License-Identifier: MIT */
/* What a program leaves behind when it has ended. */
#ifndef VOW_FUZZ_LEFTOVER_H
#define VOW_FUZZ_LEFTOVER_H

#include <stdbool.h>

/* Rejects each promise that is pending because the program has dropped its resolver; true if there were any. Those that
 * belong to an async function, a generator or a reaction are left alone. */
bool vow_fuzz_reject_orphans(void);

/* In a build that cancels (VOW_CONFIG_CANCEL_POINTS): cancels each task; true if there were any. */
bool vow_fuzz_cancel_tasks(void);

/* Prints a line beginning with "#waits" if what is in use waits for ever, with "#leaks" if nothing explains it. */
void vow_fuzz_report_leftover(void);

/* Counted by those who know. */
extern unsigned vow_fuzz_races_of_nothing, vow_fuzz_abandoned;

#endif
