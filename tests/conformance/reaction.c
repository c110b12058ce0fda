/* SPDX-License-Identifier: MIT */
/* then, catch and finally with bodies as callbacks. */
#include "body.h"
#include "slots.h"

struct callbacks {
    const struct body *on_fulfilled, *on_rejected;
    const char *label;
};

static const struct body *body_of(const char *token)
{
    return token && token[0] != '-' ? &vow_fuzz_program.body[vow_fuzz_number(token)] : NULL;
}

static vow_value call(const struct body *body, vow_value argument)
{
    return body->kind == BODY_ASYNC ? vow_adopt(vow_fuzz_call(body, argument)) : vow_fuzz_function(body, argument);
}

static vow_value run_callback(void *argument, vow_value value, enum vow_status status)
{
    const struct callbacks *callbacks = argument;

    return call(status >= VOW_REJECTED ? callbacks->on_rejected : callbacks->on_fulfilled,
                vow_fuzz_received(status, value));
}

static vow_value run_finally(void *argument, vow_value value, enum vow_status status)
{
    const struct callbacks *callbacks = argument;

    (void)status;
    return call(callbacks->on_fulfilled, value);
}

static vow_value print(void *argument, vow_value value, enum vow_status status)
{
    const struct callbacks *callbacks = argument;

    vow_fuzz_line("%s%c%s", callbacks->label, status >= VOW_REJECTED ? '-' : '+',
                  vow_fuzz_show(vow_fuzz_received(status, value)));
    return VOW_UNDEFINED;
}

static struct callbacks *make(const char *on_fulfilled, const char *on_rejected, const char *label)
{
    struct callbacks *callbacks = vow_fuzz_keep(sizeof *callbacks);

    *callbacks = (struct callbacks){ body_of(on_fulfilled), body_of(on_rejected), label };
    return callbacks;
}

struct vow_promise *vow_fuzz_then(struct vow_promise *promise, const char *on_fulfilled, const char *on_rejected)
{
    struct callbacks *callbacks = make(on_fulfilled, on_rejected, NULL);

    vow_promise_retain(promise);
    if (!on_fulfilled)
        return vow_promise_catch(promise, callbacks->on_rejected ? run_callback : NULL, callbacks);
    return vow_promise_then(promise, callbacks->on_fulfilled ? run_callback : NULL,
                            callbacks->on_rejected ? run_callback : NULL, callbacks);
}

struct vow_promise *vow_fuzz_finally(struct vow_promise *promise, const char *callback)
{
    struct callbacks *callbacks = make(callback, NULL, NULL);

    return vow_promise_finally(vow_promise_retain(promise), callbacks->on_fulfilled ? run_finally : NULL, callbacks);
}

void vow_fuzz_observe(struct vow_promise *promise, const char *label)
{
    vow_detach(vow_promise_then(vow_promise_retain(promise), print, print, make(NULL, NULL, label)));
}
