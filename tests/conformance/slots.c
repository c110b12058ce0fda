/* SPDX-License-Identifier: MIT */
#include "slots.h"

struct slots vow_fuzz_slots;

static bool set(struct vow_promise **place, struct vow_promise *promise)
{
    struct vow_promise *before = *place;

    *place = promise;
    if (before)
        vow_promise_release(before);
    return before != NULL;
}

void vow_fuzz_slots_set(unsigned slot, struct vow_promise *promise) { set(&vow_fuzz_slots.promise[slot], promise); }
void vow_fuzz_slots_set_resolver(unsigned slot, struct vow_promise *promise)
{
    set(&vow_fuzz_slots.resolver[slot], promise);
}

void vow_fuzz_slots_set_generator(unsigned slot, struct vow_generator *generator)
{
    struct generator *entry = vow_fuzz_keep(sizeof *entry);

    entry->generator = generator;
    entry->next = vow_fuzz_slots.generators;
    vow_fuzz_slots.generators = entry;
    vow_fuzz_slots.generator[slot] = generator;
}

struct vow_promise **vow_fuzz_slots_keep(struct vow_promise *promise)
{
    struct keeper *keeper = vow_fuzz_slots.keepers;

    while (keeper && keeper->promise)
        keeper = keeper->next;
    if (!keeper) {
        keeper = vow_fuzz_keep(sizeof *keeper);
        keeper->next = vow_fuzz_slots.keepers;
        vow_fuzz_slots.keepers = keeper;
    }
    keeper->promise = promise;
    return &keeper->promise;
}

bool vow_fuzz_slots_clear(void)
{
    struct slots *slots = &vow_fuzz_slots;
    bool any = slots->generators != NULL;

    for (unsigned i = 0; i < PROMISE_SLOTS; i++) {
        any |= set(&slots->promise[i], NULL);
        any |= set(&slots->resolver[i], NULL);
    }
    /* Letting one go may run a body that makes another. */
    while (slots->generators) {
        struct vow_generator *generator = slots->generators->generator;

        for (unsigned i = 0; i < GENERATOR_SLOTS; i++)
            if (slots->generator[i] == generator)
                slots->generator[i] = NULL;
        slots->generators = slots->generators->next;
        vow_generator_release(generator);
    }
    return any;
}

void vow_fuzz_slots_forget(void)
{
    static const struct slots empty;

    vow_fuzz_slots = empty;
}
