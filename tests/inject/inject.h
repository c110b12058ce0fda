/* SPDX-License-Identifier: MIT */
/* An interrupt at every instruction boundary of Vow's operations.
 *
 * Each operation runs again and again, each time with a timer that expires a little later. QEMU runs one instruction in 2^shift
 * nanoseconds of virtual time (tests/inject/run chooses the shift so that this is more than a count of the timer), so no boundary is
 * skipped. The interrupt settles a promise that a task and a callback wait for, and the place that it interrupted is recorded. */
#ifndef VOW_TESTS_INJECT_H
#define VOW_TESTS_INJECT_H

#include <vow/vow.h>

struct inject_operation {
    const char *name;
    bool quick;             /* part of --quick */
    void (*prepare)(void);  /* NULL: nothing; interrupts arrive in `run` only */
    void (*run)(void);
    bool (*right)(void);    /* NULL: the operation has no result; asked after everything has happened */
    void (*arrive)(void);   /* NULL: nothing; what the handler does besides */
    unsigned ticks;         /* what `run` lets the clock go on by */
    bool has_handlers;      /* in which it may stand for longer than rounds count a sleep */
    bool sleeps;            /* until the interrupt: which also arrives around the next tick */
    bool alternates;        /* tasks change places in their pool from one round to the next, and are looked through: so two rounds each */
};

extern const struct inject_operation inject_promises[], inject_tasks[], inject_time[], inject_streams[], inject_cancels[], inject_shared[],
    inject_waits[], inject_blocks[], inject_generators[], inject_combined[], inject_port[];

/* What the interrupt settles, for operations that wait for it; and whether it has arrived. */
extern struct vow_promise *inject_promise;
extern volatile bool inject_has_arrived;

/* What operations leave for their `right`. */
extern unsigned inject_calls;
extern vow_value inject_value;

/* Around what stands in for a handler of a device: ./executed.c leaves it out. */
void inject_handler_begins(void);
void inject_handler_ends(void);

/* ---- a port, which has operations of its own, too: inject_port */

/* Long after an operation, as a rule, and before the next tick; and long after each that ends by itself. */
extern const uint32_t inject_long_counts, inject_longest_counts;

/* From one tick to the next; 0 if the timer is the tick's, too. */
extern const uint32_t inject_tick_counts;

void inject_port_open(void);
void inject_timer_start(uint32_t counts);

/* Calls `arrive` in a handler that masks hold back: the one that runs, or one that it pends. */
void inject_call_masked(void (*arrive)(void));

/* The handler calls it once a start, its timer stopped, with the address of the instruction that was not executed. */
void inject_arrived(uintptr_t place);

#endif
