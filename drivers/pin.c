/* SPDX-License-Identifier: MIT */
/* Pins. While somebody waits, edges_in == edges_out, and the handler moves both. */
#include <vow/cancel_driver.h>
#include <vow/irq.h>
#include <vow/pin.h>

const struct vow_error vow_error_pin_busy = { "PinError", "another wait for an edge is under way", -55 };

static vow_value level_after(const struct vow_pin *pin, uint32_t edges)
{
    return vow_uint((pin->first_level ^ edges) & 1);
}

void vow_pin_level_from_isr(struct vow_pin *pin, bool level)
{
    struct vow_promise *promise = pin->promise;

    pin->edges_in = pin->edges_in + (level == level_after(pin, pin->edges_in).u ? 2 : 1);
    if (!promise)
        return;
    pin->promise = NULL; /* [K5] */
    pin->edges_out++;
    vow_promise_resolve_from_isr(pin->loop, promise, level_after(pin, pin->edges_out));
}

/* The pin's promise, which the handler will settle no more; NULL: there is none. */
static struct vow_promise *take_back(struct vow_pin *pin)
{
    const uintptr_t state = vow_irq_save(); /* 3 instructions */
    struct vow_promise *promise = pin->promise;

    pin->promise = NULL; /* [K4] */
    vow_irq_restore(state);
    return promise;
}

static enum vow_cancel_outcome cancel(struct vow_source *source, struct vow_promise *promise)
{
    if (!take_back((struct vow_pin *)source))
        return VOW_CANCEL_TOO_LATE;
    vow_promise_reject(promise, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;
}

void vow_pin_init(struct vow_pin *pin, struct vow_loop *loop, bool level)
{
    VOW_NOT_IN_HANDLER_();
    static const struct vow_source_methods methods = { "an edge", cancel };

    *pin = (struct vow_pin){ .source = { &methods }, .loop = loop, .first_level = level };
}

struct vow_promise *vow_pin_edge(struct vow_pin *pin)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct vow_promise *promise;
    uintptr_t state;
    bool waits;

    if (pin->promise)
        return vow_promise_rejected(vow_error_value(&vow_error_pin_busy));
    promise = vow_promise_new("an edge");
    if (vow_promise_status(promise) != VOW_PENDING)
        return promise;
    vow_driver_set_source_(promise, &pin->source);
    vow_promise_retain(promise);
    state = vow_irq_save(); /* 6 instructions */
    waits = pin->edges_in == pin->edges_out;
    if (waits)
        pin->promise = promise;
    vow_irq_restore(state);
    if (!waits) {
        pin->edges_out++;
        vow_promise_resolve(promise, level_after(pin, pin->edges_out));
    }
    return promise;
}

bool vow_pin_level(const struct vow_pin *pin)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    return level_after(pin, pin->edges_out).u;
}
