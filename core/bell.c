/* SPDX-License-Identifier: MIT */
/* Bells: a promise that goes through the hand-over again and again, with one reaction.
 *
 * Invariant: once somebody has waited the bell is armed, or its reaction is still to come. From the ring until then its promise
 * is not pending, or `next` is not NULL, so another ring does nothing; the reaction arms it before it looks at what handlers
 * have left, so nothing is missed. */
#include "wait.h"

void vow_bell_arm_again_(struct vow_bell *bell)
{
    struct vow_promise *promise = &bell->promise;

    bell->reaction.node.next = &bell->reaction.node;
    promise->reactions = &bell->reaction.node;
    promise->node.next = NULL; /* [R4] */
    __atomic_signal_fence(__ATOMIC_SEQ_CST); /* a handler may ring it as soon as it is pending */
    node_set_word(&promise->node, VOW_PENDING | WORD_FLAG(PROMISE_HANDLED) | SLOT_REFERENCES * WORD_REFERENCE); /* [R5] */
}

void vow_bell_arm_(struct vow_bell *bell, void (*run)(struct vow_reaction *reaction))
{
    if (bell->reaction.run)
        return;
    vow_reaction_init_(&bell->reaction, run);
    vow_bell_arm_again_(bell);
}

void vow_bell_ring_from_isr_(struct vow_loop *loop, struct vow_bell *bell)
{
    /* [R3] */
    vow_promise_resolve_from_isr(loop, &bell->promise, VOW_CONFIG_LEVELS > 1 ? bell->promise.value : VOW_UNDEFINED);
}
