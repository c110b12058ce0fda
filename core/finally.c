/* SPDX-License-Identifier: MIT */
/* finally (3.6, 3.7): the callback runs, then a second reaction waits for what it returned, and the derived promise
 * follows that one. The second record is taken when finally is called, so that nothing can be missing later. */
#include "then.h"

struct vow_promise *vow_promise_finally(struct vow_promise *promise, vow_callback callback, void *argument)
{
    NOT_IN_HANDLER();
    struct then_record *record, *reserved;

    if (!callback)
        return vow_promise_then(promise, NULL, NULL, NULL);
    record = then_record_take(NODE_FINALLY);
    reserved = record ? then_record_take(NODE_FINALLY_END) : NULL;
    if (UNLIKELY(!reserved)) {
        if (record)
            then_record_give(record);
        release(promise);
        return vow_dry_record_();
    }
    record->derived.value = vow_pointer(argument);
    record->source = promise;
    record->a.on_fulfilled = callback;
    record->b.reserved = reserved;
    subscribe(promise, &record->derived.node);
    return &record->derived;
}

void vow_finally_job_(struct vow_node *node)
{
    struct vow_loop *loop = LOOP;
    struct then_record *record = (struct then_record *)node, *end = record->b.reserved;
    vow_value value = record->a.on_fulfilled(record->derived.value.p, VOW_UNDEFINED, VOW_FULFILLED);
    struct vow_promise *returned = loop->root.adopted ? vow_adopted_promise_(&loop->root, value) : NULL;

    end->source = returned;
    end->a.kept = record->source;
    if (returned)
        subscribe(returned, &end->derived.node);
    else
        enqueue(loop, &end->derived.node);
    vow_promise_follow_(&record->derived, &end->derived);
    release(&record->derived);
}

void vow_finally_end_job_(struct vow_node *node)
{
    struct then_record *end = (struct then_record *)node;
    struct vow_promise *returned = end->source, *kept = end->a.kept;
    struct vow_promise *result = returned && returned->node.state >= VOW_REJECTED ? returned : kept;

    settle(&end->derived, result->node.state, result->value);
    if (returned)
        release(returned);
    release(kept);
    release(&end->derived);
}
