/* SPDX-License-Identifier: MIT */
/* Blocks, loops and try, written with the macros that a program uses. */
#include "body.h"

static enum flow for_await(const struct op *op, struct frame *frame)
{
    struct source source;
    unsigned round = 0;

    if (!vow_fuzz_open(&source, op, frame))
        return FLOW_ON;
    VOW_KEEP(round);
    VOW_FOR_AWAIT(item, source.iterator) {
        enum flow flow;

        frame->accumulator = item.value;
        flow = vow_fuzz_block(op->body, frame, &round);
        round++;
        if (flow == FLOW_CONTINUE)
            continue;
        if (flow == FLOW_BREAK)
            break;
        if (flow == FLOW_RETURN)
            return flow;
    }
    return FLOW_ON;
}

static vow_value yield_star(const struct op *op, struct frame *frame)
{
    struct source source;

    return vow_fuzz_open(&source, op, frame) ? vow_yield_star(frame->self, source.iterator) : frame->accumulator;
}

static vow_value yield(const struct op *op, struct frame *frame)
{
    struct operand operand = vow_fuzz_evaluate(op->operand[0], frame->accumulator);

    if (operand.promise || operand.thenable)
        return vow_yield_promise(frame->self, vow_fuzz_promise(operand));
    return vow_yield(frame->self, operand.word);
}

/* A promise that a token has just made has a plain value. */
static vow_value await(const struct op *op, struct frame *frame)
{
    struct operand operand = vow_fuzz_evaluate(op->operand[0], frame->accumulator);

    if (op->operand[0][0] == 'f' || op->operand[0][0] == 'x')
        return vow_await(operand.promise);
    return vow_fuzz_await(operand);
}

static enum flow try_catch(const struct op *op, struct frame *frame, const unsigned *round)
{
    VOW_TRY {
        return vow_fuzz_block(op->body, frame, round);
    } VOW_CATCH(e) {
        frame->accumulator = e;
        return vow_fuzz_block(op->on_catch, frame, round);
    } VOW_END
    return FLOW_ON;
}

/* What the block was left by goes on, unless the finally part is left otherwise (5.9). */
static enum flow run_finally(const struct op *op, struct frame *frame, const unsigned *round)
{
    vow_value kept = frame->result;
    enum flow flow = vow_fuzz_block(op->on_finally, frame, round);

    if (flow == FLOW_ON)
        frame->result = kept;
    return flow;
}

static enum flow try_finally(const struct op *op, struct frame *frame, const unsigned *round)
{
    enum flow flow = FLOW_ON;

    VOW_KEEP(flow);
    VOW_TRY_FINALLY {
        flow = vow_fuzz_block(op->body, frame, round);
    } VOW_FINALLY {
        enum flow over = run_finally(op, frame, round);

        if (over != FLOW_ON)
            return over;
    } VOW_END
    return flow;
}

static enum flow try_catch_finally(const struct op *op, struct frame *frame, const unsigned *round)
{
    enum flow flow = FLOW_ON;

    VOW_KEEP(flow);
    VOW_TRY_FINALLY {
        flow = vow_fuzz_block(op->body, frame, round);
    } VOW_CATCH(e) {
        frame->accumulator = e;
        flow = vow_fuzz_block(op->on_catch, frame, round);
    } VOW_FINALLY {
        enum flow over = run_finally(op, frame, round);

        if (over != FLOW_ON)
            return over;
    } VOW_END
    return flow;
}

/* Where C's return may not be used, vow_return is; it needs a task. */
static enum flow return_(const struct op *op, struct frame *frame)
{
    struct operand operand = vow_fuzz_evaluate(op->operand[0], frame->accumulator);

    if (frame->kind == BODY_GEN)
        operand = (struct operand){ .word = vow_fuzz_await(operand) };
    if (op->under_finally && frame->kind == BODY_ASYNC)
        vow_return(vow_fuzz_returned(operand));
    if (op->under_finally && frame->kind == BODY_GEN)
        vow_return(operand.word);
    frame->result = vow_fuzz_word(operand);
    return FLOW_RETURN;
}

static enum flow step(const struct op *op, struct frame *frame, const unsigned *round)
{
    switch (op->code) {
    case OP_await: frame->accumulator = await(op, frame); return FLOW_ON;
    case OP_yield: frame->accumulator = yield(op, frame); return FLOW_ON;
    case OP_ystar: frame->accumulator = yield_star(op, frame); return FLOW_ON;
    case OP_forawait: return for_await(op, frame);
    case OP_at: return *round == vow_fuzz_number(op->operand[0]) ? vow_fuzz_block(op->body, frame, round) : FLOW_ON;
    case OP_break: return FLOW_BREAK;
    case OP_cont: return FLOW_CONTINUE;
    case OP_throw: vow_throw(vow_fuzz_word(vow_fuzz_evaluate(op->operand[0], frame->accumulator)));
    case OP_ret: return return_(op, frame);
    case OP_try:
        if (!op->has_finally)
            return try_catch(op, frame, round);
        return op->has_catch ? try_catch_finally(op, frame, round) : try_finally(op, frame, round);
    default: vow_fuzz_operation(op, frame); return FLOW_ON;
    }
}

enum flow vow_fuzz_block(const struct op *op, struct frame *frame, const unsigned *round)
{
    enum flow flow = FLOW_ON;

    for (; op && flow == FLOW_ON; op = op->next)
        flow = step(op, frame, round);
    return flow;
}
