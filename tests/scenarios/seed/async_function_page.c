/* SPDX-License-Identifier: MIT */
/* The examples of the AsyncFunction page. */
#include "../words.h"

/* const resolveAfter = () => new Promise(r => setTimeout(() => r('resolved'), 20));
 * async function asyncCall() { log('calling'); log(await resolveAfter()); }
 * asyncCall();
 * log('after the call'); */
ASYNC(async_call)
{
    LOG("calling");
    LOG("%s", string_of(vow_await(sleep_ms(20, vow_string("resolved")))));
    return VOW_UNDEFINED;
}

SCENARIO(seed_af_async_call, 25)
{
    vow_detach(call(async_call));
    LOG("after the call");
}

/* const download = u => {
 *     log('download ' + u); return u === 'bad' ? Promise.reject('no ' + u) : Promise.resolve('data ' + u); };
 * const fallback = u => { log('fallback ' + u); return Promise.resolve('spare ' + u); };
 * const work = v => { log('work ' + v); return Promise.resolve('done ' + v); };
 * const chain = u => download(u).catch(() => fallback(u)).then(v => work(v));
 * async function asyncForm(u) {
 *     let v;
 *     try { v = await download(u); } catch (e) { v = await fallback(u); }
 *     return work(v);
 * }
 * (async () => { for (const f of [chain, asyncForm]) for (const u of ['good', 'bad']) log(await f(u)); })(); */
static vow_value two_words(char *buffer, const char *first, const char *second)
{
    stpcpy(stpcpy(buffer, first), second);
    return vow_string(buffer);
}
static struct vow_promise *download(const char *u)
{
    static char data[12], no[12];

    LOG("download %s", u);
    if (strcmp(u, "bad") == 0)
        return vow_promise_rejected(two_words(no, "no ", u));
    return vow_promise_resolved(two_words(data, "data ", u));
}
static struct vow_promise *fallback(const char *u)
{
    static char spare[12];

    LOG("fallback %s", u);
    return vow_promise_resolved(two_words(spare, "spare ", u));
}
static struct vow_promise *work(const char *v)
{
    static char done[20];

    LOG("work %s", v);
    return vow_promise_resolved(two_words(done, "done ", v));
}

static vow_value fall_back(void *u, vow_value reason, enum vow_status status)
{
    (void)reason, (void)status;
    return vow_adopt(fallback(u));
}
HANDLER(work_on) { return vow_adopt(work(value.s)); }
static struct vow_promise *chain(char *u)
{
    return vow_promise_then(vow_promise_catch(download(u), fall_back, u), work_on, NULL, NULL);
}

ASYNC(async_form)
{
    const char *u = ARG_TEXT;
    vow_value v;

    VOW_TRY {
        v = vow_await(download(u));
    } VOW_CATCH(e) {
        v = vow_await(fallback(u));
    } VOW_END
    return vow_adopt(work(v.s));
}
static struct vow_promise *call_async_form(char *u) { return call_text(async_form, u); }

ASYNC(downloads_all)
{
    static struct vow_promise *(*const forms[])(char *u) = { chain, call_async_form };
    static char *const us[] = { "good", "bad" };

    for (int f = 0; f < 2; f++)
        for (int u = 0; u < 2; u++)
            LOG("%s", string_of(vow_await(forms[f](us[u]))));
    return VOW_UNDEFINED;
}

SCENARIO(seed_af_processed_data, 0)
{
    vow_detach(call(downloads_all));
}

/* const p = Promise.resolve('v');
 * const asyncReturn = async () => p, basicReturn = () => Promise.resolve(p);
 * log(p === basicReturn()); log(p === asyncReturn());
 *
 * Promise.resolve of a promise is that promise: in C, one more reference to it (2.10). */
ASYNC(async_return) { return vow_adopt(vow_promise_retain(ARGUMENT(struct vow_promise *))); }
static struct vow_promise *basic_return(struct vow_promise *p) { return vow_promise_retain(p); }

SCENARIO(seed_af_return_identity, 0)
{
    struct vow_promise *p = resolved("v");
    struct vow_promise *basic = basic_return(p), *async;

    LOG("%s", p == basic ? "true" : "false");
    async = call_with(async_return, p);
    LOG("%s", p == async ? "true" : "false");
    vow_promise_release(p);
    vow_promise_release(basic);
    vow_promise_release(async);
}

/* async function foo() {
 *     const p1 = new Promise(r => setTimeout(() => r('1'), 50));
 *     const p2 = new Promise((_, j) => setTimeout(() => j('2'), 25));
 *     const results = [await p1, await p2];
 * }
 * foo().catch(e => log('caught ' + e));
 * setTimeout(() => log('time 35'), 35); */
ASYNC(split_awaits)
{
    struct vow_promise *p1 = sleep_ms(50, vow_string("1"));
    struct vow_promise *p2 = reject_after_ms(25, vow_string("2"));
    vow_value results[2];

    results[0] = vow_await(p1);
    results[1] = vow_await(p2);
    return results[1];
}

SCENARIO(seed_af_split_awaits, 60)
{
    static struct vow_timer time_35;

    on_unhandled = log_unhandled;
    on_handled = log_handled_late;
    vow_detach(vow_promise_catch(call(split_awaits), log_string, "caught "));
    vow_timer_start_ms(&time_35, 35, log_words, "time 35");
}

/* const mk = () => [sleep(50, '1'), sleep(25).then(() => { throw '2'; })];
 * (async () => { await Promise.all(mk()); })().catch(e => log('all ' + e));
 * (async () => { log('settled ' + (await Promise.allSettled(mk())).map(r => r.status).join()); })();
 *
 * vow_await_all, which copies the values out, would do for the first too. */
HANDLER(throw_2) { throw_string("2"); }
static void mk(struct vow_promise *promises[2])
{
    promises[0] = sleep_ms(50, vow_string("1"));
    promises[1] = vow_promise_then(vow_delay_ms(25), throw_2, NULL, NULL);
}

ASYNC(waits_for_all)
{
    struct vow_promise *promises[2];

    mk(promises);
    vow_await(vow_promise_all(promises, 2));
    return VOW_UNDEFINED;
}
static const char *status_name(enum vow_status status) { return status == VOW_FULFILLED ? "fulfilled" : "rejected"; }
ASYNC(waits_for_all_settled)
{
    struct vow_promise *promises[2], *list;

    mk(promises);
    list = vow_promise_all_settled(promises, 2);
    vow_await(vow_promise_retain(list));
    LOG("settled %s,%s", status_name(vow_promise_at(list, 0, NULL)), status_name(vow_promise_at(list, 1, NULL)));
    vow_promise_release(list);
    return VOW_UNDEFINED;
}

SCENARIO(seed_af_split_awaits_fixed, 60)
{
    on_unhandled = log_unhandled;
    vow_detach(vow_promise_catch(call(waits_for_all), log_string, "all "));
    vow_detach(call(waits_for_all_settled));
}

/* async function foo() {
 *     log('part 1'); const a = await new Promise(r => setTimeout(() => r('1')));
 *     log('part 2 ' + a); const b = await new Promise(r => setTimeout(() => r('2')));
 *     log('part 3 ' + b);
 * }
 * foo(); log('caller'); */
ASYNC(three_stages)
{
    const char *a, *b;

    LOG("part 1");
    a = string_of(vow_await(sleep_ms(0, vow_string("1"))));
    LOG("part 2 %s", a);
    b = string_of(vow_await(sleep_ms(0, vow_string("2"))));
    LOG("part 3 %s", b);
    return VOW_UNDEFINED;
}

SCENARIO(seed_af_three_stages, 10)
{
    vow_detach(call(three_stages));
    LOG("caller");
}
