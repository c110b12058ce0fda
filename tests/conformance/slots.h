/* SPDX-License-Identifier: MIT */
/* What a program holds: its slots, its generators, and the references of its suspended awaits. */
#ifndef VOW_FUZZ_SLOTS_H
#define VOW_FUZZ_SLOTS_H

#include <vow/vow.h>

#include "program.h"

enum { PROMISE_SLOTS = 6, GENERATOR_SLOTS = 3, TIMER_SLOTS = 2 };

struct timer {
    struct vow_timer timer;
    const struct body *body;
    vow_value argument;
};

/* A generator lives as long as the program: letting go of one that stands at a yield would run it, which JavaScript does
 * not. */
struct generator {
    struct generator *next;
    struct vow_generator *generator;
};

struct keeper {
    struct keeper *next;
    struct vow_promise *promise;
};

struct slots {
    struct vow_promise *promise[PROMISE_SLOTS], *resolver[PROMISE_SLOTS];
    struct vow_generator *generator[GENERATOR_SLOTS];
    struct timer *timer[TIMER_SLOTS];
    struct generator *generators;
    struct keeper *keepers;
    bool moves; /* a slot is empty when its promise has been used, so that who awaits it is the only one */
};

extern struct slots vow_fuzz_slots;

/* Consumes the promise. */
void vow_fuzz_slots_set(unsigned slot, struct vow_promise *promise);
void vow_fuzz_slots_set_resolver(unsigned slot, struct vow_promise *promise);
void vow_fuzz_slots_set_generator(unsigned slot, struct vow_generator *generator);

/* A place for a reference that a suspended body holds; NULL gives the place back. */
struct vow_promise **vow_fuzz_slots_keep(struct vow_promise *promise);

/* Lets everything go but the kept references; true if there was anything. */
bool vow_fuzz_slots_clear(void);

/* Forgets them all, for a loop that is gone. */
void vow_fuzz_slots_forget(void);

#endif
