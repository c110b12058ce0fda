/* SPDX-License-Identifier: MIT */
/* map, filter, take, drop, flatMap: generators over the iterator that they consume. */
#include "generator.h"

#include <vow/iterator_helpers.h>

/* The argument of each body. */
struct stage {
    struct vow_iterator source;
    union {
        vow_mapper map;
        vow_predicate filter;
        struct vow_iterator (*flat_map)(void *argument, vow_value value, size_t index);
    } callback;
    void *argument;
    size_t count;
};

static void let_go(void *argument)
{
    const struct vow_iterator *iterator = argument;

    if (iterator->methods->release)
        iterator->methods->release(iterator->self);
}

static vow_value map(struct vow_generator *self, void *argument)
{
    const struct stage *stage = argument;
    size_t index = 0;

    VOW_FOR_AWAIT(item, stage->source)
        vow_yield(self, vow_await_value(stage->callback.map(stage->argument, item.value, index++)));
    return VOW_UNDEFINED;
}

static vow_value filter(struct vow_generator *self, void *argument)
{
    const struct stage *stage = argument;
    size_t index = 0;

    VOW_FOR_AWAIT(item, stage->source) {
        bool wanted = stage->callback.filter(stage->argument, item.value, index++);

        vow_await_value(VOW_UNDEFINED);
        if (wanted)
            vow_yield(self, item.value);
    }
    return VOW_UNDEFINED;
}

/* The limit is looked at before the source is asked again: the request after the last value closes it. */
static vow_value take(struct vow_generator *self, void *argument)
{
    const struct stage *stage = argument;
    size_t left = stage->count;

    if (left == 0) {
        struct vow_iterator source = stage->source;
        struct vow_promise slot;
        VOW_DEFER(let_go, &source);

        vow_iterator_close_(&source, &slot, VOW_COMPLETION_NORMAL);
        return VOW_UNDEFINED;
    }
    VOW_FOR_AWAIT(item, stage->source) {
        vow_yield(self, item.value);
        if (--left == 0)
            break;
    }
    return VOW_UNDEFINED;
}

static vow_value drop(struct vow_generator *self, void *argument)
{
    const struct stage *stage = argument;
    size_t skip = stage->count;

    VOW_FOR_AWAIT(item, stage->source) {
        if (skip)
            skip--;
        else
            vow_yield(self, item.value);
    }
    return VOW_UNDEFINED;
}

static void let_go_held(void *held)
{
    if (*(struct vow_iterator **)held)
        let_go(*(struct vow_iterator **)held);
}

/* One turn; if it is cut short, the iterator is let go. */
static void await_before(struct vow_iterator *iterator)
{
    struct vow_iterator *held = iterator;
    VOW_DEFER(let_go_held, &held);

    vow_await_value(VOW_UNDEFINED);
    held = NULL;
}

static vow_value flat_map(struct vow_generator *self, void *argument)
{
    const struct stage *stage = argument;
    size_t index = 0;

    VOW_FOR_AWAIT(item, stage->source) {
        struct vow_iterator inner = stage->callback.flat_map(stage->argument, item.value, index++);

        await_before(&inner);
        vow_yield_star(self, inner);
    }
    return VOW_UNDEFINED;
}

#define STAGE_FUNCTION(entry) VOW_GENERATOR_FUNCTION(entry, 1, VOW_CONFIG_HELPER_STACK_BYTES)
static const struct vow_generator_function map_fn = STAGE_FUNCTION(map), filter_fn = STAGE_FUNCTION(filter),
                                           take_fn = STAGE_FUNCTION(take), drop_fn = STAGE_FUNCTION(drop),
                                           flat_map_fn = STAGE_FUNCTION(flat_map);

/* What a body that has not run has not consumed: it lies in the argument, right below the control block. NULL: it has run. */
static struct stage *unused(const struct vow_generator *generator)
{
    if (generator->node.state != NODE_DRAIN || generator->node.flags != GENERATOR_START)
        return NULL;
    return (struct stage *)(((uintptr_t)generator->at.task - sizeof(struct stage)) & ~(uintptr_t)15);
}

static void stage_release(void *self)
{
    struct vow_generator *generator = self;
    struct stage *stage = unused(generator);

    if (stage && generator->node.references == 1)
        let_go(&stage->source);
    vow_generator_release(generator);
}

/* Before it has run, the body of a take of nothing runs instead: it closes the source. */
static struct vow_promise *stage_return(void *self, vow_value value, struct vow_promise *slot)
{
    struct vow_generator *generator = self;
    struct stage *stage = unused(generator);

    if (!stage)
        return vow_generator_return_(self, value, slot);
    stage->count = 0;
    generator->at.task->function = &take_fn.function;
    return vow_generator_next_(self, VOW_UNDEFINED, slot);
}

static struct vow_promise *stage_throw(void *self, vow_value reason, struct vow_promise *slot)
{
    struct stage *stage = unused(self);

    if (stage)
        let_go(&stage->source);
    return vow_generator_throw_(self, reason, slot);
}

static const struct vow_iterator_methods stage_methods = { vow_generator_next_, stage_return, stage_throw, stage_release };

static struct vow_iterator make(const struct vow_generator_function *function, struct stage *stage)
{
    struct vow_generator *generator = vow_generate(function, stage, sizeof *stage);
    struct vow_iterator iterator = { &stage_methods, generator };

    if (UNLIKELY(generator->node.state != NODE_DRAIN)) /* a pool is dry */
        let_go(&stage->source);
    return iterator;
}

struct vow_iterator vow_iterator_map(struct vow_iterator iterator, vow_mapper callback, void *argument)
{
    NOT_IN_HANDLER();
    struct stage stage = { .source = iterator, .callback.map = callback, .argument = argument };

    return make(&map_fn, &stage);
}

struct vow_iterator vow_iterator_filter(struct vow_iterator iterator, vow_predicate callback, void *argument)
{
    NOT_IN_HANDLER();
    struct stage stage = { .source = iterator, .callback.filter = callback, .argument = argument };

    return make(&filter_fn, &stage);
}

struct vow_iterator vow_iterator_take(struct vow_iterator iterator, size_t limit)
{
    NOT_IN_HANDLER();
    struct stage stage = { .source = iterator, .count = limit };

    return make(&take_fn, &stage);
}

struct vow_iterator vow_iterator_drop(struct vow_iterator iterator, size_t count)
{
    NOT_IN_HANDLER();
    struct stage stage = { .source = iterator, .count = count };

    return make(&drop_fn, &stage);
}

struct vow_iterator vow_iterator_flat_map(struct vow_iterator iterator,
                                          struct vow_iterator (*callback)(void *argument, vow_value value, size_t index),
                                          void *argument)
{
    NOT_IN_HANDLER();
    struct stage stage = { .source = iterator, .callback.flat_map = callback, .argument = argument };

    return make(&flat_map_fn, &stage);
}
