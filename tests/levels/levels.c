/* SPDX-License-Identifier: MIT */
#include "levels.h"

#include <vow/level.h>

struct vow_promise *events[EVENTS];

struct who {
    const char *name;
    unsigned level, event;
    uint32_t ms;
};

struct vow_promise *next_event(unsigned event)
{
    events[event] = vow_promise_new(NULL);
    return vow_promise_retain(events[event]);
}

ASYNC(waits)
{
    const struct who *who = argument;

    vow_task_set_level(vow_task_current(), who->level);
    if (who->ms)
        vow_sleep_ms(who->ms);
    else
        vow_await(next_event(who->event));
    TRACE("%s", who->name);
    return VOW_UNDEFINED;
}

static void start(struct who who) { vow_detach(vow_call(&waits_fn, &who, sizeof who)); }

void start_waiting(const char *name, unsigned level, unsigned event) { start((struct who){ name, level, event, 0 }); }
void start_sleeping(const char *name, unsigned level, uint32_t ms) { start((struct who){ name, level, 0, ms }); }
