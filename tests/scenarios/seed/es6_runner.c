/* SPDX-License-Identifier: MIT */
/* The ES6 book's runner: an async function is a generator that hands out promises and is resumed with their values
 * (rule 5.16). Vow has no synchronous generators: here they are synchronous iterators that keep their place in a
 * number, as a compiler would make them. */
#include "../words.h"

struct machine {
    const struct vow_sync_iterator_methods *methods;
    int place;
    vow_value values[2];
    struct vow_resolver resolver;
};

/* function spawn(genF) {
 *     return new Promise((resolve, reject) => {
 *         const gen = genF();
 *         function step(nextF) {
 *             let next;
 *             try { next = nextF(); } catch (e) { return reject(e); }
 *             if (next.done) return resolve(next.value);
 *             Promise.resolve(next.value).then(v => step(() => gen.next(v)), e => step(() => gen.throw(e)));
 *         }
 *         step(() => gen.next(undefined));
 *     });
 * } */
static vow_value resume(void *argument, vow_value value, enum vow_status status);

static void step(struct machine *gen, vow_value value, bool rejected)
{
    struct vow_sync_result r = { VOW_UNDEFINED, NULL };
    enum vow_status status;

    VOW_TRY {
        status = rejected ? gen->methods->throw_(gen, value, &r) : (gen->methods->next)(gen, value, &r);
    } VOW_CATCH(e) {
        vow_resolver_reject(gen->resolver, e);
        return;
    } VOW_END
    if (status == VOW_DONE) {
        vow_resolver_resolve(gen->resolver, r.value);
        return;
    }
    vow_detach(vow_promise_then(r.promise ? r.promise : vow_promise_resolved(r.value), resume, resume, gen));
}

HANDLER(resume)
{
    step(argument, value, status == VOW_REJECTED);
    return VOW_UNDEFINED;
}

static struct vow_promise *spawn(struct machine *gen, const struct vow_sync_iterator_methods *methods)
{
    struct vow_promise *promise = vow_promise_with_resolver(&gen->resolver);

    gen->methods = methods;
    gen->place = 0;
    step(gen, VOW_UNDEFINED, false);
    return promise;
}

static enum vow_status throw_on(void *self, vow_value reason, struct vow_sync_result *result)
{
    (void)self, (void)result;
    vow_throw(reason);
}

/* spawn(function* () { const a = yield 1; const b = yield Promise.resolve(2); return a + b; }).then(v => log('spawn ' + v));
 * (async () => { const a = await 1; const b = await Promise.resolve(2); return a + b; })().then(v => log('async ' + v));
 * spawn(function* () { throw 'bad'; }).catch(e => log('spawn ' + e));
 * (async () => { throw 'bad'; })().catch(e => log('async ' + e));
 * ticks(4); */
static enum vow_status sum_next(void *self, vow_value value, struct vow_sync_result *result)
{
    struct machine *gen = self;

    switch (gen->place++) {
    case 0:
        result->value = vow_int(1);
        return VOW_ITEM;
    case 1:
        gen->values[0] = value;
        result->promise = vow_promise_resolved(vow_int(2));
        return VOW_ITEM;
    default:
        result->value = vow_int(gen->values[0].i + value.i);
        return VOW_DONE;
    }
}
static enum vow_status bad_next(void *self, vow_value value, struct vow_sync_result *result)
{
    (void)self, (void)value, (void)result;
    throw_string("bad");
}
static const struct vow_sync_iterator_methods sum = { sum_next, NULL, throw_on }, bad = { bad_next, NULL, throw_on };

ASYNC(async_sum)
{
    intptr_t a = vow_await_value(vow_int(1)).i;
    intptr_t b = vow_await(vow_promise_resolved(vow_int(2))).i;

    return vow_int(a + b);
}
ASYNC(async_bad) { throw_string("bad"); }

SCENARIO(seed_es6_spawn_turns, 0)
{
    static struct machine machines[2];

    vow_detach(vow_promise_then(spawn(&machines[0], &sum), log_int, NULL, "spawn "));
    vow_detach(vow_promise_then(call(async_sum), log_int, NULL, "async "));
    vow_detach(vow_promise_catch(spawn(&machines[1], &bad), log_string, "spawn "));
    vow_detach(vow_promise_catch(call(async_bad), log_string, "async "));
    log_turns(4);
}

/* const readFile = n => new Promise((res, rej) => {
 *     log('open ' + n);
 *     setTimeout(() => n === '/none' ? rej('no ' + n) : res('text of ' + n), 5); });
 * const asyncRead = async (a, b) => {
 *     const f1 = await readFile(a), f2 = await readFile(b); log(f1); log(f2); return 'both'; };
 * (async () => {
 *     log(await run(function* () {
 *         const f1 = yield readFile('/fstab'), f2 = yield readFile('/shells'); log(f1); log(f2); return 'both'; }));
 *     log(await asyncRead('/fstab', '/shells'));
 *     await asyncRead('/fstab', '/none').catch(e => log('failed ' + e));
 * })();   with run as spawn above */
struct file {
    const char *name, *text;
};
static const struct file files[] = {
    { "/fstab", "text of /fstab" }, { "/shells", "text of /shells" }, { "/none", NULL },
};

static struct vow_promise *read_file(const char *name)
{
    const struct file *file = files;

    LOG("open %s", name);
    while (strcmp(file->name, name) != 0)
        file++;
    return file->text ? sleep_ms(5, vow_string(file->text)) : reject_after_ms(5, vow_string("no /none"));
}

static enum vow_status read_next(void *self, vow_value value, struct vow_sync_result *result)
{
    struct machine *gen = self;

    switch (gen->place++) {
    case 0:
        result->promise = read_file("/fstab");
        return VOW_ITEM;
    case 1:
        gen->values[0] = value;
        result->promise = read_file("/shells");
        return VOW_ITEM;
    default:
        LOG("%s", string_of(gen->values[0]));
        LOG("%s", string_of(value));
        result->value = vow_string("both");
        return VOW_DONE;
    }
}
static const struct vow_sync_iterator_methods reads_with_yield = { read_next, NULL, throw_on };

struct names {
    const char *a, *b;
};
ASYNC(reads_with_await)
{
    struct names *names = argument;
    vow_value f1 = vow_await(read_file(names->a)), f2 = vow_await(read_file(names->b));

    LOG("%s", string_of(f1));
    LOG("%s", string_of(f2));
    return vow_string("both");
}
static struct vow_promise *async_read(const char *a, const char *b)
{
    return vow_call(&reads_with_await_fn, &(struct names){ a, b }, sizeof(struct names));
}

ASYNC(reads_both_ways)
{
    struct machine gen;

    LOG("%s", string_of(vow_await(spawn(&gen, &reads_with_yield))));
    LOG("%s", string_of(vow_await(async_read("/fstab", "/shells"))));
    vow_await(vow_promise_catch(async_read("/fstab", "/none"), log_string, "failed "));
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_read_files, 40)
{
    vow_detach(call(reads_both_ways));
}
