/* SPDX-License-Identifier: MIT */
/* Each kind of signal around each kind of block: what the block awaits is cut short, its cleanup runs, the signal's reason comes out of
 * it, and nothing is held. A signal that has aborted already lets none of them begin. */
#include "../harness/waiting.h"

#include <vow/abort.h>
#include <vow/group.h>
#include <vow/select.h>

enum { ABORTED_AFTER_MS = 5 };

static struct vow_abort_signal signal, middle, source, never;
static struct vow_abort_source links[3];
static struct vow_timer timers[2];
static vow_time begun;

static void trace_time(const char *text) { TRACE("%s after %d ms", text, (int)(vow_clock_now() - begun)); }

/* ---- signals: the last one named is the block's ---- */

static void abort_source(void *argument)
{
    (void)argument;
    vow_abort_with(&source, vow_string("stop"));
}

static void follow(struct vow_abort_signal *dependent, struct vow_abort_signal *first, struct vow_abort_signal *second, unsigned link)
{
    struct vow_abort_signal *const sources[2] = { first, second };

    vow_abort_signal_any(dependent, sources, &links[link], second ? 2 : 1);
}

static void by_a_call(void)
{
    vow_timer_start_ms(&timers[0], ABORTED_AFTER_MS, abort_source, NULL);
    follow(&signal, &source, NULL, 0);
}
static void by_its_timer(void) { vow_abort_signal_timeout_ms(&signal, &timers[0], ABORTED_AFTER_MS); }
static void by_a_timer(void)
{
    vow_abort_signal_timeout_ms(&source, &timers[0], ABORTED_AFTER_MS);
    follow(&signal, &never, &source, 0);
}
static void by_the_nearer_timer(void)
{
    vow_abort_signal_timeout_ms(&middle, &timers[1], ABORTED_AFTER_MS + 2);
    vow_abort_signal_timeout_ms(&source, &timers[0], ABORTED_AFTER_MS);
    follow(&signal, &middle, &source, 0);
}
static void by_a_timer_of_another(void)
{
    vow_abort_signal_timeout_ms(&source, &timers[0], ABORTED_AFTER_MS);
    follow(&middle, &never, &source, 0);
    follow(&signal, &middle, NULL, 2);
}
static void before(void) { abort_source(NULL), vow_abort_with(&signal, vow_abort_signal_reason(&source)); }
static void before_by_a_source(void)
{
    abort_source(NULL);
    vow_abort_signal_timeout_ms(&middle, &timers[0], ABORTED_AFTER_MS);
    follow(&signal, &middle, &source, 0);
}

static const struct abortion {
    const char *name;
    void (*prepare)(void);
    bool is_timeout, is_before;
} abortions[] = {
    { "by a call", by_a_call, false, false },
    { "by its timer", by_its_timer, true, false },
    { "by a timer", by_a_timer, true, false },
    { "by the nearer timer", by_the_nearer_timer, true, false },
    { "by a timer of another", by_a_timer_of_another, true, false },
    { "before", before, false, true },
    { "before by a source", before_by_a_source, false, true },
};
enum { ABORTIONS = sizeof abortions / sizeof abortions[0] };

/* ---- blocks ---- */

static struct vow_channel channel;
static struct vow_mutex mutex;
static struct vow_promise *shared;

static void cleans_up(void)
{
    VOW_TRY_FINALLY {
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        vow_sleep_ms(2);
        trace_time("clean");
    } VOW_END
}

ASYNC(child) { cleans_up(); return VOW_UNDEFINED; }

static void has_children(void)
{
    VOW_GROUP(group) {
        vow_group_call(&group, &child_fn, NULL, 0);
        vow_group_call(&group, &child_fn, NULL, 0);
    }
}

static void starts_a_child_too_many(void)
{
    VOW_GROUP(group) {
        vow_group_limit(&group, 1);
        vow_group_call(&group, &child_fn, NULL, 0);
        vow_group_call(&group, &child_fn, NULL, 0);
    }
}

static void selects(void)
{
    struct vow_case cases[3] = { vow_case_receive(&channel), vow_case_operation(call(child)), vow_case_timeout_ms(1000) };

    vow_select(cases, 3);
}

static void is_shielded(void)
{
    {
        VOW_SHIELD();
        vow_sleep_ms(10);
        vow_sleep_ms(10);
        trace_time("shielded");
    }
    vow_sleep_ms(1000);
}

static void iterates(void)
{
    struct vow_channel_stream stream;

    VOW_FOR_AWAIT(item, vow_channel_receive_all(&stream, &channel))
        TRACE("not reached");
}

static void locks(void)
{
    VOW_LOCK(&mutex);
    vow_sleep_ms(1000);
}

static void tries_again(void)
{
    for (volatile int i = 0; i < 3; i++) {
        VOW_TRY {
            vow_sleep_ms(1000);
        } VOW_CATCH(e) {
            trace_time(vow_test_text(e));
        } VOW_END
    }
    vow_sleep_ms(1);
}

GENERATOR(generates)
{
    VOW_TRY_FINALLY {
        yield("item");
        vow_sleep_ms(1000);
    } VOW_FINALLY {
        trace_time("closed");
    } VOW_END
    return VOW_UNDEFINED;
}

static void generates_items(void)
{
    VOW_FOR_AWAIT(item, vow_iterate(generate(generates)))
        trace_time(vow_test_text(item.value));
}

static void awaits_what_others_hold(void) { vow_await(vow_promise_retain(shared)); }

static void has_a_later_deadline(void)
{
    VOW_TRY {
        VOW_TIMEOUT_MS(50);
        vow_sleep_ms(1000);
    } VOW_CATCH(e) {
        trace_time(vow_test_text(e));
        vow_throw(e);
    } VOW_END
}

static void has_an_earlier_deadline(void)
{
    VOW_TRY {
        VOW_TIMEOUT_MS(3);
        vow_sleep_ms(1000);
    } VOW_CATCH(e) {
        trace_time(vow_test_text(e));
    } VOW_END
    vow_sleep_ms(1000);
}

static void obeys_twice(void)
{
    VOW_ABORTABLE(&signal);
    cleans_up();
}

static void obeys_in_a_shield(void)
{
    VOW_SHIELD();
    obeys_twice();
}

static const struct block {
    const char *name;
    void (*run)(void);
    uint32_t ms; /* when it is over */
    const char *trace;
} blocks[] = {
    { "cleanup", cleans_up, 7, "clean after 7 ms\n" },
    { "group", has_children, 7, "clean after 7 ms\nclean after 7 ms\n" },
    { "limited group", starts_a_child_too_many, 7, "clean after 7 ms\n" },
    { "select", selects, 7, "clean after 7 ms\n" },
    { "shield", is_shielded, 20, "shielded after 20 ms\n" },
    { "for await", iterates, 5, "" },
    { "lock", locks, 5, "" },
    { "retry", tries_again, 5, "CancelError after 5 ms\nCancelError after 5 ms\nCancelError after 5 ms\n" },
    { "generator", generates_items, 5, "item after 0 ms\nclosed after 5 ms\n" },
    { "shared", awaits_what_others_hold, 5, "" },
    { "later deadline", has_a_later_deadline, 5, "CancelError after 5 ms\n" },
    { "earlier deadline", has_an_earlier_deadline, 5, "TimeoutError after 3 ms\n" },
    { "twice", obeys_twice, 7, "clean after 7 ms\n" },
    { "twice in a shield", obeys_in_a_shield, 7, "clean after 7 ms\n" },
};
enum { BLOCKS = sizeof blocks / sizeof blocks[0] };

/* ---- each with each ---- */

static const struct block *block;

ASYNC(obeys)
{
    VOW_ABORTABLE(&signal);
    block->run();
    return VOW_UNDEFINED;
}

static void anew(void)
{
    static vow_value items[1];

    vow_abort_signal_init(&signal);
    vow_abort_signal_init(&middle);
    vow_abort_signal_init(&source);
    vow_abort_signal_init(&never);
    for (unsigned i = 0; i < 3; i++)
        links[i].source = NULL;
    vow_channel_init(&channel, items, 1);
    vow_mutex_init(&mutex);
    shared = vow_promise_new("shared");
    begun = vow_clock_now();
}

static void expect_nothing_is_held(void)
{
    EXPECT(!signal.listeners && !channel.receivers.first && !vow_mutex_owner(&mutex));
    EXPECT(!shared->reactions && vow_promise_status(shared) == VOW_PENDING);
    vow_abort_signal_unlink(links, 3);
    EXPECT(!source.dependents && !middle.dependents && !never.dependents);
    vow_timer_stop(&timers[0]);
    vow_timer_stop(&timers[1]);
    vow_promise_release(shared);
}

/* A failure names the two. */
static void expect_aborted(const struct abortion *abortion, vow_value reason)
{
    const bool is_right = abortion->is_timeout ? reason.e == &vow_error_timeout : reason.s == vow_abort_signal_reason(&source).s;

    vow_test_expect(is_right && reason.p == vow_abort_signal_reason(&signal).p, block->name, 0, abortion->name);
    vow_test_expect(vow_clock_now() - begun == (abortion->is_before ? 0 : block->ms), block->name, 1, abortion->name);
    vow_test_expect_trace(abortion->is_before ? "" : block->trace, abortion->name, (int)(block - blocks));
}

static void try_both(const struct abortion *abortion)
{
    vow_value reason = VOW_UNDEFINED;

    anew();
    abortion->prepare();
    EXPECT_EQ(vow_await_result(call(obeys), &reason), VOW_REJECTED);
    expect_aborted(abortion, reason);
    expect_nothing_is_held();
}

VOW_TEST(abort_of_every_kind_around_every_block)
{
    for (block = blocks; block < blocks + BLOCKS; block++)
        for (const struct abortion *abortion = abortions; abortion < abortions + ABORTIONS; abortion++)
            try_both(abortion);
}
