/* SPDX-License-Identifier: MIT */
/* The kinds of things that select waits for, two of each, and what must be so of every pair of them in both orders. */
#ifndef VOW_TESTS_SELECT_TEST_H
#define VOW_TESTS_SELECT_TEST_H

#include "../harness/waiting.h"

static struct vow_channel in[2], out[2];
static struct vow_mutex mutex[2];
static struct vow_semaphore semaphore[2];
static struct vow_event event[2];
static struct vow_broadcast broadcast[2];
static struct vow_subscriber subscriber[2];
static struct vow_promise *promise[2], *gate[2], *selected, *looked;
static vow_time deadline[2];
static unsigned operation_index;
static int operations;

/* When the case can win after happen(). */
enum moment {
    IS_OVER,  /* a handler's: it cannot be taken back from now on, and the loop hears of it after all turns */
    AT_ONCE,
    IN_A_TURN,
    IN_TURNS,
    IN_TIME   /* happen() awaits it */
};

/* One kind of case: how it is made to happen, and whether what happened is still there for others. `i` is 0 or 1: its place
 * in the pair. */
struct kind {
    const char *name;
    struct vow_case (*make)(unsigned i);
    void (*happen)(unsigned i);
    bool (*is_left)(unsigned i);
    bool is_consumed; /* by the winner */
    uint8_t later;    /* an enum moment: after it has begun to wait */
    uint8_t before;   /* the same if it had happened before */
    void (*open)(void);
};

static struct vow_case make_receive(unsigned i) { return vow_case_receive(&in[i]); }
static void happen_receive(unsigned i) { EXPECT(vow_channel_try_send(&in[i], vow_int(7))); }
static bool is_left_receive(unsigned i) { return vow_channel_try_receive(&in[i], NULL) && !in[i].receivers.first; }

static struct vow_case make_send(unsigned i) { return vow_case_send(&out[i], vow_int(8)); }
static void happen_send(unsigned i) { EXPECT(vow_channel_try_receive(&out[i], NULL)); }
static bool is_left_send(unsigned i) { return vow_channel_try_send(&out[i], VOW_UNDEFINED) && !out[i].senders.first; }

static struct vow_case make_lock(unsigned i) { return vow_case_lock(&mutex[i]); }
static void happen_lock(unsigned i) { vow_mutex_unlock(&mutex[i]); }
static bool is_left_lock(unsigned i) { return vow_mutex_try_lock(&mutex[i]) && !mutex[i].waiters.first; }

static struct vow_case make_acquire(unsigned i) { return vow_case_acquire(&semaphore[i]); }
static void happen_acquire(unsigned i) { vow_semaphore_release(&semaphore[i]); }
static bool is_left_acquire(unsigned i) { return vow_semaphore_try_acquire(&semaphore[i]) && !semaphore[i].waiters.first; }

static struct vow_case make_event(unsigned i) { return vow_case_event(&event[i]); }
static void happen_event(unsigned i) { vow_event_set(&event[i]); }
static bool is_left_event(unsigned i) { return vow_event_is_set(&event[i]) && !event[i].waiters.first; }

static struct vow_case make_subscriber(unsigned i) { return vow_case_subscriber(&subscriber[i]); }
static void happen_subscriber(unsigned i) { vow_broadcast_publish(&broadcast[i], vow_int(9)); }
static bool is_left_subscriber(unsigned i)
{
    return broadcast[i].published != subscriber[i].received && !broadcast[i].waiters.first;
}

static struct vow_case make_deadline(unsigned i) { return vow_case_deadline(deadline[i]); }
static void happen_deadline(unsigned i)
{
    if (deadline[i] >= vow_clock_now())
        vow_sleep_ms((uint32_t)(deadline[i] - vow_clock_now()) + 1);
}
static bool is_left_deadline(unsigned i) { return deadline[i] < vow_clock_now(); }

static struct vow_case make_promise(unsigned i) { return vow_case_promise(promise[i]); }
static void happen_promise(unsigned i) { vow_promise_resolve(vow_promise_retain(promise[i]), vow_int(10)); }
static bool is_left_promise(unsigned i)
{
    return vow_promise_status(promise[i]) == VOW_FULFILLED && !vow_main_loop.queue;
}

/* Cleans up when it is cancelled. */
ASYNC(operation)
{
    const unsigned i = operation_index;

    operations++;
    VOW_TRY_FINALLY {
        vow_await(vow_promise_retain(gate[i]));
    } VOW_FINALLY {
        vow_await_value(VOW_UNDEFINED);
        operations--;
    } VOW_END
    return vow_int(11);
}

static struct vow_case make_operation(unsigned i)
{
    operation_index = i;
    return vow_case_operation(call(operation));
}
static void happen_operation(unsigned i) { vow_promise_resolve(vow_promise_retain(gate[i]), VOW_UNDEFINED); }
static bool is_left_operation(unsigned i) { return vow_promise_status(gate[i]) == VOW_FULFILLED; }

static const struct kind kinds[] = {
    { "receive", make_receive, happen_receive, is_left_receive, true, AT_ONCE, AT_ONCE, NULL },
    { "send", make_send, happen_send, is_left_send, true, AT_ONCE, AT_ONCE, NULL },
    { "lock", make_lock, happen_lock, is_left_lock, true, AT_ONCE, AT_ONCE, NULL },
    { "acquire", make_acquire, happen_acquire, is_left_acquire, true, AT_ONCE, AT_ONCE, NULL },
    { "event", make_event, happen_event, is_left_event, false, AT_ONCE, AT_ONCE, NULL },
    { "subscriber", make_subscriber, happen_subscriber, is_left_subscriber, true, AT_ONCE, AT_ONCE, NULL },
    { "deadline", make_deadline, happen_deadline, is_left_deadline, false, IN_TIME, AT_ONCE, NULL },
    { "promise", make_promise, happen_promise, is_left_promise, false, IN_A_TURN, AT_ONCE, NULL },
    { "operation", make_operation, happen_operation, is_left_operation, false, IN_TURNS, IN_TURNS, NULL },
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static const struct kind *pair[2];
static unsigned winner;
static bool has_answered[2];

/* Everything can be waited for, and nothing has happened; deadline[sooner] comes first. */
static void anew(unsigned sooner)
{
    static vow_value in_items[2][1], out_items[2][1], broadcast_items[2][1];

    for (unsigned i = 0; i < 2; i++) {
        vow_channel_init(&in[i], in_items[i], 1);
        vow_channel_init(&out[i], out_items[i], 1);
        vow_channel_try_send(&out[i], VOW_UNDEFINED);
        vow_mutex_init(&mutex[i]);
        vow_mutex_lock(&mutex[i]);
        vow_semaphore_init(&semaphore[i], 0);
        vow_event_init(&event[i]);
        vow_broadcast_init(&broadcast[i], broadcast_items[i], 1);
        subscriber[i] = vow_broadcast_subscribe(&broadcast[i]);
        deadline[i] = vow_clock_now() + (i == sooner ? 3 : 6);
        promise[i] = vow_promise_new("promise");
        gate[i] = vow_promise_new("gate");
        if (pair[i]->open)
            pair[i]->open();
    }
    selected = vow_promise_new("selected");
    looked = vow_promise_new("looked");
    winner = 2;
    has_answered[0] = has_answered[1] = false;
}

static void tidy(void)
{
    for (unsigned i = 0; i < 2; i++) {
        if (vow_mutex_owner(&mutex[i]))
            vow_mutex_unlock(&mutex[i]);
        vow_promise_release(promise[i]);
        vow_promise_release(gate[i]);
    }
    vow_promise_release(selected);
    vow_promise_release(looked);
    EXPECT_EQ(operations, 0);
    operations = 0;
}

/* Waits for both; what the loser's case says is that it did not happen, or an operation's answer. */
ASYNC(selects_pair)
{
    struct vow_case cases[2] = { pair[0]->make(0), pair[1]->make(1) };

    winner = (unsigned)vow_select(cases, 2);
    for (unsigned i = 0; i < 2; i++)
        has_answered[i] = cases[i].status != VOW_PENDING;
    EXPECT(has_answered[winner]);
    EXPECT(!has_answered[winner ^ 1] || cases[winner ^ 1].status == VOW_FULFILLED);
    vow_promise_resolve(vow_promise_retain(selected), VOW_UNDEFINED);
    vow_await_result(vow_promise_retain(looked), NULL);
    if (vow_mutex_owner(&mutex[winner]) == vow_task_current())
        vow_mutex_unlock(&mutex[winner]);
    return VOW_UNDEFINED;
}

/* What the loser's promise, lock ... would have given is there for the next one, unless its case says that it has it. */
static void expect_only_the_winner_has_taken(bool both)
{
    for (unsigned i = 0; i < 2; i++) {
        if (i != winner && !both)
            pair[i]->happen(i);
        EXPECT_EQ(pair[i]->is_left(i), !has_answered[i] || !pair[i]->is_consumed);
    }
}

/* A failure names the pair, and who has won, where others name a place. */
static void expect_winner(unsigned wanted)
{
    vow_test_expect(winner == wanted, pair[0]->name, (int)winner, pair[1]->name);
}

/* What the winner has taken it keeps until it was looked at. */
static void select_and_expect(struct vow_promise *selecting, unsigned wanted, bool both)
{
    vow_await(vow_promise_retain(selected));
    expect_winner(wanted);
    expect_only_the_winner_has_taken(both);
    vow_promise_resolve(vow_promise_retain(looked), VOW_UNDEFINED);
    vow_await(selecting);
}

static void first_happens_later(void)
{
    struct vow_promise *selecting;

    anew(0);
    selecting = call(selects_pair);
    pair[0]->happen(0);
    select_and_expect(selecting, 0, false);
}

static void second_happens_later(void)
{
    struct vow_promise *selecting;

    anew(1);
    selecting = call(selects_pair);
    pair[1]->happen(1);
    select_and_expect(selecting, 1, false);
}

/* Whoever can win first, and the first to happen of those that can at once. What is over by a handler wins over who comes before the
 * loop hears of it, but for another operation. */
static bool second_wins(enum moment first, enum moment second)
{
    if (first == IS_OVER)
        return second == IN_TURNS;
    if (second == IS_OVER)
        return first == IN_A_TURN;
    return first != IN_TIME && second < first;
}

static void both_happen_later(void)
{
    struct vow_promise *selecting;

    anew(0);
    selecting = call(selects_pair);
    pair[0]->happen(0);
    pair[1]->happen(1);
    select_and_expect(selecting, second_wins(pair[0]->later, pair[1]->later), true);
}

static void first_has_happened(void)
{
    anew(0);
    pair[0]->happen(0);
    select_and_expect(call(selects_pair), 0, false);
}

static void second_has_happened(void)
{
    anew(1);
    pair[1]->happen(1);
    select_and_expect(call(selects_pair), 1, false);
}

/* The first in the array, but for an operation: over, it comes before everything else, and under way, after that. */
static void both_have_happened(void)
{
    anew(0);
    pair[0]->happen(0);
    pair[1]->happen(1);
    select_and_expect(call(selects_pair), pair[1]->before < pair[0]->before, true);
}

static void is_cancelled(void)
{
    anew(0);
    cancel_and_wait(call(selects_pair));
    expect_only_the_winner_has_taken(false);
}

static inline void check_pair(const struct kind *first, const struct kind *second, void (*check)(void))
{
    pair[0] = first;
    pair[1] = second;
    check();
    tidy();
}

#endif
