/* SPDX-License-Identifier: MIT */
/* Tasks of several levels that wait, and tests that pump the loop (harness/guest.c). */
#ifndef VOW_TESTS_LEVELS_H
#define VOW_TESTS_LEVELS_H

#include "../time/time.h"

enum { PLENTY = 1000, EVENTS = 6, TOP = VOW_CONFIG_LEVELS - 1 };

/* What handlers settle, and what they would call. */
extern struct vow_promise *events[EVENTS];
static inline void hand_over(unsigned event) { vow_promise_resolve_from_isr(TIME_LOOP, events[event], VOW_UNDEFINED); }
static inline void run_all(void) { vow_loop_poll(TIME_LOOP, PLENTY); }

/* A new promise in `events`, to be awaited. */
struct vow_promise *next_event(unsigned event);

/* A task of this level that waits for the event, then traces its name. */
void start_waiting(const char *name, unsigned level, unsigned event);
/* The same with a sleep. */
void start_sleeping(const char *name, unsigned level, uint32_t ms);

#endif
