/* SPDX-License-Identifier: MIT */
#include "wait.h"

#include <vow/event.h>

static void serve(struct vow_event *event)
{
    while (vow_event_is_set(event) && event->waiters.first)
        vow_wait_end_(event->waiters.first, VOW_FULFILLED, VOW_UNDEFINED); /* [R7] */
}

static void rung(struct vow_reaction *reaction)
{
    struct vow_event *event = CONTAINER_OF(reaction, struct vow_event, bell.reaction);

    vow_bell_arm_again_(&event->bell);
    serve(event);
}

void vow_event_init(struct vow_event *event)
{
    NOT_IN_HANDLER();
    *event = (struct vow_event){ .set = false };
}

void vow_event_set(struct vow_event *event)
{
    NOT_IN_HANDLER();
    event->set = true;
    serve(event);
}

void vow_event_clear(struct vow_event *event)
{
    NOT_IN_HANDLER();
    serve(event);
    event->set = false;
}

void vow_event_enter_(struct vow_event *event, struct vow_waiter *waiter)
{
    BELL_IS_FOR(&event->bell, &event->waiters);
    bell_arm(&event->bell, rung);
    vow_wait_enter_(&event->waiters, waiter);
    serve(event);
}

void vow_event_wait(struct vow_event *event)
{
    NOT_IN_HANDLER();
    static const struct vow_source_methods methods = { "event", vow_wait_cancel_ };
    struct wait wait;

    if (vow_event_is_set(event))
        return;
    vow_wait_prepare_(&wait, &methods);
    vow_event_enter_(event, &wait.waiter);
    vow_wait_(&wait, NULL);
}
