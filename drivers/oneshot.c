/* SPDX-License-Identifier: MIT */
/* What all one-shot timers share: who waits, and that it never fires early. */
#include <vow/cancel_driver.h>
#include <vow/irq.h>
#include <vow/oneshot_driver.h>

const struct vow_error vow_error_oneshot_busy = { "OneshotError", "the timer has a deadline already", -50 };
const struct vow_error vow_error_oneshot_too_long = { "RangeError", "the timer cannot count so far", -51 };
const struct vow_error vow_error_oneshot_stopped = { "AbortError", "the delay was stopped", -52 };

static bool is_running(const struct vow_oneshot *oneshot) { return oneshot->handler || oneshot->promise; }

/* Counts until a deadline, 0 or less when it has been reached. */
static int32_t until(const struct vow_oneshot *oneshot, uint32_t due)
{
    return (int32_t)(due - oneshot->driver->now(oneshot));
}

static uint32_t left(const struct vow_oneshot *oneshot, uint32_t due)
{
    const int32_t counts = until(oneshot, due);

    return counts > 0 ? (uint32_t)counts : 1;
}

void vow_oneshot_init(struct vow_oneshot *oneshot, struct vow_loop *loop, const struct vow_oneshot_driver *driver,
                      void *device, uint32_t counts_hz)
{
    VOW_NOT_IN_HANDLER_();
    *oneshot = (struct vow_oneshot){ .driver = driver, .device = device, .loop = loop, .counts_hz = counts_hz };
}

uint32_t vow_oneshot_now(const struct vow_oneshot *oneshot) { return oneshot->driver->now(oneshot); }

static void reject(struct vow_oneshot *oneshot, struct vow_promise *promise)
{
    if (promise)
        vow_promise_reject_from_isr(oneshot->loop, promise, vow_error_value(&vow_error_oneshot_stopped));
}

/* The hardware is told what is wanted, unmasked: a handler that wants something else meanwhile has told it, and is told over. So it is
 * told again until nothing has changed in between. */
static void set_alarm(struct vow_oneshot *oneshot)
{
    uint32_t changes;

    do {
        changes = oneshot->changes;
        if (is_running(oneshot))
            oneshot->driver->arm(oneshot, oneshot->due);
        else
            oneshot->driver->disarm(oneshot);
    } while (oneshot->changes != changes);
}

static void start(struct vow_oneshot *oneshot, uint32_t due, void (*handler)(void *argument), void *argument,
                  struct vow_promise *promise)
{
    const uintptr_t state = vow_irq_save(); /* 13 instructions */
    struct vow_promise *replaced = oneshot->promise;

    oneshot->due = due;
    oneshot->handler = handler;
    oneshot->argument = argument;
    oneshot->promise = promise;
    oneshot->changes++;
    vow_irq_restore(state);
    set_alarm(oneshot);
    reject(oneshot, replaced);
}

void vow_oneshot_start_at(struct vow_oneshot *oneshot, uint32_t due, void (*handler)(void *argument), void *argument)
{
    start(oneshot, due, handler, argument, NULL);
}

bool vow_oneshot_start(struct vow_oneshot *oneshot, uint32_t counts, void (*handler)(void *argument), void *argument)
{
    if (counts > VOW_ONESHOT_LONGEST_COUNTS)
        return false;
    start(oneshot, vow_oneshot_now(oneshot) + counts, handler, argument, NULL);
    return true;
}

uint32_t vow_oneshot_stop(struct vow_oneshot *oneshot)
{
    const uintptr_t state = vow_irq_save(); /* 15 instructions */
    struct vow_promise *stopped = oneshot->promise;
    const bool was_running = is_running(oneshot);
    const uint32_t due = oneshot->due;
    uint32_t counts;

    oneshot->handler = NULL;
    oneshot->promise = NULL;
    oneshot->changes++;
    vow_irq_restore(state);
    if (!was_running)
        return 0;
    counts = left(oneshot, due);
    set_alarm(oneshot);
    reject(oneshot, stopped);
    return counts;
}

uint32_t vow_oneshot_left(const struct vow_oneshot *oneshot)
{
    const uintptr_t state = vow_irq_save(); /* 8 instructions */
    const bool runs = is_running(oneshot);
    const uint32_t due = oneshot->due;

    vow_irq_restore(state);
    return runs ? left(oneshot, due) : 0;
}

/* Too late for one that the handler has handed over, or that was stopped or replaced. */
static enum vow_cancel_outcome cancel_delay(struct vow_source *source, struct vow_promise *promise)
{
    struct vow_oneshot *oneshot = (struct vow_oneshot *)source;
    const uintptr_t state = vow_irq_save(); /* 9 instructions */
    const bool mine = oneshot->promise == promise;

    if (mine) {
        oneshot->promise = NULL;
        oneshot->changes++;
    }
    vow_irq_restore(state);
    if (!mine)
        return VOW_CANCEL_TOO_LATE;
    set_alarm(oneshot);
    vow_promise_reject(promise, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;
}

/* The deadline is gone before its handler runs: that one may start the timer again. If another handler does so here, the deadline is
 * not the one that was looked at, and its alarm is set. */
void vow_oneshot_fire_from_isr(struct vow_oneshot *oneshot)
{
    const uint32_t changes = oneshot->changes;
    const bool is_early = is_running(oneshot) && until(oneshot, oneshot->due) > 0;
    struct vow_promise *promise = NULL;
    void (*handler)(void *argument) = NULL;
    void *argument = oneshot->argument;
    uintptr_t state;

    if (is_early) {
        set_alarm(oneshot);
        return;
    }
    state = vow_irq_save(); /* 14 instructions */
    if (oneshot->changes == changes) {
        promise = oneshot->promise;
        handler = oneshot->handler;
        oneshot->promise = NULL;
        oneshot->handler = NULL;
        oneshot->changes = changes + 1;
    }
    vow_irq_restore(state);
    if (promise)
        vow_promise_resolve_from_isr(oneshot->loop, promise, VOW_UNDEFINED);
    else if (handler)
        handler(argument);
}

struct vow_promise *vow_oneshot_delay(struct vow_oneshot *oneshot, uint32_t counts)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    static const struct vow_source_methods methods = { "oneshot", cancel_delay };
    struct vow_promise *promise;

    if (is_running(oneshot))
        return vow_promise_rejected(vow_error_value(&vow_error_oneshot_busy));
    if (counts > VOW_ONESHOT_LONGEST_COUNTS)
        return vow_promise_rejected(vow_error_value(&vow_error_oneshot_too_long));
    promise = vow_promise_new("oneshot");
    if (vow_promise_status(promise) != VOW_PENDING)
        return promise;
    oneshot->source.methods = &methods;
    vow_driver_set_source_(promise, &oneshot->source);
    start(oneshot, vow_oneshot_now(oneshot) + counts, NULL, NULL, vow_promise_retain(promise));
    return promise;
}
