/* SPDX-License-Identifier: MIT */
/* A combinator's records (combinator.c). A combinator is a chain of records: the first holds the result promise, each
 * further one two elements. An element is the reaction of its source and keeps it, so that the list of results is the
 * sources themselves: nothing is copied. */
#ifndef VOW_CORE_COMBINATOR_H
#define VOW_CORE_COMBINATOR_H

#include "internal.h"

enum kind { ALL, ALL_SETTLED, ANY, RACE };

struct element {
    struct vow_node node;
    struct vow_promise *source;
};

enum { ELEMENTS_A_BLOCK = 2 };

struct block {
    struct list *list;
    struct block *next;
    struct element element[ELEMENTS_A_BLOCK];
};

struct list {
    struct vow_promise result; /* one reference of it for each element that has not run */
    struct block *blocks;
    uint8_t kind, count, left;
};

_Static_assert(sizeof(struct list) <= sizeof(struct vow_record), "a list fits a record");
_Static_assert(sizeof(struct block) <= sizeof(struct vow_record), "two elements fit a record");

/* blocks[] is linked last one first, so element i is in block (count-1)/2 - i/2. */
static inline struct element *element_at(const struct list *list, size_t index)
{
    struct block *block = list->blocks;
    size_t steps = (list->count - 1u) / ELEMENTS_A_BLOCK - index / ELEMENTS_A_BLOCK;

    while (steps--)
        block = block->next;
    return &block->element[index % ELEMENTS_A_BLOCK];
}

#endif
