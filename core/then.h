/* SPDX-License-Identifier: MIT */
/* The reaction record of then and finally (then.c, finally.c). */
#ifndef VOW_CORE_THEN_H
#define VOW_CORE_THEN_H

#include "internal.h"

/* One allocation a then: the derived promise is the queue node, and its value slot holds the callbacks' argument until
 * they run. One reference of `derived` belongs to the reaction. */
struct then_record {
    struct vow_promise derived;
    struct vow_promise *source;
    union {
        vow_callback on_fulfilled;
        struct vow_promise *kept; /* finally's end: the first promise, whose value and status pass through */
    } a;
    union {
        vow_callback on_rejected;
        struct then_record *reserved; /* finally: the record that its end will need */
    } b;
};
_Static_assert(sizeof(struct then_record) <= sizeof(struct vow_record), "a then fits a record");

static inline struct then_record *then_record_take(unsigned state)
{
    struct then_record *record = pool_take(&LOOP->records);

    if (LIKELY(record))
        promise_init(&record->derived, state, PROMISE_IN_THEN | PROMISE_RESOLVED, 2);
    return record;
}

static inline void then_record_give(struct then_record *record)
{
#if VOW_CONFIG_DEBUG
    record->derived.node.state = NODE_FREE;
#endif
    pool_give(&LOOP->records, record);
}

#endif
