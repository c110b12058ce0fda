/* SPDX-License-Identifier: MIT */
/* all, allSettled, any, race (section 4 of the rules). */
#include "combinator.h"

static void give_blocks(struct vow_loop *loop, struct list *list)
{
    struct block *block = list->blocks;

    while (block) {
        struct block *next = block->next;

        pool_give(&loop->records, block);
        block = next;
    }
}

/* Takes the records for `count` elements, or none at all. */
static struct list *take(struct vow_loop *loop, size_t count)
{
    struct list *list = pool_take(&loop->records);

    if (!list)
        return NULL;
    list->blocks = NULL;
    for (size_t i = 0; i < count; i += ELEMENTS_A_BLOCK) {
        struct block *block = pool_take(&loop->records);

        if (!block) {
            give_blocks(loop, list);
            pool_give(&loop->records, list);
            return NULL;
        }
        block->list = list;
        block->next = list->blocks;
        list->blocks = block;
    }
    return list;
}

static void finish(struct list *list)
{
    settle(&list->result, list->kind == ANY ? VOW_REJECTED_LIST : VOW_LIST, vow_pointer(list));
}

static struct vow_promise *combine(enum kind kind, struct vow_promise *const *promises, size_t count)
{
    struct vow_loop *loop = LOOP;
    struct list *list;

    ASSERT(count <= UINT8_MAX, "a combinator takes at most 255 promises");
    list = take(loop, count);
    if (UNLIKELY(!list)) {
        while (count)
            release(promises[--count]);
        return vow_dry_record_();
    }
    promise_init(&list->result, VOW_PENDING, PROMISE_RESOLVED | PROMISE_IN_LIST, 1 + (unsigned)count);
    list->result.value = VOW_UNDEFINED;
    list->kind = (uint8_t)kind;
    list->count = list->left = (uint8_t)count;
    for (size_t i = 0; i < count; i++) {
        struct element *element = element_at(list, i);

        node_set_word(&element->node, NODE_ELEMENT | (uint32_t)(i % ELEMENTS_A_BLOCK) * WORD_REFERENCE);
        element->source = promises[i];
        subscribe(promises[i], &element->node);
    }
    if (count == 0 && kind != RACE)
        finish(list);
    return &list->result;
}

void vow_element_job_(struct vow_node *node)
{
    struct element *element = (struct element *)node;
    struct block *block = CONTAINER_OF(element - node->references, struct block, element);
    struct list *list = block->list;
    struct vow_promise *source = element->source;
    bool rejected = source->node.state >= VOW_REJECTED;

    if (list->result.node.state == VOW_PENDING) {
        if (list->kind == RACE || (list->kind == ALL && rejected) || (list->kind == ANY && !rejected))
            settle(&list->result, source->node.state, source->value);
        else if (--list->left == 0)
            finish(list);
    }
    release(&list->result);
}

/* The last reference to a result went. Its sources may be results themselves: they are put on a list and taken apart
 * here one after another, so that nesting uses no stack. */
void vow_list_free_(struct vow_promise *promise)
{
    struct vow_loop *loop = LOOP;
    bool outermost = !loop->condemned;

    ((struct list *)promise)->left = ((struct list *)promise)->count; /* sources not yet released */
    promise->node.next = loop->condemned;
    loop->condemned = &promise->node;
    while (outermost && loop->condemned) {
        struct list *list = (struct list *)loop->condemned;
        unsigned status = list->result.node.state;

        if (list->left) {
            release(element_at(list, --list->left)->source); /* may put more in front */
            continue;
        }
        loop->condemned = list->result.node.next;
        if (status_is_list(status) && list->result.value.p != list)
            release(list->result.value.p);
        give_blocks(loop, list);
#if VOW_CONFIG_DEBUG
        list->result.node.state = NODE_FREE;
#endif
        pool_give(&loop->records, list);
    }
}

struct vow_promise *vow_promise_all(struct vow_promise *const *promises, size_t count)
{
    NOT_IN_HANDLER();
    return combine(ALL, promises, count);
}

struct vow_promise *vow_promise_all_settled(struct vow_promise *const *promises, size_t count)
{
    NOT_IN_HANDLER();
    return combine(ALL_SETTLED, promises, count);
}

struct vow_promise *vow_promise_any(struct vow_promise *const *promises, size_t count)
{
    NOT_IN_HANDLER();
    return combine(ANY, promises, count);
}

struct vow_promise *vow_promise_race(struct vow_promise *const *promises, size_t count)
{
    NOT_IN_HANDLER();
    return combine(RACE, promises, count);
}

static const struct list *list_of(const struct vow_promise *promise)
{
    ASSERT(promise->node.state >= VOW_FULFILLED && status_is_list(promise->node.state),
           "vow_promise_at or vow_promise_count of a promise that is not settled with a list");
    return promise->value.p;
}

size_t vow_promise_count(const struct vow_promise *promise)
{
    NOT_IN_HANDLER();
    return list_of(promise)->count;
}

enum vow_status vow_promise_at(const struct vow_promise *promise, size_t index, vow_value *value)
{
    NOT_IN_HANDLER();
    const struct list *list = list_of(promise);
    const struct vow_promise *source;

    ASSERT(index < list->count, "vow_promise_at: no such entry");
    source = element_at(list, index)->source;
    if (value)
        *value = source->value;
    return (enum vow_status)source->node.state;
}

void vow_await_all(struct vow_promise *const *promises, size_t count, vow_value *values)
{
    NOT_IN_HANDLER();
    struct vow_promise *all = await_promise(vow_promise_all(promises, count));

    if (UNLIKELY(all->node.state >= VOW_REJECTED)) {
        const unsigned status = all->node.state;
        const vow_value reason = all->value;

        release(all);
        vow_throw_awaited_(status, reason);
    }
    for (size_t i = 0; i < count; i++)
        vow_promise_at(all, i, &values[i]);
    release(all);
}
