/* SPDX-License-Identifier: MIT */
/* Tasks of random levels that wait for events and sleep at random, against a reference: a list of who is ready, from which the
 * rules of <vow/level.h> choose. The first level is left out: before its turns the wheel makes one step, whatever is due. */
#include "levels.h"

#include <vow/level.h>

enum { TASKS = 7, CHOICES = TOP, WAKES = VOW_ARCH_STACK_SCALE > 1 ? 20000 : 1000 };

enum state { RUNS, AWAITS, HANDED_OVER, SLEEPS, HAS_ARRIVED, IS_DUE };

static struct {
    struct vow_task *task;
    struct vow_promise *event;
    enum state state;
    unsigned level, ready_level;
    uint32_t number; /* of the hand-over, or of the start of the sleep */
    vow_time due;
} tasks[TASKS];

/* Of each level, the pass. */
static struct {
    uint32_t last;
    vow_time due;
} passes[VOW_CONFIG_LEVELS];

static uint32_t random_state, number, wakes, wrong;
static unsigned levels_used;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)random_state * limit >> 32);
}

/* ---- the reference ---- */

static void look_who_is_ready(void)
{
    for (unsigned i = 0; i < TASKS; i++) {
        if (tasks[i].state == HANDED_OVER)
            tasks[i].state = HAS_ARRIVED;
        else if (tasks[i].state == SLEEPS && tasks[i].due <= vow_clock_now())
            tasks[i].state = IS_DUE;
        else
            continue;
        tasks[i].ready_level = tasks[i].level;
    }
}

static bool is_before(unsigned a, unsigned b)
{
    if (tasks[a].state == IS_DUE && tasks[a].due != tasks[b].due)
        return tasks[a].due < tasks[b].due;
    return tasks[a].number < tasks[b].number;
}

/* The first one that is ready so at the level; TASKS: none. */
static unsigned first(unsigned level, enum state state)
{
    unsigned found = TASKS;

    for (unsigned i = 0; i < TASKS; i++)
        if (tasks[i].state == state && tasks[i].ready_level == level && (found == TASKS || is_before(i, found)))
            found = i;
    return found;
}

static unsigned next_of_pass(unsigned level)
{
    const unsigned arrived = first(level, HAS_ARRIVED), due = first(level, IS_DUE);

    if (arrived != TASKS && tasks[arrived].number <= passes[level].last)
        return arrived;
    return due != TASKS && tasks[due].due == passes[level].due ? due : TASKS;
}

static unsigned next_of(unsigned level)
{
    const unsigned due = first(level, IS_DUE);

    if (next_of_pass(level) == TASKS) {
        passes[level].last = number;
        passes[level].due = due == TASKS ? 0 : tasks[due].due;
    }
    return next_of_pass(level);
}

static unsigned who_is_next(void)
{
    unsigned found = TASKS;

    look_who_is_ready();
    for (unsigned level = VOW_CONFIG_LEVELS; level-- && found == TASKS;)
        found = next_of(level);
    return found;
}

/* ---- what happens ---- */

static void hand_over_to(unsigned task)
{
    if (tasks[task].state != AWAITS)
        return;
    tasks[task].state = HANDED_OVER;
    tasks[task].number = ++number;
    vow_promise_resolve_from_isr(TIME_LOOP, tasks[task].event, VOW_UNDEFINED);
}

static void act(void)
{
    const unsigned task = random_below(TASKS);

    switch (random_below(8)) {
    case 0:
        time_jump(random_below(4));
        break;
    case 1:
        tasks[task].level = random_below(levels_used);
        vow_task_set_level(tasks[task].task, tasks[task].level);
        break;
    default:
        hand_over_to(task);
    }
}

static void wait_somehow(unsigned me)
{
    if (random_below(2)) {
        const uint32_t ms = 1 + random_below(random_below(4) ? 5 : 300);

        tasks[me].state = SLEEPS;
        tasks[me].number = ++number;
        tasks[me].due = vow_clock_now() + ms;
        vow_sleep_ms(ms);
    } else {
        tasks[me].state = AWAITS;
        tasks[me].event = vow_promise_new(NULL);
        vow_await(vow_promise_retain(tasks[me].event));
    }
}

ASYNC(waiter)
{
    const unsigned me = *(const unsigned *)argument;

    tasks[me].task = vow_task_current();
    tasks[me].level = 0;
    while (wakes < WAKES) {
        wait_somehow(me);
        wrong += who_is_next() != me;
        tasks[me].state = RUNS;
        wakes++;
        for (unsigned actions = random_below(4); actions; actions--)
            act();
    }
    return VOW_UNDEFINED;
}

/* All events that are awaited come, then all sleeps end. */
static void end_all(void)
{
    for (unsigned i = 0; i < TASKS; i++)
        hand_over_to(i);
    time_pass(1000);
}

static void run(uint32_t seed)
{
    random_state = seed;
    levels_used = 1 + seed % CHOICES;
    wakes = wrong = number = 0;
    for (unsigned i = 0; i < VOW_CONFIG_LEVELS; i++)
        passes[i].last = (uint32_t)(passes[i].due = 0);
    for (unsigned i = 0; i < TASKS; i++)
        vow_detach(vow_call(&waiter_fn, &i, sizeof i));
    while (wakes < WAKES && !wrong) {
        vow_time deadline = vow_loop_poll(TIME_LOOP, 1 + random_below(4));

        if (deadline > vow_clock_now())
            time_jump(random_below(4));
        hand_over_to(random_below(TASKS));
    }
    if (wrong)
        TRACE("seed %u: wrong after %u wakes", (unsigned)seed, (unsigned)wakes);
    wakes = WAKES;
    end_all();
}

VOW_TEST(levels_random_against_a_reference)
{
    for (uint32_t seed = 1; seed <= 12; seed++)
        run(seed);
    EXPECT_TRACE("");
}
