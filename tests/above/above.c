/* SPDX-License-Identifier: MIT */
/* A loop that preempts the others. */
#include "above.h"

#include <vow/irq.h>

VOW_LOOP_DEFINE(urgent_loop, ABOVE_PROMISES, ABOVE_RECORDS, VOW_STACKS(ABOVE_STACKS, TEST_STACK_BYTES));

unsigned above_live(void)
{
    struct vow_loop *before = vow_loop_enter(&urgent_loop);
    const unsigned live = vow_loop_live();

    vow_loop_enter(before);
    return live;
}

static struct vow_promise *up, *down;
static volatile unsigned ran;
static bool in_handler;

/* ---- it preempts ---- */

ASYNC(wait_once)
{
    TRACE("urgent waits");
    up = vow_promise_new(NULL);
    TRACE("urgent has %s", vow_await(vow_promise_retain(up)).s);
    in_handler |= vow_irq_in_handler();
    ran++;
    return VOW_UNDEFINED;
}

VOW_TEST(above_runs_before_the_call_that_hands_over_returns)
{
    in_handler = false;
    run_above(wait_once);
    TRACE("below");
    hand_up(up, vow_string("news"));
    TRACE("below goes on");
    EXPECT_TRACE("urgent waits\nbelow\nurgent has news\nbelow goes on\n");
    EXPECT(!in_handler);
    EXPECT_EQ(above_live(), 0);
}

VOW_TEST(above_waits_for_the_end_of_a_masked_section)
{
    uintptr_t state;

    run_above(wait_once);
    state = vow_irq_save();
    hand_up(up, vow_string("news"));
    TRACE("masked");
    vow_irq_restore(state);
    TRACE("below goes on");
    EXPECT_TRACE("urgent waits\nmasked\nurgent has news\nbelow goes on\n");
}

/* The loop's own stack is left, too. */
static void in_callback(void *unused)
{
    (void)unused;
    TRACE("callback");
    hand_up(up, vow_string("news"));
    TRACE("callback goes on");
}

VOW_TEST(above_preempts_a_callback)
{
    run_above(wait_once);
    vow_queue_microtask(in_callback, NULL);
    vow_await_value(VOW_UNDEFINED);
    EXPECT_TRACE("urgent waits\ncallback\nurgent has news\ncallback goes on\n");
    EXPECT_EQ(above_live(), 0);
}

/* ---- order within the loop ---- */

ASYNC(second)
{
    TRACE("second 1");
    vow_await_value(VOW_UNDEFINED);
    TRACE("second 2");
    return VOW_UNDEFINED;
}

static vow_value traced(void *name, vow_value value, enum vow_status status)
{
    (void)status;
    TRACE("%s", (const char *)name);
    return value;
}

static vow_value throws(void *name, vow_value value, enum vow_status status)
{
    (void)status, (void)value;
    vow_throw(vow_string(name));
}

ASYNC(orderly)
{
    up = vow_promise_new(NULL);
    vow_await(vow_promise_retain(up));
    TRACE("first 1");
    vow_detach(call(second));
    vow_detach(vow_promise_then(resolved("v"), traced, NULL, text("then")));
    VOW_TRY {
        vow_await(vow_promise_then(resolved("v"), throws, NULL, text("thrown")));
    } VOW_CATCH(reason) {
        TRACE("caught %s", reason.s);
    } VOW_END
    TRACE("first 2");
    return VOW_UNDEFINED;
}

VOW_TEST(above_keeps_the_order_within_each_loop)
{
    run_above(orderly);
    watch(resolved("below"), "then");
    hand_up(up, VOW_UNDEFINED);
    TRACE("below goes on");
    drain();
    EXPECT_TRACE("first 1\nsecond 1\nsecond 2\nthen\ncaught thrown\nfirst 2\nbelow goes on\nthen below\n");
    EXPECT_EQ(above_live(), 0);
}

/* ---- promises cross, both ways ---- */

enum { ROUNDS = 10000 };

/* Its next promise is there before what it got goes back. */
ASYNC(echo)
{
    up = vow_promise_new(NULL);
    for (intptr_t next = 0; next < ROUNDS; next++) {
        vow_value got = vow_await(vow_promise_retain(up));

        in_handler |= got.i != next;
        up = vow_promise_new(NULL);
        hand_down(down, got);
    }
    vow_promise_release(up);
    return VOW_UNDEFINED;
}

VOW_TEST(above_promises_cross_both_ways_and_none_is_lost)
{
    unsigned lost = 0;

    in_handler = false;
    run_above(echo);
    for (intptr_t i = 0; i < ROUNDS; i++) {
        down = vow_promise_new(NULL);
        hand_up(up, vow_int(i));
        lost += vow_await(vow_promise_retain(down)).i != i;
    }
    EXPECT_EQ(lost, 0);
    EXPECT(!in_handler);
    EXPECT_EQ(above_live(), 0);
}

/* ---- misuse ---- */

ASYNC(again)
{
    up = vow_promise_new(NULL);
    vow_await(vow_promise_retain(up));
    run_above(wait_once);
    return VOW_UNDEFINED;
}

VOW_TEST_PANIC(above_is_not_made_by_its_own_task, "vow_loop_run_above from the loop above")
{
    run_above(again);
    hand_up(up, VOW_UNDEFINED);
}
