/* SPDX-License-Identifier: MIT */
/* Running programs one after another on one loop, and what is said about each besides its trace: lines that begin with
 * '#'. */
#ifndef VOW_FUZZ_RUN_PROGRAM_H
#define VOW_FUZZ_RUN_PROGRAM_H

struct runnable {
    unsigned long seed;
    void (*prepare)(const struct runnable *self); /* before each run, or NULL */
    void (*start)(void *argument);                /* the first macrotask */
    const char *text;                             /* for `prepare` */
};

/* Prints "#seed N", the trace, and "#suspended N", how many bodies have not ended. Further:
 *     #waits ...    what is in use when everything that can be let go is let go; it waits for ever
 *     #leaks ...    the same, and nothing explains it
 *     #broken ...   ending the program has run some of its code, or has left a pool that is not whole, or the program
 *                   ran differently a second time */
void vow_fuzz_run_program(const struct runnable *program);

/* Runs it as it is, and again with a fault at each of up to 40 places of each kind: the task that awaits there is cancelled, a
 * promise that the program holds is cancelled, a block is asked for and there is none. Before each run it prints a line
 * "#fault KIND PLACE". The trace is not looked at: what must hold is that nothing is left when everything is let go. */
void vow_fuzz_run_faulted(const struct runnable *program);

/* The parts of it. */
void vow_fuzz_start(const struct runnable *program);
void vow_fuzz_run_until_idle(void);
void vow_fuzz_let_everything_go(void);
void vow_fuzz_end(void);

#endif
