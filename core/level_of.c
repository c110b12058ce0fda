/* SPDX-License-Identifier: MIT */
/* How urgent a macrotask is: as the most urgent of the tasks that wait for it. Who waits for a promise is found in its ring of
 * reactions: all of these are looked at, and from each the way goes on to the first one who waits for what it will settle. */
#include "combinator.h"
#include "generator.h"
#include "select.h"

#if VOW_CONFIG_LEVELS > 1

enum { LOOKS = 16 };

struct search {
    unsigned level, looks_left;
};

/* What the end of the task, or the next item of the generator's body, will settle. */
static const struct vow_promise *answer_of(const struct vow_task *task)
{
    const struct vow_node *last;

    if (!(task->node.flags & TASK_GENERATOR))
        return task->owner.promise;
    last = task->owner.generator->requests;
    return last ? (const struct vow_promise *)last->next : NULL;
}

static const struct vow_promise *settled_by_reaction(const struct vow_reaction *reaction)
{
    const struct vow_promise *promise = vow_case_settles_ ? vow_case_settles_(reaction) : NULL;

    return promise || !vow_group_settles_ ? promise : vow_group_settles_(reaction);
}

static const struct vow_promise *settled_by(const struct vow_node *node)
{
    const struct element *element;

    switch (node->state) {
    case NODE_TASK:
        return answer_of((const struct vow_task *)node);
    case NODE_THEN:
    case NODE_FINALLY:
    case NODE_FINALLY_END:
    case NODE_ADOPTING:
    case NODE_WRAP:
        return (const struct vow_promise *)node;
    case NODE_DRAIN:
        return (const struct vow_promise *)((const struct vow_generator *)node)->requests->next;
    case NODE_ELEMENT:
        element = (const struct element *)node - node->references;
        return &CONTAINER_OF(element, const struct block, element)->list->result;
    case NODE_CALL:
        return settled_by_reaction(CONTAINER_OF(node, const struct vow_reaction, node));
    default:
        return NULL;
    }
}

static const struct vow_node *waits_for(const struct vow_promise *promise)
{
    return promise && promise->node.state < VOW_FULFILLED ? promise->reactions : NULL;
}

static void count(struct search *search, unsigned level)
{
    search->looks_left--;
    if (level > search->level)
        search->level = level;
    if (level == VOW_CONFIG_LEVELS - 1)
        search->looks_left = 0;
}

static void go_up(struct search *search, const struct vow_node *node)
{
    while (node) {
        count(search, node->state == NODE_TASK ? ((const struct vow_task *)node)->level : 0);
        if (!search->looks_left)
            return;
        node = waits_for(settled_by(node));
        node = node ? node->next : NULL;
    }
}

static void look_at_ring(struct search *search, const struct vow_promise *promise)
{
    const struct vow_node *last = waits_for(promise), *node = last;

    if (last)
        do {
            node = node->next;
            go_up(search, node);
        } while (node != last && search->looks_left);
}

static void look_at_queue(struct search *search, const struct vow_wait_queue *queue)
{
    for (const struct vow_waiter *waiter = queue->first; waiter && search->looks_left; waiter = waiter->next)
        look_at_ring(search, waiter->selection ? &waiter->selection->slot : waiter->slot);
}

static bool is_of_bell(const struct vow_promise *promise)
{
    const struct vow_node *reaction = &CONTAINER_OF(promise, const struct vow_bell, promise)->reaction.node;

    return waits_for(promise) == reaction && reaction->state == NODE_CALL && promise->node.references >= SLOT_REFERENCES;
}

unsigned vow_level_of_arrival_(const struct vow_promise *promise)
{
    struct search search = { 0, LOOKS };

    if (is_of_bell(promise))
        look_at_queue(&search, promise->value.p);
    else
        look_at_ring(&search, promise);
    return search.level;
}

unsigned vow_level_of_timer_(const struct vow_timer *timer)
{
    const struct vow_promise *promise = vow_sleep_settles_ ? vow_sleep_settles_(timer) : NULL;
    struct search search = { 0, LOOKS };

    if (!promise)
        return timer->level;
    look_at_ring(&search, promise);
    return search.level;
}

#endif
