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

#endif
