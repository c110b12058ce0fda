/* SPDX-License-Identifier: MIT */
/* The operations that neither suspend nor leave a block. */
#include "body.h"
#include "leftover.h"
#include "slots.h"

static struct slots *const slots = &vow_fuzz_slots;

static struct operand value(const struct op *op, unsigned index, const struct frame *frame)
{
    return vow_fuzz_evaluate(op->operand[index], frame->accumulator);
}

static vow_value word(const struct op *op, unsigned index, const struct frame *frame)
{
    return vow_fuzz_word(value(op, index, frame));
}

static const struct body *body_of(const struct op *op, unsigned index)
{
    return &vow_fuzz_program.body[vow_fuzz_number(op->operand[index])];
}

static void resolve(struct vow_promise *promise, struct operand operand)
{
    vow_promise_retain(promise);
    if (operand.promise)
        vow_promise_adopt(promise, operand.promise);
    else if (operand.thenable)
        vow_promise_adopt_thenable(promise, operand.thenable);
    else
        vow_promise_resolve(promise, operand.word);
}

static void new_promise(unsigned slot)
{
    struct vow_promise *promise = vow_promise_new("a slot");

    vow_fuzz_slots_set_resolver(slot, vow_promise_retain(promise));
    vow_fuzz_slots_set(slot, promise);
}

static struct vow_promise *combine(const struct op *op, const struct frame *frame)
{
    struct operand operands[4];
    struct vow_promise *promises[4];
    unsigned count = vow_fuzz_number(op->operand[1]);

    for (unsigned i = 0; i < count; i++)
        operands[i] = value(op, 2 + i, frame);
    for (unsigned i = 0; i < count; i++)
        promises[i] = vow_fuzz_promise(operands[i]);
    switch (op->code) {
    case OP_all: return vow_promise_all(promises, count);
    case OP_any: return vow_promise_any(promises, count);
    case OP_race:
        vow_fuzz_races_of_nothing += count == 0;
        return vow_promise_race(promises, count);
    default: return vow_fuzz_all_settled(promises, count);
    }
}

static struct vow_promise *request(const struct op *op, struct vow_generator *generator, const struct frame *frame)
{
    struct operand operand = value(op, 2, frame);

    if (op->code == OP_gnext)
        return vow_generator_next(generator, vow_fuzz_word(operand));
    if (op->code == OP_gthrow)
        return vow_generator_throw(generator, vow_fuzz_word(operand));
    if (operand.promise)
        return vow_generator_return_promise(generator, operand.promise);
    if (operand.thenable)
        return vow_generator_return_thenable(generator, operand.thenable);
    return vow_generator_return(generator, operand.word);
}

/* ---- timers and microtasks ---- */

static void run_timer(void *argument)
{
    struct timer *timer = argument;

    vow_fuzz_line("@%lu", (unsigned long)vow_clock_now());
    vow_fuzz_job(timer->body, timer->argument);
}

static void set_timer(const struct op *op, const struct frame *frame)
{
    struct timer *timer = vow_fuzz_keep(sizeof *timer);

    timer->body = body_of(op, 2);
    timer->argument = word(op, 3, frame);
    vow_timer_start_ms(&timer->timer, vow_fuzz_number(op->operand[1]), run_timer, timer);
    slots->timer[vow_fuzz_number(op->operand[0])] = timer;
}

static void run_microtask(void *argument)
{
    struct timer *microtask = argument;

    vow_fuzz_job(microtask->body, microtask->argument);
}

static void queue_microtask(const struct op *op, const struct frame *frame)
{
    struct timer *microtask = vow_fuzz_keep(sizeof *microtask);
    const struct vow_error *error;

    microtask->body = body_of(op, 0);
    microtask->argument = word(op, 1, frame);
    error = vow_queue_microtask(run_microtask, microtask);
    if (error)
        vow_throw_error(error);
}

static void operation_of_promise(const struct op *op, unsigned slot, struct vow_promise *promise)
{
    if (!promise)
        return;
    if (op->code == OP_obs)
        vow_fuzz_observe(promise, op->operand[0]);
    else if (op->code == OP_then)
        vow_fuzz_slots_set(slot, vow_fuzz_then(promise, op->operand[2], op->operand[3]));
    else if (op->code == OP_catch)
        vow_fuzz_slots_set(slot, vow_fuzz_then(promise, NULL, op->operand[2]));
    else
        vow_fuzz_slots_set(slot, vow_fuzz_finally(promise, op->operand[2]));
}

void vow_fuzz_operation(const struct op *op, struct frame *frame)
{
    unsigned slot = vow_fuzz_number(op->operand[0]), second = op->operands > 1 ? vow_fuzz_number(op->operand[1]) : 0;

    switch (op->code) {
    case OP_log: vow_fuzz_line("%s", op->operand[0]); break;
    case OP_acc: vow_fuzz_line("%s=%s", op->operand[0], vow_fuzz_show(frame->accumulator)); break;
    case OP_set: frame->accumulator = word(op, 0, frame); break;
    case OP_new: new_promise(slot); break;
    case OP_res:
        if (slots->resolver[slot])
            resolve(slots->resolver[slot], value(op, 1, frame));
        break;
    case OP_rej:
        if (slots->resolver[slot])
            vow_promise_reject(vow_promise_retain(slots->resolver[slot]), word(op, 1, frame));
        break;
    case OP_mk: vow_fuzz_slots_set(slot, vow_fuzz_promise(value(op, 1, frame))); break;
    case OP_mkrej: vow_fuzz_slots_set(slot, vow_promise_rejected(word(op, 1, frame))); break;
    case OP_obs:
    case OP_then:
    case OP_catch:
    case OP_finally: operation_of_promise(op, slot, slots->promise[second]); break;
    case OP_all:
    case OP_any:
    case OP_race:
    case OP_settled: vow_fuzz_slots_set(slot, combine(op, frame)); break;
    case OP_call: vow_fuzz_slots_set(slot, vow_fuzz_call(body_of(op, 1), word(op, 2, frame))); break;
    case OP_gen: vow_fuzz_slots_set_generator(slot, vow_fuzz_generate(body_of(op, 1), word(op, 2, frame))); break;
    case OP_gnext:
    case OP_gret:
    case OP_gthrow:
        if (slots->generator[second])
            vow_fuzz_slots_set(slot, request(op, slots->generator[second], frame));
        break;
    case OP_timer: set_timer(op, frame); break;
    case OP_clear:
        if (slots->timer[slot])
            vow_timer_stop(&slots->timer[slot]->timer);
        break;
    case OP_micro: queue_microtask(op, frame); break;
    default: vow_panic("conformance: an operation at the wrong place");
    }
}
