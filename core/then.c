/* SPDX-License-Identifier: MIT */
/* then and catch (section 3 of the rules). */
#include "then.h"

struct vow_promise *vow_promise_then(struct vow_promise *promise, vow_callback on_fulfilled, vow_callback on_rejected,
                                     void *argument)
{
    NOT_IN_HANDLER();
    struct then_record *record = then_record_take(NODE_THEN);

    if (UNLIKELY(!record)) {
        release(promise);
        return vow_dry_record_();
    }
    record->derived.value = vow_pointer(argument);
    record->source = promise;
    record->a.on_fulfilled = on_fulfilled;
    record->b.on_rejected = on_rejected;
    subscribe(promise, &record->derived.node);
    return &record->derived;
}

struct vow_promise *vow_promise_catch(struct vow_promise *promise, vow_callback on_rejected, void *argument)
{
    NOT_IN_HANDLER_NOR_CALLEE();
    return vow_promise_then(promise, NULL, on_rejected, argument);
}

/* settle_and_release of the derived promise: one that nobody looks at is a record given back. */
static inline void fulfil(struct then_record *record, vow_value value)
{
    struct vow_promise *derived = &record->derived;
    const uint32_t word = node_word(&derived->node) + VOW_FULFILLED - NODE_THEN - WORD_REFERENCE;

    derived->value = value;
    node_set_word(&derived->node, word);
    if (derived->reactions)
        ring_join(&LOOP->queue, derived->reactions);
    else if (word < WORD_REFERENCE)
        then_record_give(record);
}

void vow_then_job_(struct vow_node *node)
{
    struct then_record *record = (struct then_record *)node;
    struct vow_promise *source = record->source;
    vow_callback callback = source->node.state < VOW_REJECTED ? record->a.on_fulfilled : record->b.on_rejected;

    if (callback) {
        vow_value value = callback(record->derived.value.p, source->value, (enum vow_status)source->node.state);

        release(source);
        if (UNLIKELY(LOOP->root.adopted != 0) && vow_adopted_resolve_(&LOOP->root, &record->derived, value))
            release(&record->derived);
        else
            fulfil(record, value);
    } else {
        settle(&record->derived, source->node.state, source->value);
        release(source);
        release(&record->derived);
    }
}

/* A callback of then or finally threw. What it announced with vow_adopt is forgotten. */
void vow_then_threw_(struct vow_node *node, vow_value reason)
{
    struct then_record *record = (struct then_record *)node;
    struct vow_task *root = &LOOP->root;

    if (root->adopted)
        vow_adopted_drop_(root);
    if (node->state == NODE_FINALLY)
        then_record_give(record->b.reserved);
    settle(&record->derived, VOW_REJECTED, reason);
    release(record->source);
    release(&record->derived);
}
