/* SPDX-License-Identifier: MIT */
/* AbortController and AbortSignal, which Vow makes one object (section 11 of the rules). */
#include "../words.h"

/* const a = new AbortController(), b = new AbortController();
 * const s = AbortSignal.any([a.signal, b.signal]);
 * s.addEventListener('abort', () => log('any ' + s.reason));
 * b.signal.addEventListener('abort', () => log('b ' + s.aborted));
 * b.abort('from b'); a.abort('from a');
 * log(s.reason);
 * log(AbortSignal.any([a.signal, b.signal]).reason);
 * log(AbortSignal.any([]).aborted); */
static const char *yes_no(bool condition) { return condition ? "true" : "false"; }
static void any_aborted(void *s) { LOG("any %s", string_of(vow_abort_signal_reason(s))); }
static void b_aborted(void *s) { LOG("b %s", yes_no(vow_abort_signal_aborted(s))); }

SCENARIO(timer_abort_any, 0)
{
    struct vow_abort_signal a, b, s, later, of_nothing;
    struct vow_abort_signal *const sources[] = { &a, &b };
    struct vow_abort_source links[2], later_links[2];
    struct vow_abort_listener listeners[2] = { 0 };

    vow_abort_signal_init(&a);
    vow_abort_signal_init(&b);
    vow_abort_signal_any(&s, sources, links, 2);
    vow_abort_listener_add(&s, &listeners[0], any_aborted, &s);
    vow_abort_listener_add(&b, &listeners[1], b_aborted, &s);
    vow_abort_with(&b, vow_string("from b"));
    vow_abort_with(&a, vow_string("from a"));
    LOG("%s", string_of(vow_abort_signal_reason(&s)));
    vow_abort_signal_any(&later, sources, later_links, 2);
    LOG("%s", string_of(vow_abort_signal_reason(&later)));
    vow_abort_signal_any(&of_nothing, NULL, NULL, 0);
    LOG("%s", yes_no(vow_abort_signal_aborted(&of_nothing)));
}

/* const c = new AbortController();
 * c.signal.throwIfAborted(); log('not aborted');
 * c.abort(); log(c.signal.reason.name);
 * try { c.signal.throwIfAborted(); } catch (e) { log(e.name); }
 * log(AbortSignal.abort('r').reason); */
SCENARIO(timer_abort_default_reason, 0)
{
    struct vow_abort_signal c, from_the_start;

    vow_abort_signal_init(&c);
    vow_abort_signal_throw_if_aborted(&c);
    LOG("not aborted");
    vow_abort(&c);
    LOG("%s", vow_abort_signal_reason(&c).e->name);
    VOW_TRY {
        vow_abort_signal_throw_if_aborted(&c);
    } VOW_CATCH(e) {
        LOG("%s", e.e->name);
    } VOW_END
    vow_abort_signal_init(&from_the_start);
    vow_abort_with(&from_the_start, vow_string("r"));
    LOG("%s", string_of(vow_abort_signal_reason(&from_the_start)));
}

/* const asleep = (ms, s) => new Promise((res, rej) => {
 *     if (s.aborted) return rej(s.reason);
 *     const t = setTimeout(() => res('slept'), ms);
 *     s.addEventListener('abort', () => { clearTimeout(t); rej(s.reason); }, { once: true });
 * });
 * (async () => {
 *     const c = new AbortController();
 *     setTimeout(() => { log('abort'); c.abort('stop'); }, 15);
 *     log(await asleep(5, c.signal));
 *     try { log(await asleep(60, c.signal)); } catch (e) { log('caught ' + e); }
 *     try { log(await asleep(5, c.signal)); } catch (e) { log('at once ' + e); }
 * })();
 *
 * The sleep's memory is its caller's, so the listener of one that ended goes with it. */
struct asleep {
    struct vow_timer t;
    struct vow_abort_listener listener;
    struct vow_abort_signal *s;
    struct vow_promise *promise;
};

static void slept(void *argument)
{
    struct asleep *asleep = argument;

    vow_abort_listener_remove(asleep->s, &asleep->listener);
    vow_promise_resolve(asleep->promise, vow_string("slept"));
}
static void woken(void *argument)
{
    struct asleep *asleep = argument;

    vow_timer_stop(&asleep->t);
    vow_promise_reject(asleep->promise, vow_abort_signal_reason(asleep->s));
}
static struct vow_promise *sleep_unless(struct asleep *asleep, uint32_t ms, struct vow_abort_signal *s)
{
    if (vow_abort_signal_aborted(s))
        return vow_promise_rejected(vow_abort_signal_reason(s));
    asleep->s = s;
    asleep->promise = vow_promise_new("asleep");
    vow_timer_start_ms(&asleep->t, ms, slept, asleep);
    vow_abort_listener_add(s, &asleep->listener, woken, asleep);
    return vow_promise_retain(asleep->promise);
}

static void abort_now(void *c)
{
    LOG("abort");
    vow_abort_with(c, vow_string("stop"));
}

ASYNC(sleeps_and_is_woken)
{
    struct vow_timer timer = { 0 };
    struct vow_abort_signal c;
    struct asleep asleep = { 0 };

    vow_abort_signal_init(&c);
    vow_timer_start_ms(&timer, 15, abort_now, &c);
    LOG("%s", string_of(vow_await(sleep_unless(&asleep, 5, &c))));
    VOW_TRY {
        LOG("%s", string_of(vow_await(sleep_unless(&asleep, 60, &c))));
    } VOW_CATCH(e) {
        LOG("caught %s", string_of(e));
    } VOW_END
    VOW_TRY {
        LOG("%s", string_of(vow_await(sleep_unless(&asleep, 5, &c))));
    } VOW_CATCH(e) {
        LOG("at once %s", string_of(e));
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(timer_abort_sleep, 25)
{
    vow_detach(call(sleeps_and_is_woken));
}
