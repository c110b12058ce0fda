/* SPDX-License-Identifier: MIT */
/* The loop above preempts the one below at each instruction of what that does in a round. The file that includes this, one for each
 * kind of board, has a timer whose interrupt comes, as QEMU runs one instruction a nanosecond under -icount shift=0, at a chosen
 * instruction: sweep_start(counts, early) starts it and executes `early` nops, so that it comes `counts` times
 * INSTRUCTIONS_A_COUNT - early instructions later, more or less, but always the same; its handler calls sweep_arrived. */
#ifndef VOW_TESTS_ABOVE_SWEEP_H
#define VOW_TESTS_ABOVE_SWEEP_H

#include "above.h"

static void sweep_start(unsigned counts, unsigned early);

enum { SWEEP_FIRST_COUNTS = 4, SWEEP_ROUNDS_BEHIND = 8, SWEEP_LEAST_ROUNDS = 1500, SWEEP_MOST_ROUNDS = 20000 };

static struct vow_promise *sweep_up, *sweep_down, *sweep_called;
static volatile bool sweep_inside, sweep_arrived_inside, sweep_arrived_at_all;
static bool sweep_over;
static unsigned sweep_served;

static void sweep_arrived(void)
{
    sweep_arrived_inside = sweep_inside;
    sweep_arrived_at_all = true;
    hand_up(sweep_up, vow_int(1));
}

/* ---- above: another task, the pools, a callback on the loop's stack ---- */

ASYNC(urgent_child)
{
    vow_await_value(VOW_UNDEFINED);
    return vow_int(2);
}

static vow_value add_three(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    return vow_int(value.i + 3);
}

ASYNC(responder)
{
    while (!sweep_over) {
        intptr_t sum;

        sweep_up = vow_promise_new(NULL);
        sum = vow_await(vow_promise_retain(sweep_up)).i;
        if (sweep_over)
            break;
        sum += vow_await(vow_promise_then(call(urgent_child), add_three, NULL, NULL)).i;
        sweep_served++;
        hand_down(sweep_down, vow_int(sum));
    }
    return VOW_UNDEFINED;
}

/* A round begins with a call of this one, so the interrupt also arrives on the way up, above, and on the way back. */
ASYNC(called)
{
    while (!sweep_over) {
        sweep_called = vow_promise_new(NULL);
        vow_await(vow_promise_retain(sweep_called));
    }
    return VOW_UNDEFINED;
}

ASYNC(both_above)
{
    vow_detach(call(called));
    vow_detach(call(responder));
    return VOW_UNDEFINED;
}

/* ---- below: what an application does, in one task and on the loop's stack ---- */

ASYNC(child)
{
    vow_await_value(VOW_UNDEFINED);
    return vow_int(10);
}

GENERATOR(two)
{
    vow_yield(self, vow_int(20));
    vow_yield(self, vow_int(30));
    return VOW_UNDEFINED;
}

static void ring(void *promise) { vow_promise_resolve(promise, vow_int(50)); }

static intptr_t sweep_round(void)
{
    struct vow_promise *both[2] = { call(child), vow_promise_then(vow_promise_resolved(vow_int(37)), add_three, NULL, NULL) };
    struct vow_promise *own = vow_promise_new(NULL);
    struct vow_timer timer = { 0 };
    intptr_t sum = 0;

    hand_up(sweep_called, VOW_UNDEFINED);
    vow_timer_start_ms(&timer, 1000, ring, NULL);
    VOW_FOR_AWAIT(n, vow_iterate(generate(two)))
        sum += n.value.i;
    VOW_TRY {
        vow_await(rejected("thrown"));
    } VOW_CATCH(reason) {
        sum += reason.s[0] == 't' ? 60 : 0;
    } VOW_END
    vow_await(vow_promise_all(both, 2));
    vow_timer_stop(&timer);
    vow_queue_microtask(ring, vow_promise_retain(own));
    sum += vow_await(own).i;
    own = vow_promise_new(NULL);
    hand_down(own, vow_int(70));
    sum += vow_await(vow_promise_retain(own)).i;
    return sum;
}

enum { SWEEP_SUM = 20 + 30 + 60 + 50 + 70 };

static void sweep_once(unsigned after, unsigned instructions_a_step, unsigned counts_a_step)
{
    struct vow_promise *answer = sweep_down = vow_promise_new(NULL);
    intptr_t sum;

    vow_promise_retain(answer);
    sweep_arrived_at_all = false;
    sweep_inside = true;
    sweep_start(SWEEP_FIRST_COUNTS + after / instructions_a_step * counts_a_step, instructions_a_step - 1 - after % instructions_a_step);
    sum = sweep_round();
    sweep_inside = false;
    while (!sweep_arrived_at_all)
        ;
    EXPECT_EQ(sweep_served, after + 1); /* at once, and not at the next tick */
    EXPECT_EQ(vow_await(answer).i, 6);
    EXPECT_EQ(sum, SWEEP_SUM);
}

/* Until the interrupt comes behind the round. */
static void sweep_all(unsigned instructions_a_step, unsigned counts_a_step)
{
    const unsigned live = vow_loop_live();
    unsigned rounds = 0, behind = 0;

    sweep_over = false;
    sweep_served = 0;
    run_above(both_above);
    while (behind < SWEEP_ROUNDS_BEHIND && rounds < SWEEP_MOST_ROUNDS) {
        sweep_once(rounds++, instructions_a_step, counts_a_step);
        behind = sweep_arrived_inside ? 0 : behind + 1;
    }
    sweep_over = true;
    hand_up(sweep_called, VOW_UNDEFINED);
    hand_up(sweep_up, VOW_UNDEFINED);
    EXPECT_EQ(sweep_served, rounds);
    EXPECT(rounds >= SWEEP_LEAST_ROUNDS && rounds < SWEEP_MOST_ROUNDS);
    EXPECT_EQ(vow_loop_live(), live);
    EXPECT_EQ(above_live(), 0);
}

#endif
