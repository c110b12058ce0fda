/* SPDX-License-Identifier: MIT */
/* The case of select that waits for a promise of somebody else's. */
#include "select.h"

static void settled(struct vow_reaction *reaction)
{
    struct vow_case *one = CONTAINER_OF(reaction, struct vow_case, at.reaction);
    const struct vow_promise *promise = one->object;

    one->at.reaction.run = NULL;
    vow_select_win_(one, promise->node.state, promise->value, one->methods->finish);
}

#if VOW_CONFIG_LEVELS > 1
const struct vow_promise *vow_case_settles_(const struct vow_reaction *reaction)
{
    return reaction->run == settled ? &CONTAINER_OF(reaction, const struct vow_case, at.reaction)->selection->slot : NULL;
}
#endif

void vow_case_promise_start_(struct vow_case *one)
{
    vow_reaction_init_(&one->at.reaction, settled);
    subscribe(one->object, &one->at.reaction.node);
}

/* The reaction is subscribed, or on its way, or has run. */
bool vow_case_promise_withdraw_(struct vow_case *one)
{
    struct vow_promise *promise = one->object;

    if (!one->at.reaction.run)
        return true;
    if (promise->node.state < VOW_FULFILLED)
        ring_take_out(&promise->reactions, &one->at.reaction.node);
    else
        queue_take_out(LOOP, &one->at.reaction.node);
    one->at.reaction.run = NULL;
    return true;
}

/* One that has settled wins here, and not in the next turn: the cases behind it have not begun. */
static void start(struct vow_case *one)
{
    const struct vow_promise *promise = one->object;

    vow_case_promise_start_(one);
    if (promise->node.state < VOW_FULFILLED)
        return;
    vow_case_promise_withdraw_(one);
    vow_select_win_(one, promise->node.state, promise->value, false);
}

struct vow_case vow_case_promise(struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    static const struct vow_case_methods methods = { start, vow_case_promise_withdraw_, NULL };
    struct vow_case one = case_make(&methods, promise);

    one.at.reaction.run = NULL;
    return one;
}
