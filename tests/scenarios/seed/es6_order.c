/* SPDX-License-Identifier: MIT */
/* The ES6 book on sequential and concurrent work, and on what goes on outside of an async function. */
#include "../words.h"

/* const timeout1 = ms => new Promise(res => { setTimeout(res, ms); });
 * async function timeout2(ms) { await new Promise(res => { setTimeout(res, ms); }); }
 * async function asyncPrint(timeout, value, ms) { await timeout(ms); log(value); }
 * asyncPrint(timeout1, 'hello world', 10); asyncPrint(timeout2, 'hello async', 30);
 * log('sync'); */
ASYNC(sleeps)
{
    vow_sleep_ms(ARGUMENT(uint32_t));
    return VOW_UNDEFINED;
}
static struct vow_promise *timeout_1(uint32_t ms) { return vow_delay_ms(ms); }
static struct vow_promise *timeout_2(uint32_t ms) { return call_with(sleeps, ms); }

struct print {
    struct vow_promise *(*timeout)(uint32_t ms);
    const char *value;
    uint32_t ms;
};
ASYNC(async_print)
{
    struct print *print = argument;

    vow_await(print->timeout(print->ms));
    LOG("%s", print->value);
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_async_print, 35)
{
    struct print world = { timeout_1, "hello world", 10 }, async = { timeout_2, "hello async", 30 };

    vow_detach(vow_call(&async_print_fn, &world, sizeof world));
    vow_detach(vow_call(&async_print_fn, &async, sizeof async));
    LOG("sync");
}

/* const post = async d => { log('post ' + d); await sleep(d * 8); log('done ' + d); };
 * const docs = [3, 2, 1];
 * (async () => {
 *     docs.forEach(async d => { await post(d); });
 *     log('forEach returned'); await sleep(60);
 *     for (const d of docs) await post(d);
 *     log('sequence done');
 * })(); */
ASYNC(post)
{
    int d = ARG_INT;

    LOG("post %d", d);
    vow_sleep_ms((uint32_t)d * 8);
    LOG("done %d", d);
    return VOW_UNDEFINED;
}
ASYNC(post_one)
{
    vow_await(call_int(post, ARG_INT));
    return VOW_UNDEFINED;
}
ASYNC(posts_all)
{
    static const int docs[] = { 3, 2, 1 };

    for (int i = 0; i < 3; i++)
        vow_detach(call_int(post_one, docs[i]));
    LOG("forEach returned");
    vow_sleep_ms(60);
    for (int i = 0; i < 3; i++)
        vow_await(call_int(post, docs[i]));
    LOG("sequence done");
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_foreach_post, 120)
{
    vow_detach(call(posts_all));
}

/* const urls = ['a', 'b'];
 * const ps = urls.map(async u => { log('s' + u); await sleep(u === 'a' ? 20 : 5); log('e' + u); return u; });
 * log('outside');
 * (async () => { for (const p of ps) log('in order ' + await p); })(); */
ASYNC(fetches)
{
    const char *u = ARG_TEXT;

    LOG("s%s", u);
    vow_sleep_ms(u[0] == 'a' ? 20 : 5);
    LOG("e%s", u);
    return vow_string(u);
}
ASYNC(takes_in_order)
{
    struct vow_promise **ps = argument;

    for (int i = 0; i < 2; i++)
        LOG("in order %s", string_of(vow_await(ps[i])));
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_independent_parts, 25)
{
    static const char *const urls[] = { "a", "b" };
    struct vow_promise *ps[2];

    for (int i = 0; i < 2; i++)
        ps[i] = call_text(fetches, urls[i]);
    LOG("outside");
    vow_detach(vow_call(&takes_in_order_fn, ps, sizeof ps));
}

/* const ms = { a: 30, b: 5, c: 15 };
 * const get = u => {
 *     log('get ' + u);
 *     return sleep(ms[u]).then(() => { log('got ' + u); return { text: async () => 'text ' + u }; }); };
 * function byReduce(urls) {
 *     const ps = urls.map(u => get(u).then(r => r.string_of()));
 *     return ps.reduce((chain, p) => chain.then(() => p).then(t => log(t)), Promise.resolve());
 * }
 * async function sequential(urls) { for (const u of urls) { const r = await get(u); log(await r.string_of()); } }
 * async function concurrent(urls) {
 *     const ps = urls.map(async u => (await get(u)).string_of());
 *     for (const p of ps) log(await p); }
 * (async () => { for (const f of [byReduce, sequential, concurrent]) { log('--'); await f(['a', 'b', 'c']); } })(); */
enum { URLS = 3 };
struct page {
    const char *url, *text;
    uint32_t ms;
};
static struct page pages[URLS] = { { "a", "text a", 30 }, { "b", "text b", 5 }, { "c", "text c", 15 } };

ASYNC(page_text) { return vow_string(ARGUMENT(struct page *)->text); }
HANDLER(got)
{
    struct page *page = argument;

    LOG("got %s", page->url);
    return vow_pointer(page);
}
static struct vow_promise *get(struct page *page)
{
    LOG("get %s", page->url);
    return vow_promise_then(vow_delay_ms(page->ms), got, NULL, page);
}

HANDLER(then_text)
{
    struct page *page = value.p;

    return vow_adopt(call_with(page_text, page));
}
static vow_value then_follow(void *p, vow_value value, enum vow_status status)
{
    (void)value, (void)status;
    return vow_adopt(p);
}
static struct vow_promise *by_reduce(void)
{
    struct vow_promise *ps[URLS], *chain = resolved_undefined();

    for (int i = 0; i < URLS; i++)
        ps[i] = vow_promise_then(get(&pages[i]), then_text, NULL, NULL);
    for (int i = 0; i < URLS; i++)
        chain = vow_promise_then(vow_promise_then(chain, then_follow, NULL, ps[i]), log_string, NULL, "");
    return chain;
}

ASYNC(sequential)
{
    for (int i = 0; i < URLS; i++) {
        struct page *r = vow_await(get(&pages[i])).p;

        LOG("%s", string_of(vow_await(call_with(page_text, r))));
    }
    return VOW_UNDEFINED;
}
static struct vow_promise *call_sequential(void) { return call(sequential); }

ASYNC(gets_text)
{
    struct page *r = vow_await(get(ARGUMENT(struct page *))).p;

    return vow_adopt(call_with(page_text, r));
}
ASYNC(concurrent)
{
    struct vow_promise *ps[URLS];

    for (int i = 0; i < URLS; i++) {
        struct page *page = &pages[i];

        ps[i] = call_with(gets_text, page);
    }
    for (int i = 0; i < URLS; i++)
        LOG("%s", string_of(vow_await(ps[i])));
    return VOW_UNDEFINED;
}
static struct vow_promise *call_concurrent(void) { return call(concurrent); }

ASYNC(all_three_ways)
{
    static struct vow_promise *(*const ways[])(void) = { by_reduce, call_sequential, call_concurrent };

    for (int i = 0; i < 3; i++) {
        LOG("--");
        vow_await(ways[i]());
    }
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_log_in_order, 130)
{
    vow_detach(call(all_three_ways));
}
