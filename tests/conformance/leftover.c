/* SPDX-License-Identifier: MIT */
/* Looks into the promise pool, which no public function shows. */
#include "leftover.h"
#include "value.h"

#include <stdio.h>
#include <string.h>

#include "../../core/internal.h"

unsigned vow_fuzz_races_of_nothing, vow_fuzz_abandoned;

enum { PROMISE_LIMIT = 16384 };
static bool is_free[PROMISE_LIMIT];

static struct vow_promise *promise_at(size_t index) { return (struct vow_promise *)vow_main_loop_config.promises + index; }

/* How many blocks were ever handed out; is_free tells which of them were given back. */
static size_t look_at_pool(void)
{
    const struct vow_pool *pool = &vow_main_loop.promises;

    memset(is_free, 0, sizeof is_free);
    for (struct vow_node *block = pool->free; block;) {
        struct vow_node *next;

        is_free[(struct vow_promise *)block - promise_at(0)] = true;
        vow_arch_block_taken(block, sizeof block->next);
        next = block->next;
        vow_arch_block_freed(block, sizeof block->next);
        block = next;
    }
    return (size_t)(pool->fresh - (char *)promise_at(0)) / pool->block_bytes;
}

bool vow_fuzz_reject_orphans(void)
{
    size_t count = look_at_pool();
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        struct vow_promise *promise = promise_at(i);

        /* Rejecting only queues: what was in use stays in use until the loop runs. */
        if (!is_free[i] && promise->node.state == VOW_PENDING && !(promise->node.flags & PROMISE_RESOLVED)) {
            vow_promise_reject(vow_promise_retain(promise), vow_fuzz_error(0));
            any = true;
        }
    }
    return any;
}

/* What cannot end, and so keeps what it holds: a task that waits (for itself, by way of a generator or promise), promises
 * that follow one another, what waits for a race of nothing, and what a generator held that would not end. */
void vow_fuzz_report_leftover(void)
{
    size_t count = look_at_pool();
    bool explained = vow_fuzz_races_of_nothing || vow_fuzz_abandoned;

    vow_fuzz_races_of_nothing = vow_fuzz_abandoned = 0;
    if (vow_loop_live() == 0)
        return;
    for (size_t i = 0; i < count; i++)
        explained |= !is_free[i] && promise_at(i)->node.state == NODE_ADOPTING;
    for (const struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        explained |= vow_task_awaits(task) && strcmp(vow_task_awaits(task), "next()") != 0;
    printf("!%s %u blocks", explained ? "waits" : "leaks", vow_loop_live());
    for (const struct vow_task *task = vow_task_next(NULL); task; task = vow_task_next(task))
        printf(", %s awaits %s", vow_task_name(task), vow_task_awaits(task));
    printf("\n");
}
