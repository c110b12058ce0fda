/* SPDX-License-Identifier: MIT */
/* Handlers of several urgencies, nested and at random times: each settles promises and fills the stream of a UART of its own, and
 * all of them settle one promise that they share. The file that includes this, one for each kind of interrupt controller, has an
 * interrupt for each of LEVELS, the most urgent one last, whose handlers call interrupt(level); the first STREAMS have streams. */
#ifndef VOW_TESTS_NESTED_LEVELS_H
#define VOW_TESTS_NESTED_LEVELS_H

#include "script.h"

#include <vow/board_oneshot.h>
#include <vow/irq.h>
#include <vow/uart_driver.h>

/* `make test` settles so many; TEST_DEFINES=-DVOW_TEST_SETTLES=1000000 tests/run '*nested_levels*' any other number. */
#ifndef VOW_TEST_SETTLES
#define VOW_TEST_SETTLES 100000
#endif

enum { SETTLES_OF_A_LEVEL = VOW_TEST_SETTLES / LEVELS, BYTES_OF_A_LEVEL = SETTLES_OF_A_LEVEL / 2 };
enum { LEAST_COUNTS = 4, A_FEW_COUNTS = 7, MORE_COUNTS = 63 };

static void open_level(unsigned level);
static void close_level(unsigned level);
static void pend(unsigned level);

/* The timer's own interrupt becomes one of the most urgent that may start it again, where it has an urgency: so it arrives in the
 * handlers below, too. */
static void make_timer_urgent(void);

static struct level {
    struct vow_promise *volatile open; /* the next interrupt takes and settles it */
    uint32_t settled, woken, random;
} levels[LEVELS];

static struct stream {
    volatile uint32_t pushed, read;
    struct vow_uart uart;
    uint8_t receive_ring[16], transmit_ring[1];
} streams[STREAMS];

static struct vow_promise *volatile shared;
static volatile unsigned depth, deepest, finished;
static volatile unsigned running; /* one more than the level of the handler that runs; 0: none */
static unsigned wrong;
static int avalanches;
static uint32_t random_of_timer;

static uint32_t roll(uint32_t *random)
{
    *random ^= *random << 13;
    *random ^= *random >> 17;
    return *random ^= *random << 5;
}

/* ---- the handlers */

static void settle_own(struct level *me)
{
    struct vow_promise *promise = me->open;

    me->open = NULL;
    if (promise)
        vow_promise_resolve_from_isr(&vow_main_loop, promise, vow_uint(++me->settled));
}

static void push_own(struct stream *me)
{
    if (me->pushed - me->read < sizeof me->receive_ring) {
        vow_uart_byte_from_isr(&me->uart, (uint8_t)me->pushed);
        me->pushed = me->pushed + 1;
    }
}

static void settle_shared(unsigned level)
{
    struct vow_promise *promise = shared;

    if (promise)
        vow_promise_resolve_from_isr(&vow_main_loop, promise, vow_uint(level));
}

/* On average an interrupt raises less than one, so each avalanche ends. */
static void interrupt(unsigned level)
{
    struct level *me = &levels[level];
    const uint32_t dice = roll(&me->random);
    const unsigned more_urgent = level + 1 + dice % (LEVELS - level), interrupted = running;

    wrong += interrupted > level;
    running = level + 1;
    if (++depth > deepest)
        deepest = depth;
    if (dice & 0x100)
        settle_shared(level);
    settle_own(me);
    if ((dice & 0x200) && more_urgent < LEVELS)
        pend(more_urgent);
    if (level < STREAMS)
        push_own(&streams[level]);
    if (dice & 0x400)
        settle_shared(level);
    if ((dice & 0x1800) == 0)
        pend((dice >> 13) % LEVELS);
    depth--;
    running = interrupted;
}

/* The first of an avalanche, or one more in the midst of the last. They end, so that a task that waits for ever is found out. */
static void begin_avalanche(void *argument)
{
    const uint32_t dice = roll(&random_of_timer);

    if (vow_irq_in_handler())
        make_timer_urgent();
    if (avalanches-- > 0)
        vow_oneshot_start(&vow_board_oneshot, LEAST_COUNTS + (dice >> 8 & (dice & 4 ? A_FEW_COUNTS : MORE_COUNTS)), begin_avalanche,
                          argument);
    pend(dice % LEVELS);
}

/* ---- the tasks */

static vow_value waits(void *argument)
{
    struct level *me = *(struct level **)argument;

    while (me->woken < SETTLES_OF_A_LEVEL) {
        struct vow_promise *promise = vow_promise_new("level");

        me->open = vow_promise_retain(promise);
        wrong += vow_await(promise).u != ++me->woken;
    }
    finished++;
    return VOW_UNDEFINED;
}

static vow_value reads(void *argument)
{
    struct stream *me = *(struct stream **)argument;
    uint8_t buffer[5];

    while (me->read < BYTES_OF_A_LEVEL) {
        const uint32_t bytes = vow_await(vow_uart_read(&me->uart, buffer, sizeof buffer)).u;

        for (uint32_t i = 0; i < bytes; i++)
            wrong += buffer[i] != (uint8_t)(me->read + i);
        me->read += bytes;
    }
    finished++;
    return VOW_UNDEFINED;
}

static const struct vow_async_function waits_fn = VOW_ASYNC_FUNCTION(waits, sizeof(struct level *), TEST_STACK_BYTES);
static const struct vow_async_function reads_fn = VOW_ASYNC_FUNCTION(reads, sizeof(struct stream *), TEST_STACK_BYTES);

static bool do_nothing(struct vow_uart *uart)
{
    (void)uart;
    return false;
}

static struct vow_promise *begin_reading(unsigned level)
{
    struct stream *me = &streams[level];

    *me = (struct stream){ .pushed = 0 };
    vow_uart_init(&me->uart, &vow_main_loop, &(struct vow_uart_config){
        .receive_ring = me->receive_ring, .receive_bytes = sizeof me->receive_ring,
        .transmit_ring = me->transmit_ring, .transmit_bytes = sizeof me->transmit_ring, .start_transmit = do_nothing });
    return vow_call(&reads_fn, &me, sizeof me);
}

static void begin(unsigned level, struct vow_promise *tasks[2])
{
    struct level *me = &levels[level];

    *me = (struct level){ .random = 0x9e3779b9u * (level + 1) };
    tasks[0] = vow_call(&waits_fn, &me, sizeof me);
    tasks[1] = level < STREAMS ? begin_reading(level) : vow_promise_resolved(VOW_UNDEFINED);
    open_level(level);
}

/* Exactly one of those that settle it counts, and no handler knows it any more when it is let go. */
static void share_one(void)
{
    struct vow_promise *promise = vow_promise_new("shared");

    vow_promise_retain(vow_promise_retain(promise));
    shared = promise;
    wrong += vow_await(promise).u >= LEVELS;
    shared = NULL;
    wrong += promise->node.references != 1;
    vow_promise_release(promise);
}

static void settle_and_push(void)
{
    struct vow_promise *tasks[2 * LEVELS];

    vow_test_allow_ms(VOW_TEST_SETTLES / 10);
    depth = deepest = running = finished = wrong = 0;
    avalanches = 3 * VOW_TEST_SETTLES;
    random_of_timer = 0x2545f491u;
    for (unsigned level = 0; level < LEVELS; level++)
        begin(level, tasks + 2 * level);
    vow_board_oneshot_open();
    begin_avalanche(NULL);
    while (finished < LEVELS + STREAMS)
        share_one();
    vow_oneshot_stop(&vow_board_oneshot);
    vow_await(vow_promise_all(tasks, 2 * LEVELS));
    drain();
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(deepest, LEVELS);
    for (unsigned level = 0; level < LEVELS; level++) {
        close_level(level);
        EXPECT_EQ(levels[level].settled, SETTLES_OF_A_LEVEL);
        EXPECT_EQ(levels[level].woken, SETTLES_OF_A_LEVEL);
    }
    for (unsigned level = 0; level < STREAMS; level++)
        EXPECT_EQ(vow_uart_faults(&streams[level].uart, VOW_UART_DROPPED), 0);
}

#endif
