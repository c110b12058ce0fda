/* SPDX-License-Identifier: MIT */
/* select: every pair of things that can be waited for. */
#include "../harness/waiting.h"

static struct vow_channel in, out;
static struct vow_mutex mutex;
static struct vow_semaphore semaphore;
static struct vow_event event;
static struct vow_broadcast broadcast;
static struct vow_subscriber subscriber;
static struct vow_promise *promise, *gate;
static vow_time deadline;
static int operations;

/* One kind of case: how it is made to happen, and whether what happened is still there for others. */
struct kind {
    const char *name;
    struct vow_case (*make)(void);
    void (*happen)(void);
    bool (*is_left)(void);
    bool is_consumed; /* by the winner */
};

static struct vow_case make_receive(void) { return vow_case_receive(&in); }
static void happen_receive(void) { EXPECT(vow_channel_try_send(&in, vow_int(7))); }
static bool is_left_receive(void) { return vow_channel_try_receive(&in, NULL) && !in.receivers.first; }

static struct vow_case make_send(void) { return vow_case_send(&out, vow_int(8)); }
static void happen_send(void) { EXPECT(vow_channel_try_receive(&out, NULL)); }
static bool is_left_send(void) { return vow_channel_try_send(&out, VOW_UNDEFINED) && !out.senders.first; }

static struct vow_case make_lock(void) { return vow_case_lock(&mutex); }
static void happen_lock(void) { vow_mutex_unlock(&mutex); }
static bool is_left_lock(void) { return vow_mutex_try_lock(&mutex) && !mutex.waiters.first; }

static struct vow_case make_acquire(void) { return vow_case_acquire(&semaphore); }
static void happen_acquire(void) { vow_semaphore_release(&semaphore); }
static bool is_left_acquire(void) { return vow_semaphore_try_acquire(&semaphore) && !semaphore.waiters.first; }

static struct vow_case make_event(void) { return vow_case_event(&event); }
static void happen_event(void) { vow_event_set(&event); }
static bool is_left_event(void) { return vow_event_is_set(&event) && !event.waiters.first; }

static struct vow_case make_subscriber(void) { return vow_case_subscriber(&subscriber); }
static void happen_subscriber(void) { vow_broadcast_publish(&broadcast, vow_int(9)); }
static bool is_left_subscriber(void) { return broadcast.published != subscriber.received && !broadcast.waiters.first; }

static struct vow_case make_deadline(void) { return vow_case_deadline(deadline); }
static void happen_deadline(void) { vow_sleep_ms((uint32_t)(deadline - vow_clock_now()) + 1); }
static bool is_left_deadline(void) { return true; }

static struct vow_case make_promise(void) { return vow_case_promise(promise); }
static void happen_promise(void) { vow_promise_resolve(vow_promise_retain(promise), vow_int(10)); }
static bool is_left_promise(void) { return vow_promise_status(promise) == VOW_FULFILLED && !promise->reactions; }

/* Cleans up when it is cancelled. */
ASYNC(operation)
{
    operations++;
    VOW_TRY_FINALLY {
        vow_await(vow_promise_retain(gate));
    } VOW_FINALLY {
        vow_await_value(VOW_UNDEFINED);
        operations--;
    } VOW_END
    return vow_int(11);
}

static struct vow_case make_operation(void) { return vow_case_operation(call(operation)); }
static void happen_operation(void) { vow_promise_resolve(vow_promise_retain(gate), VOW_UNDEFINED); }
static bool is_left_operation(void) { return true; }

static const struct kind kinds[] = {
    { "receive", make_receive, happen_receive, is_left_receive, true },
    { "send", make_send, happen_send, is_left_send, true },
    { "lock", make_lock, happen_lock, is_left_lock, true },
    { "acquire", make_acquire, happen_acquire, is_left_acquire, true },
    { "event", make_event, happen_event, is_left_event, false },
    { "subscriber", make_subscriber, happen_subscriber, is_left_subscriber, true },
    { "deadline", make_deadline, happen_deadline, is_left_deadline, false },
    { "promise", make_promise, happen_promise, is_left_promise, false },
    { "operation", make_operation, happen_operation, is_left_operation, false },
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static struct vow_promise *selected, *looked;

/* Everything can be waited for, and nothing has happened. */
static void anew(void)
{
    static vow_value in_items[1], out_items[1], broadcast_items[1];

    vow_channel_init(&in, in_items, 1);
    vow_channel_init(&out, out_items, 1);
    vow_channel_try_send(&out, VOW_UNDEFINED);
    vow_mutex_init(&mutex);
    vow_mutex_lock(&mutex);
    vow_semaphore_init(&semaphore, 0);
    vow_event_init(&event);
    vow_broadcast_init(&broadcast, broadcast_items, 1);
    subscriber = vow_broadcast_subscribe(&broadcast);
    deadline = vow_clock_now() + 3;
    promise = vow_promise_new("promise");
    gate = vow_promise_new("gate");
    selected = vow_promise_new("selected");
    looked = vow_promise_new("looked");
}

static void tidy(void)
{
    if (vow_mutex_owner(&mutex))
        vow_mutex_unlock(&mutex);
    vow_promise_release(selected);
    vow_promise_release(looked);
    vow_promise_release(promise);
    vow_promise_release(gate);
    EXPECT_EQ(operations, 0);
    operations = 0;
}

static const struct kind *pair[2];
static unsigned winner;

/* Waits for both; what the loser's case says is that it did not happen, or an operation's answer. */
ASYNC(selects_pair)
{
    struct vow_case cases[2] = { pair[0]->make(), pair[1]->make() };
    const unsigned loser = (unsigned)(winner = (unsigned)vow_select(cases, 2)) ^ 1;

    EXPECT(cases[winner].status != VOW_PENDING);
    EXPECT(cases[loser].status == VOW_PENDING || (cases[loser].status == VOW_FULFILLED && cases[loser].value.i == 11));
    vow_promise_resolve(vow_promise_retain(selected), VOW_UNDEFINED);
    vow_await(vow_promise_retain(looked));
    if (vow_mutex_owner(&mutex) == vow_task_current())
        vow_mutex_unlock(&mutex);
    return VOW_UNDEFINED;
}

static void expect_only_the_winner_has_taken(bool both)
{
    for (unsigned i = 0; i < 2; i++) {
        if (i != winner && !both)
            pair[i]->happen();
        EXPECT_EQ(pair[i]->is_left(), i != winner || !pair[i]->is_consumed);
    }
}

/* What the winner has taken it keeps until it was looked at. */
static void select_and_expect(struct vow_promise *selecting, bool both)
{
    vow_await(vow_promise_retain(selected));
    expect_only_the_winner_has_taken(both);
    vow_promise_resolve(vow_promise_retain(looked), VOW_UNDEFINED);
    vow_await(selecting);
}

static void for_each_pair(void (*check)(void))
{
    for (unsigned i = 0; i < KINDS * KINDS; i++) {
        pair[0] = &kinds[i / KINDS];
        pair[1] = &kinds[i % KINDS];
        if (pair[0] == pair[1])
            continue;
        anew();
        winner = 2;
        check();
        tidy();
    }
}

static void first_happens_later(void)
{
    struct vow_promise *selecting = call(selects_pair);

    pair[0]->happen();
    select_and_expect(selecting, false);
    EXPECT_EQ(winner, 0);
}

static void second_happens_later(void)
{
    struct vow_promise *selecting = call(selects_pair);

    pair[1]->happen();
    select_and_expect(selecting, false);
    EXPECT_EQ(winner, 1);
}

static void both_happen_later(void)
{
    struct vow_promise *selecting = call(selects_pair);

    pair[0]->happen();
    pair[1]->happen();
    select_and_expect(selecting, true);
}

static void first_has_happened(void)
{
    pair[0]->happen();
    select_and_expect(call(selects_pair), false);
    EXPECT_EQ(winner, 0);
}

static void both_have_happened(void)
{
    pair[0]->happen();
    pair[1]->happen();
    select_and_expect(call(selects_pair), true);
}

static void is_cancelled(void)
{
    cancel_and_wait(call(selects_pair));
    expect_only_the_winner_has_taken(false);
}

VOW_TEST(select_every_pair_when_the_first_happens_later) { for_each_pair(first_happens_later); }
VOW_TEST(select_every_pair_when_the_second_happens_later) { for_each_pair(second_happens_later); }
VOW_TEST(select_every_pair_when_both_happen_later) { for_each_pair(both_happen_later); }
VOW_TEST(select_every_pair_when_the_first_has_happened) { for_each_pair(first_has_happened); }
VOW_TEST(select_every_pair_when_both_have_happened) { for_each_pair(both_have_happened); }
VOW_TEST(select_every_pair_when_it_is_cancelled) { for_each_pair(is_cancelled); }
