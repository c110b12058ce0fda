/* SPDX-License-Identifier: MIT */
/* Two loops in one program (VOW_CONFIG_MULTI_LOOP). */
#include "../harness/irq.h"
#include "../harness/script.h"

VOW_LOOP_DEFINE(other_loop, 8, 4, VOW_STACKS(2, 1024));

enum { PLENTY = 1000 };

static void make_other(void) { vow_loop_init(&other_loop, &other_loop_config); }

ASYNC(steps)
{
    const char *name = STRING_ARGUMENT;

    TRACE("%s 1", name);
    vow_await_value(VOW_UNDEFINED);
    TRACE("%s 2", name);
    vow_sleep_ms(3);
    TRACE("%s 3", name);
    return VOW_UNDEFINED;
}

static void in_other(void (*what)(void))
{
    struct vow_loop *before = vow_loop_enter(&other_loop);

    what();
    EXPECT(vow_loop_enter(before) == &other_loop);
}

static void start_b(void) { vow_detach(call_with(steps, "b")); }

VOW_TEST(loops_have_their_own_queues_and_clocks)
{
    make_other();
    vow_detach(call_with(steps, "a"));
    in_other(start_b);
    TRACE("poll b");
    vow_loop_poll(&other_loop, PLENTY);
    TRACE("poll a");
    vow_loop_poll(&vow_main_loop, PLENTY);
    vow_loop_tick_from_isr(&other_loop, 3);
    vow_loop_poll(&vow_main_loop, PLENTY);
    TRACE("ticks for b");
    vow_loop_poll(&other_loop, PLENTY);
    vow_loop_tick_from_isr(&vow_main_loop, 3);
    TRACE("ticks for a");
    vow_loop_poll(&vow_main_loop, PLENTY);
    EXPECT_TRACE("a 1\nb 1\npoll b\nb 2\npoll a\na 2\nticks for b\nb 3\nticks for a\na 3\n");
}

static unsigned free_in_other;
static void count_free(void) { free_in_other = vow_pool_usage(VOW_POOL_PROMISES).free; }

VOW_TEST(loops_have_their_own_pools)
{
    struct vow_promise *p;

    make_other();
    p = vow_promise_new(NULL);
    in_other(count_free);
    EXPECT_EQ(free_in_other, 8);
    EXPECT_EQ(vow_pool_usage(VOW_POOL_PROMISES).total, vow_main_loop_config.promise_count);
    vow_promise_release(p);
}

static struct vow_promise *p, *q;

static void settle_across(void)
{
    vow_promise_resolve_from_isr(&vow_main_loop, p, vow_string("p"));
    vow_promise_resolve_from_isr(&other_loop, q, vow_string("q"));
}
static void make_q(void)
{
    q = vow_promise_new(NULL);
    watch(vow_promise_retain(q), "");
}

VOW_TEST(loops_one_interrupt_settles_in_both)
{
    make_other();
    p = vow_promise_new(NULL);
    watch(vow_promise_retain(p), "");
    in_other(make_q);
    vow_test_irq_connect(0, settle_across);
    vow_test_irq_raise(0);
    vow_loop_poll(&other_loop, PLENTY);
    TRACE("now the first");
    vow_loop_poll(&vow_main_loop, PLENTY);
    EXPECT_TRACE("q\nnow the first\np\n");
}

static void poll_other(void *unused)
{
    (void)unused;
    TRACE("poll the other");
    vow_loop_poll(&other_loop, PLENTY);
    TRACE("back");
}

VOW_TEST(loops_one_polls_the_other_from_a_callback)
{
    make_other();
    in_other(start_b);
    vow_queue_microtask(poll_other, NULL);
    watch(resolved("v"), "then");
    vow_loop_poll(&vow_main_loop, PLENTY);
    vow_loop_tick_from_isr(&other_loop, 3);
    vow_loop_poll(&other_loop, PLENTY);
    EXPECT_TRACE("b 1\npoll the other\nb 2\nback\nthen v\nb 3\n");
}
