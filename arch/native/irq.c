/* SPDX-License-Identifier: MIT */
/* native: simulated interrupts with priorities, as an NVIC would order them. */
#include "arch.h"

#include <stdlib.h>

#include <vow/native.h>

static struct {
    void (*handler)(void);
    unsigned priority;
} lines[VOW_NATIVE_INTERRUPTS];
static uint32_t pending;
static uintptr_t masked;
static unsigned running_priority = ~0u;
static int running_line = -1;
static void (*idle_hook)(void);

static int next_line(void)
{
    int best = -1;

    for (int i = 0; i < VOW_NATIVE_INTERRUPTS; i++)
        if ((pending >> i & 1) && lines[i].priority < (best < 0 ? running_priority : lines[best].priority))
            best = i;
    return best;
}

static void deliver(void)
{
    int line;

    while (!masked && (line = next_line()) >= 0) {
        unsigned interrupted = running_priority;
        int interrupted_line = running_line;

        pending &= ~(1u << line);
        running_priority = lines[line].priority;
        running_line = line;
        lines[line].handler();
        running_line = interrupted_line;
        running_priority = interrupted;
    }
}

void vow_native_connect(unsigned interrupt, unsigned priority, void (*handler)(void))
{
    lines[interrupt].priority = priority;
    lines[interrupt].handler = handler;
}

void vow_native_raise(unsigned interrupt)
{
    if (interrupt >= VOW_NATIVE_INTERRUPTS || !lines[interrupt].handler)
        abort();
    pending |= 1u << interrupt;
    deliver();
}

void vow_native_set_idle(void (*idle)(void)) { idle_hook = idle; }

uintptr_t vow_native_mask_(void)
{
    uintptr_t before = masked;

    masked = 1;
    return before;
}

void vow_native_unmask_(uintptr_t state)
{
    masked = state;
    deliver();
}

/* From 1, because there is a line 0. */
unsigned vow_native_handler_(void) { return (unsigned)running_line + 1; }

void vow_native_outside_handlers_(void (*run)(void))
{
    int handler = running_line;

    running_line = -1;
    run();
    running_line = handler;
}

void vow_native_idle_(void)
{
    if (!pending) {
        if (!idle_hook)
            abort();
        idle_hook();
    }
}
