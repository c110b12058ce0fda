/* SPDX-License-Identifier: MIT */
/* throw, vow_return and the blocks they leave.
 *
 * Each task has one list of open blocks. A try is jumped to. A defer or for-await is called on top of the throwing
 * stack: it may await there, and needs no registers saved. A task needs no outermost try: when no block is left, the
 * task ends from where the throw stands. */
#include "internal.h"

/* Cleanup is not cut short by a cancel from around it: one that comes meanwhile waits until it is over. */
static void run_scope(struct vow_task *me, struct vow_scope *scope, unsigned completion, vow_value value)
{
    unsigned shields = vow_shield_ ? vow_shield_(me) : 0;

    me->scopes = scope->previous;
    scope->run(scope, completion, value);
    if (vow_unshield_)
        vow_unshield_(me, shields);
}

/* What a throw out of a shield leaves behind is mended here. */
static _Noreturn void jump_to(struct vow_task *me, struct vow_try_block *block)
{
    if (vow_unshield_)
        vow_unshield_(me, block->shields);
    vow_arch_frames_died(block);
    RESTORE_REGISTERS(block->registers);
}

void vow_unwind_(unsigned completion, vow_value value)
{
    struct vow_task *me = LOOP->current;
    struct vow_scope *scope;

    while ((scope = me->scopes) != NULL) {
        struct vow_try_block *block = (struct vow_try_block *)scope;

        if (scope->run) {
            run_scope(me, scope, completion, value);
            continue;
        }
        /* Only a throw out of the body is caught, once; all else goes on to finally, with the block still open. */
        block->phase = block->phase == VOW_PHASE_BODY && completion == VOW_COMPLETION_THROW ? VOW_PHASE_CATCH
                                                                                            : VOW_PHASE_FINALLY;
        block->completion = (uint8_t)completion;
        block->value = value;
        jump_to(me, block);
    }
    if (me->node.flags & TASK_LOOP)
        vow_loop_threw_(value);
    vow_task_unwound_(me, completion, value);
}

void vow_throw_awaited_(unsigned status, vow_value reason)
{
    reason = thrown_reason(status, reason);
    CANCEL_SEEN(LOOP->current, VOW_REJECTED, reason);
    vow_unwind_(VOW_COMPLETION_THROW, reason);
}

void vow_throw(vow_value reason)
{
    NOT_IN_HANDLER();
    vow_unwind_(VOW_COMPLETION_THROW, reason);
}

void vow_throw_error(const struct vow_error *error)
{
    NOT_IN_HANDLER();
    vow_unwind_(VOW_COMPLETION_THROW, vow_error_value(error));
}

void vow_return(vow_value value)
{
    NOT_IN_HANDLER();
    ASSERT(!(LOOP->current->node.flags & TASK_LOOP), "vow_return outside a task");
    vow_unwind_(VOW_COMPLETION_RETURN, value);
}

void vow_try_push_(struct vow_try_block *block, unsigned has_finally)
{
    NOT_IN_HANDLER_AS("VOW_TRY");
    struct vow_task *me = LOOP->current;

    block->scope.previous = me->scopes;
    block->scope.run = NULL;
    block->phase = VOW_PHASE_BODY;
    block->completion = VOW_COMPLETION_NORMAL;
    block->has_finally = (uint8_t)has_finally;
    block->shields = (uint8_t)task_shields(me);
    me->scopes = &block->scope;
}

void vow_try_pop_(struct vow_try_block *block)
{
    if (block->phase == VOW_PHASE_LEFT)
        return;
    LOOP->current->scopes = block->scope.previous;
    block->phase = VOW_PHASE_LEFT;
}

void vow_try_finally_(struct vow_try_block *block)
{
    vow_try_pop_(block);
    block->phase = VOW_PHASE_IN_FINALLY;
    if (vow_shield_)
        vow_shield_(LOOP->current);
}

static void finally_left(struct vow_try_block *block)
{
    block->phase = VOW_PHASE_LEFT;
    if (vow_unshield_)
        vow_unshield_(LOOP->current, block->shields);
}

/* The cleanup of the block's variable: it runs on return, break, continue and goto too, not on a throw. */
void vow_try_left_(struct vow_try_block *block)
{
    if (block->phase == VOW_PHASE_LEFT)
        return;
    if (block->phase == VOW_PHASE_IN_FINALLY) {
        finally_left(block);
        return;
    }
    ASSERT(!block->has_finally, "return, break, continue or goto out of VOW_TRY_FINALLY before its VOW_FINALLY");
    vow_try_pop_(block);
}

void vow_try_end_(struct vow_try_block *block)
{
    if (block->phase == VOW_PHASE_IN_FINALLY)
        finally_left(block);
    else
        vow_try_pop_(block);
    if (block->completion != VOW_COMPLETION_NORMAL)
        vow_unwind_(block->completion, block->value);
}

enum vow_status vow_try(vow_value (*body)(void *argument), void *argument, vow_value *value)
{
    NOT_IN_HANDLER();
    struct vow_try_block block;
    vow_value result;

    vow_try_push_(&block, 0);
    if (VOW_SAVE_REGISTERS_(block.registers) == 0) {
        result = body(argument);
        vow_try_pop_(&block);
        if (value)
            *value = result;
        return VOW_FULFILLED;
    }
    vow_try_pop_(&block);
    if (block.completion == VOW_COMPLETION_RETURN)
        vow_unwind_(VOW_COMPLETION_RETURN, block.value);
    if (value)
        *value = block.value;
    return VOW_REJECTED;
}

static void run_defer(struct vow_scope *scope, unsigned completion, vow_value value)
{
    struct vow_defer *defer = (struct vow_defer *)scope;

    (void)completion, (void)value;
    defer->function(defer->argument);
}

void vow_defer_push_(struct vow_defer *defer, void (*function)(void *argument), void *argument)
{
    NOT_IN_HANDLER_AS("VOW_DEFER");
    struct vow_task *me = LOOP->current;

    defer->function = function;
    defer->argument = argument;
    defer->scope.run = run_defer;
    defer->scope.previous = me->scopes;
    me->scopes = &defer->scope;
}

void vow_scope_leave_(struct vow_scope *scope)
{
    run_scope(LOOP->current, scope, VOW_COMPLETION_NORMAL, VOW_UNDEFINED);
}

void vow_defer_leave_(struct vow_defer *defer) { vow_scope_leave_(&defer->scope); }
