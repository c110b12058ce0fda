/* SPDX-License-Identifier: MIT */
/* An interrupt at each instruction of a piece of code. */
#include "../../harness/mps2_timer.h"

#include <stdbool.h>
#include <string.h>

/* Starts that are five counts apart: 200 or 250 instructions, less than the row of nops. */
enum { FIRST_COUNTS = 10, LAST_COUNTS = 35, COUNTS_APART = 5 };

static volatile bool arrived;
static const char *first, *end;
static void (*inspect_place)(const uint32_t *frame, uint32_t exc_return);
static uint8_t hits[128];

static void note_place(const uint32_t *frame, uint32_t exc_return)
{
    const char *place = (const char *)(uintptr_t)frame[6];

    if (place >= first && place < end)
        hits[(place - first) / 2] = 1;
    inspect_place(frame, exc_return);
    arrived = true;
}

static const char *code_at(const void *function) { return (const char *)((uintptr_t)function & ~(uintptr_t)1); }

unsigned mps2_sweep(void (*round)(void), const void *from, const void *to,
                    void (*inspect)(const uint32_t *frame, uint32_t exc_return))
{
    unsigned count = 0;

    first = code_at(from);
    end = code_at(to);
    inspect_place = inspect;
    memset(hits, 0, sizeof hits);
    mps2_timer_handler = note_place;
    for (uint32_t counts = FIRST_COUNTS; counts <= LAST_COUNTS; counts += COUNTS_APART)
        for (unsigned early = 0; early < MPS2_MAX_EARLY; early++) {
            arrived = false;
            mps2_timer_start(counts);
            mps2_nops(early);
            do
                round();
            while (!arrived);
        }
    for (unsigned i = 0; i < sizeof hits; i++)
        count += hits[i];
    return count;
}
