/* SPDX-License-Identifier: MIT */
/* AbortController and AbortSignal (section 11 of the rules, in the DOM standard's order). */
#include "internal.h"

#include <vow/abort.h>

const struct vow_error vow_error_abort = { "AbortError", "the operation was aborted", -20 };
const struct vow_error vow_error_timeout = { "TimeoutError", "the operation took too long", -21 };

void vow_abort_signal_init(struct vow_abort_signal *signal)
{
    NOT_IN_HANDLER();
    signal->aborted = false;
    signal->reason = VOW_UNDEFINED;
    signal->listeners = NULL;
    signal->listeners_tail = &signal->listeners;
    signal->dependents = NULL;
    signal->dependents_tail = &signal->dependents;
}

static vow_value call_listener(void *argument)
{
    struct vow_abort_listener *listener = argument;

    listener->callback(listener->argument);
    return VOW_UNDEFINED;
}

/* A listener may remove itself, or others, or free its memory: it is taken off before it is called. */
static void call_listeners(struct vow_abort_signal *signal)
{
    struct vow_abort_listener *listener;
    vow_value reason;

    while ((listener = signal->listeners) != NULL) {
        struct vow_abort_listener copy = *listener;

        vow_abort_listener_remove(signal, listener);
        if (vow_try(call_listener, &copy, &reason) >= VOW_REJECTED)
            vow_hook_uncaught_error(reason);
    }
}

/* Takes the links of everything that follows the signal, and marks it. What follows a dependent is put behind them, so
 * that a chain of signals needs no recursion. A link whose dependent was aborted by another source before leads nowhere. */
static struct vow_abort_source *mark_dependents(struct vow_abort_signal *signal)
{
    struct vow_abort_source *first = signal->dependents;

    for (struct vow_abort_source *link = first; link; link = link->next) {
        struct vow_abort_signal *dependent = link->dependent;

        link->source = NULL; /* there is nothing to unlink any more */
        if (dependent->aborted) {
            link->dependent = NULL;
            continue;
        }
        dependent->aborted = true;
        dependent->reason = signal->reason;
        if (dependent->dependents) {
            *signal->dependents_tail = dependent->dependents;
            signal->dependents_tail = dependent->dependents_tail;
            dependent->dependents = NULL;
            dependent->dependents_tail = &dependent->dependents;
        }
    }
    signal->dependents = NULL;
    signal->dependents_tail = &signal->dependents;
    return first;
}

void vow_abort_with(struct vow_abort_signal *signal, vow_value reason)
{
    NOT_IN_HANDLER();
    struct vow_abort_source *dependents, *next;

    if (signal->aborted)
        return;
    signal->aborted = true;
    signal->reason = reason;
    dependents = mark_dependents(signal);
    call_listeners(signal);
    for (; dependents; dependents = next) {
        next = dependents->next;
        if (dependents->dependent)
            call_listeners(dependents->dependent);
    }
}

void vow_abort(struct vow_abort_signal *signal)
{
    NOT_IN_HANDLER_NOR_CALLEE();
    vow_abort_with(signal, vow_error_value(&vow_error_abort));
}

bool vow_abort_signal_aborted(const struct vow_abort_signal *signal)
{
    NOT_IN_HANDLER();
    return signal->aborted;
}

vow_value vow_abort_signal_reason(const struct vow_abort_signal *signal)
{
    NOT_IN_HANDLER();
    return signal->reason;
}

void vow_abort_signal_throw_if_aborted(const struct vow_abort_signal *signal)
{
    NOT_IN_HANDLER();
    if (signal->aborted)
        vow_throw(signal->reason);
}

void vow_abort_listener_add(struct vow_abort_signal *signal, struct vow_abort_listener *listener,
                            void (*callback)(void *argument), void *argument)
{
    NOT_IN_HANDLER();
    listener->callback = callback;
    listener->argument = argument;
    listener->next = NULL;
    listener->added = !signal->aborted;
    if (signal->aborted)
        return;
    *signal->listeners_tail = listener;
    signal->listeners_tail = &listener->next;
}

void vow_abort_listener_remove(struct vow_abort_signal *signal, struct vow_abort_listener *listener)
{
    NOT_IN_HANDLER();
    struct vow_abort_listener **link = &signal->listeners;

    if (!listener->added)
        return;
    while (*link != listener)
        link = &(*link)->next;
    *link = listener->next;
    if (!*link)
        signal->listeners_tail = link;
    listener->added = false;
}

static void timed_out(void *argument) { vow_abort_with(argument, vow_error_value(&vow_error_timeout)); }

void vow_abort_signal_timeout_ms(struct vow_abort_signal *signal, struct vow_timer *timer, uint32_t ms)
{
    NOT_IN_HANDLER();
    vow_abort_signal_init(signal);
    vow_timer_start_ms(timer, ms, timed_out, signal);
}

static void add_link(struct vow_abort_source *link, struct vow_abort_signal *source, struct vow_abort_signal *dependent)
{
    link->next = NULL;
    link->source = source;
    link->dependent = dependent;
    *source->dependents_tail = link;
    source->dependents_tail = &link->next;
}

void vow_abort_signal_any(struct vow_abort_signal *signal, struct vow_abort_signal *const *sources,
                          struct vow_abort_source *links, size_t count)
{
    NOT_IN_HANDLER();
    vow_abort_signal_init(signal);
    for (size_t i = 0; i < count; i++)
        links[i].source = NULL;
    for (size_t i = 0; i < count; i++) {
        if (sources[i]->aborted) {
            signal->aborted = true;
            signal->reason = sources[i]->reason;
            return;
        }
    }
    for (size_t i = 0; i < count; i++)
        add_link(&links[i], sources[i], signal);
}

void vow_abort_signal_unlink(struct vow_abort_source *links, size_t count)
{
    NOT_IN_HANDLER();
    for (size_t i = 0; i < count; i++) {
        struct vow_abort_signal *source = links[i].source;
        struct vow_abort_source **link;

        if (!source)
            continue;
        link = &source->dependents;
        while (*link != &links[i])
            link = &(*link)->next;
        *link = links[i].next;
        if (!*link)
            source->dependents_tail = link;
        links[i].source = NULL;
    }
}
