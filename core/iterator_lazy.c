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

        vow_iterator_close_(&source, &slot, VOW_COMPLETION_NORMAL);
        if (source.methods->release)
            source.methods->release(source.self);
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

static vow_value flat_map(struct vow_generator *self, void *argument)
{
    const struct stage *stage = argument;
    size_t index = 0;

    VOW_FOR_AWAIT(item, stage->source) {
        struct vow_iterator inner = stage->callback.flat_map(stage->argument, item.value, index++);

        vow_await_value(VOW_UNDEFINED);
        vow_yield_star(self, inner);
    }
    return VOW_UNDEFINED;
}

#define STAGE_FUNCTION(entry) VOW_GENERATOR_FUNCTION(entry, 1, VOW_CONFIG_HELPER_STACK_BYTES)
static const struct vow_generator_function map_fn = STAGE_FUNCTION(map), filter_fn = STAGE_FUNCTION(filter),
                                           take_fn = STAGE_FUNCTION(take), drop_fn = STAGE_FUNCTION(drop),
                                           flat_map_fn = STAGE_FUNCTION(flat_map);

static void let_go(const struct stage *stage)
{
    if (stage->source.methods->release)
        stage->source.methods->release(stage->source.self);
}

/* A body that never ran has not consumed its source: that lies in the argument, right below the control block. */
static void stage_release(void *self)
{
    struct vow_generator *generator = self;

    if (generator->node.state == NODE_DRAIN && generator->node.flags == GENERATOR_START && generator->node.references == 1)
        let_go((struct stage *)(((uintptr_t)generator->at.task - sizeof(struct stage)) & ~(uintptr_t)15));
    vow_generator_release(generator);
}

static const struct vow_iterator_methods stage_methods = { vow_generator_next_, vow_generator_return_,
                                                           vow_generator_throw_, stage_release };

static struct vow_iterator make(const struct vow_generator_function *function, const struct stage *stage)
{
    struct vow_generator *generator = vow_generate(function, stage, sizeof *stage);
    struct vow_iterator iterator = { &stage_methods, generator };

    if (UNLIKELY(generator->node.state != NODE_DRAIN)) /* a pool is dry */
        let_go(stage);
    return iterator;
}

struct vow_iterator vow_iterator_map(struct vow_iterator iterator, vow_mapper callback, void *argument)
{
    struct stage stage = { .source = iterator, .callback.map = callback, .argument = argument };

    return make(&map_fn, &stage);
}

struct vow_iterator vow_iterator_filter(struct vow_iterator iterator, vow_predicate callback, void *argument)
{
    struct stage stage = { .source = iterator, .callback.filter = callback, .argument = argument };

    return make(&filter_fn, &stage);
}

struct vow_iterator vow_iterator_take(struct vow_iterator iterator, size_t limit)
{
    struct stage stage = { .source = iterator, .count = limit };

    return make(&take_fn, &stage);
}

struct vow_iterator vow_iterator_drop(struct vow_iterator iterator, size_t count)
{
    struct stage stage = { .source = iterator, .count = count };

    return make(&drop_fn, &stage);
}

struct vow_iterator vow_iterator_flat_map(struct vow_iterator iterator,
                                          struct vow_iterator (*callback)(void *argument, vow_value value, size_t index),
                                          void *argument)
{
    struct stage stage = { .source = iterator, .callback.flat_map = callback, .argument = argument };

    return make(&flat_map_fn, &stage);
}
