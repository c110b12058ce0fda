/* SPDX-License-Identifier: MIT */
/* Looks into the pools, which no public function shows. */
#include "leftover.h"
#include "value.h"

#include <stdio.h>
#include <string.h>

#include <vow/cancel.h>

#include "../../core/internal.h"

unsigned vow_fuzz_races_of_nothing, vow_fuzz_abandoned;

#ifdef VOW_FUZZ_STACKS
enum { BLOCK_LIMIT = VOW_FUZZ_PROMISES > VOW_FUZZ_RECORDS ? VOW_FUZZ_PROMISES : VOW_FUZZ_RECORDS };
#else
enum { BLOCK_LIMIT = 16384 };
#endif
static bool is_free[BLOCK_LIMIT];

/* How many blocks were ever handed out; is_free tells which of them were given back. */
static size_t look_at(const struct vow_pool *pool, const char *memory)
{
    memset(is_free, 0, sizeof is_free);
    for (struct vow_node *block = pool->free; block;) {
        struct vow_node *next;

        is_free[(size_t)((char *)block - memory) / pool->block_bytes] = true;
        vow_arch_block_taken(block, sizeof block->next);
        next = block->next;
        vow_arch_block_freed(block, sizeof block->next);
        block = next;
    }
    return (size_t)(pool->fresh - memory) / pool->block_bytes;
}

bool vow_fuzz_reject_orphans(void)
{
    struct vow_promise *promise = vow_main_loop_config.promises;
    size_t count = look_at(&vow_main_loop.promises, vow_main_loop_config.promises);
    bool any = false;

    for (size_t i = 0; i < count; i++, promise++) {
        /* Rejecting only queues: what was in use stays in use until the loop runs. */
        if (!is_free[i] && promise->node.state == VOW_PENDING && !(promise->node.flags & PROMISE_RESOLVED)) {
            vow_promise_reject(vow_promise_retain(promise), vow_fuzz_error(0));
            any = true;
        }
    }
    return any;
}

bool vow_fuzz_cancel_tasks(void)
{
    struct vow_task *task = NULL;

#if VOW_CONFIG_CANCEL_POINTS
    for (task = vow_task_next(NULL); task; task = vow_task_next(task))
        vow_task_cancel(task);
    task = vow_task_next(NULL);
#endif
    return task;
}

/* A promise that follows another one, which is still pending. Of records only those of then and finally have this state: in
 * the others this byte belongs to an address, or is the kind of another node. */
static bool any_adopting(const struct vow_pool *pool, const char *memory)
{
    size_t count = look_at(pool, memory);

    for (size_t i = 0; i < count; i++)
        if (!is_free[i] && ((const struct vow_node *)(const void *)(memory + i * pool->block_bytes))->state == NODE_ADOPTING)
            return true;
    return false;
}

/* All were cancelled, if the build can: only cleanup can still stand. */
static bool any_task_waits(void)
{
    for (const struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task)) {
        const char *awaits = vow_task_awaits(task);

        if (awaits && strcmp(awaits, "next()") != 0 && (!VOW_CONFIG_CANCEL_POINTS || task_shields(task)))
            return true;
    }
    return false;
}

/* What cannot end, and so keeps what it holds: a task that waits (for itself, by way of a generator or promise), promises
 * that follow one another, what waits for a race of nothing, and what a generator held that would not end. */
void vow_fuzz_report_leftover(void)
{
    bool explained = vow_fuzz_races_of_nothing || vow_fuzz_abandoned || any_task_waits()
                     || any_adopting(&vow_main_loop.promises, vow_main_loop_config.promises)
                     || any_adopting(&vow_main_loop.records, vow_main_loop_config.records);

    vow_fuzz_races_of_nothing = vow_fuzz_abandoned = 0;
    if (vow_loop_live() == 0)
        return;
    printf("#%s %u blocks", explained ? "waits" : "leaks", vow_loop_live());
    for (const struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        printf(", %s awaits %s", vow_task_name(task), vow_task_awaits(task));
    printf("\n");
}
