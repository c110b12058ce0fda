/* SPDX-License-Identifier: MIT */
/* The chapter on async functions of the ES6 book: what a call gives, and what await does. */
#include <ctype.h>

#include "../words.h"

/* async function f() { return await 123; }
 * async function g() { return 123; }
 * f().then(v => log('f ' + v)); g().then(v => log('g ' + v));
 * ticks(3); */
ASYNC(awaits_123) { return vow_await_value(vow_int(123)); }
ASYNC(returns_123) { return vow_int(123); }

SCENARIO(seed_es6_await_123, 0)
{
    vow_detach(vow_promise_then(call(awaits_123), log_int, NULL, "f "));
    vow_detach(vow_promise_then(call(returns_123), log_int, NULL, "g "));
    log_turns(3);
}

/* async function f() { await Promise.reject('bad'); log('not run'); }
 * async function g() { return await Promise.reject('bad'); }
 * async function h() { await Promise.reject('first'); await Promise.resolve('hello world'); log('not run'); }
 * f().then(v => log(v)).catch(e => log('f ' + e));
 * g().then(v => log(v)).catch(e => log('g ' + e));
 * h().catch(e => log('h ' + e)); */
ASYNC(awaits_bad)
{
    vow_await(rejected("bad"));
    LOG("not run");
    return VOW_UNDEFINED;
}
ASYNC(returns_bad) { return vow_await(rejected("bad")); }
ASYNC(awaits_first)
{
    vow_await(rejected("first"));
    vow_await(resolved("hello world"));
    LOG("not run");
    return VOW_UNDEFINED;
}
static void log_or_catch(struct vow_promise *promise, char *prefix)
{
    vow_detach(vow_promise_catch(vow_promise_then(promise, log_string, NULL, ""), log_string, prefix));
}

SCENARIO(seed_es6_await_reject, 0)
{
    log_or_catch(call(awaits_bad), "f ");
    log_or_catch(call(returns_bad), "g ");
    vow_detach(vow_promise_catch(call(awaits_first), log_string, "h "));
}

/* async function f() { return 'hello world'; }
 * async function g() { throw 'went wrong'; }
 * f().then(v => log(v));
 * g().then(v => log(v), e => log('rejected ' + e)); */
ASYNC(returns_hello) { return vow_string("hello world"); }
ASYNC(goes_wrong) { throw_string("went wrong"); }
HANDLER(log_rejected)
{
    LOG("rejected %s", string_of(value));
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_return_and_throw, 0)
{
    vow_detach(vow_promise_then(call(returns_hello), log_string, NULL, ""));
    vow_detach(vow_promise_then(call(goes_wrong), log_string, log_rejected, ""));
}

/* async function decl() { return 'decl'; }
 * const expr = async function () { return 'expr'; };
 * const obj = { async method() { return 'method'; } };
 * class Storage {
 *     constructor() { this.cache = Promise.resolve(new Map([['jake', 'avatar']])); }
 *     async getAvatar(n) { const c = await this.cache; return c.get(n); } }
 * const arrow = async () => 'arrow';
 * for (const p of [decl(), expr(), obj.method(), new Storage().getAvatar('jake'), arrow()]) p.then(log);
 *
 * An async function is an object: constant, made at run time, the member of a structure, with `this` for an argument, or
 * bound to its arguments. */
ASYNC(decl) { return vow_string("decl"); }
static vow_value expr(void *argument)
{
    (void)argument;
    return vow_string("expr");
}
ASYNC(method) { return vow_string("method"); }
static const struct { const struct vow_async_function *method; } obj = { &method_fn };

struct map_entry {
    const char *key, *value;
};
struct storage {
    struct vow_promise *cache;
};
struct get_avatar {
    struct storage *this;
    const char *n;
};
static struct storage storage_new(void)
{
    static struct map_entry map[] = { { "jake", "avatar" }, { NULL, NULL } };

    return (struct storage){ vow_promise_resolved(vow_pointer(map)) };
}
ASYNC(storage_get_avatar)
{
    struct get_avatar *arguments = argument;
    const struct map_entry *c = vow_await(vow_promise_retain(arguments->this->cache)).p;

    while (c->key && strcmp(c->key, arguments->n) != 0)
        c++;
    return vow_string(c->value);
}
ASYNC(arrow) { return vow_string("arrow"); }

SCENARIO(seed_es6_forms, 0)
{
    const struct vow_async_function made = vow_async_function_make(expr, "expr", 0, SCENARIO_STACK_BYTES);
    const struct vow_bound_function bound = { &arrow_fn, NULL, 0 };
    static struct storage storage;
    struct vow_promise *promises[5];

    promises[0] = call(decl);
    promises[1] = vow_call(&made, NULL, 0);
    promises[2] = vow_call(obj.method, NULL, 0);
    storage = storage_new();
    promises[3] = vow_call(&storage_get_avatar_fn, &(struct get_avatar){ &storage, "jake" }, sizeof(struct get_avatar));
    promises[4] = vow_call_bound(&bound);
    for (int i = 0; i < 5; i++)
        vow_detach(vow_promise_then(promises[i], log_string, NULL, ""));
    vow_promise_release(storage.cache);
}

/* const getStockSymbol = async n => { log('symbol ' + n); await null; return n.toUpperCase(); };
 * const getStockPrice = async s => { log('price ' + s); await null; return s + ' 42'; };
 * async function getStockPriceByName(name) {
 *     const symbol = await getStockSymbol(name); const price = await getStockPrice(symbol); return price; }
 * getStockPriceByName('goog').then(r => log(r));
 * log('returned'); */
ASYNC(get_stock_symbol)
{
    static char symbol[8];
    const char *n = ARG_TEXT;
    size_t length = 0;

    LOG("symbol %s", n);
    vow_await_value(VOW_UNDEFINED);
    for (; n[length]; length++)
        symbol[length] = (char)toupper(n[length]);
    return vow_string(symbol);
}
ASYNC(get_stock_price)
{
    static char price[12];
    const char *s = ARG_TEXT;

    LOG("price %s", s);
    vow_await_value(VOW_UNDEFINED);
    stpcpy(stpcpy(price, s), " 42");
    return vow_string(price);
}
ASYNC(get_stock_price_by_name)
{
    const char *symbol = vow_await(call_text(get_stock_symbol, ARG_TEXT)).s;
    const char *price = vow_await(call_text(get_stock_price, symbol)).s;

    return vow_string(price);
}

SCENARIO(seed_es6_stock_price, 0)
{
    vow_detach(vow_promise_then(call_text(get_stock_price_by_name, "goog"), log_string, NULL, ""));
    LOG("returned");
}

/* const fetchDoc = u => {
 *     log('fetch');
 *     return sleep(5, { text: async () => { log('text'); return '<title>ES2017</title>'; } }); };
 * async function getTitle(u) {
 *     const r = await fetchDoc(u); const html = await r.string_of();
 *     return html.match(/<title>([\s\S]+)<\/title>/i)[1]; }
 * getTitle('x').then(log); */
struct response {
    const struct vow_async_function *text;
};
ASYNC(response_text)
{
    LOG("text");
    return vow_string("<title>ES2017</title>");
}
static struct vow_promise *fetch_doc(const char *u)
{
    static struct response response = { &response_text_fn };

    (void)u;
    LOG("fetch");
    return sleep_ms(5, vow_pointer(&response));
}
ASYNC(get_title)
{
    static char title[16];
    struct response *r = vow_await(fetch_doc(ARG_TEXT)).p;
    const char *html = vow_await(vow_call(r->text, NULL, 0)).s;
    const char *from = strstr(html, "<title>") + strlen("<title>"), *to = strstr(from, "</title>");

    memcpy(title, from, (size_t)(to - from));
    return vow_string(title);
}

SCENARIO(seed_es6_title, 10)
{
    vow_detach(vow_promise_then(call_text(get_title, "x"), log_string, NULL, ""));
}
