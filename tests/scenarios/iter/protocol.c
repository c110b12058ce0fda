/* SPDX-License-Identifier: MIT */
/* for await over iterators that a program makes itself: next() and its failures (8.2, 8.3, 8.6). */
#include "../iteration.h"

/*  function channel() {
 *    const q = [], w = []; let closed = false;
 *    return { push(v) { if (w.length) w.shift()({ value: v, done: false }); else q.push(v); },
 *      close() { closed = true; while (w.length) w.shift()({ value: undefined, done: true }); },
 *      [Symbol.asyncIterator]() { return this; },
 *      next() { if (q.length) return Promise.resolve({ value: q.shift(), done: false });
 *        if (closed) return Promise.resolve({ value: undefined, done: true }); return new Promise(r => w.push(r)); }
 *        };
 *  }
 *  const c = channel();
 *  (async () => { for await (const x of c) log('got ' + x); log('closed'); })();
 *  c.push(1); c.push(2); log('pushed');
 *  setTimeout(() => { c.push(3); log('pushed 3'); c.close(); }, 5);
 *
 * In C the one request that may wait is the consumer's slot. */
struct channel {
    struct vow_promise *waiting;
    vow_value queue[4];
    unsigned in, out;
    bool closed;
};

static void channel_push(struct channel *channel, vow_value value)
{
    struct vow_promise *waiting = channel->waiting;

    channel->waiting = NULL;
    if (waiting)
        vow_iterator_answer(waiting, VOW_ITEM, value);
    else
        channel->queue[channel->in++ % 4] = value;
}

static void channel_close(struct channel *channel)
{
    channel->closed = true;
    if (channel->waiting)
        vow_iterator_answer(channel->waiting, VOW_DONE, VOW_UNDEFINED);
    channel->waiting = NULL;
}

static struct vow_promise *channel_next(void *self, vow_value value, struct vow_promise *slot)
{
    struct channel *channel = self;

    (void)value;
    if (channel->in != channel->out)
        return vow_iterator_answer(slot, VOW_ITEM, channel->queue[channel->out++ % 4]);
    if (channel->closed)
        return vow_iterator_answer(slot, VOW_DONE, VOW_UNDEFINED);
    channel->waiting = slot;
    return slot;
}

static const struct vow_iterator_methods channel_methods = { .next = channel_next };
static struct channel channel;
static struct vow_timer timer;

ASYNC(read_channel)
{
    VOW_FOR_AWAIT(x, ((struct vow_iterator){ &channel_methods, &channel })) {
        LOG("got %d", (int)x.value.i);
    }
    LOG("closed");
    return VOW_UNDEFINED;
}

static void push_and_close(void *unused)
{
    (void)unused;
    channel_push(&channel, vow_int(3));
    LOG("pushed 3");
    channel_close(&channel);
}

SCENARIO(iter_channel, 5)
{
    channel = (struct channel){ 0 };
    vow_detach(call(read_channel));
    channel_push(&channel, vow_int(1));
    channel_push(&channel, vow_int(2));
    LOG("pushed");
    vow_timer_start_ms(&timer, 5, push_and_close, NULL);
}

/*  const it = { [Symbol.asyncIterator]() { return this; }, n: 0, next() { return {
 *      value: ++this.n, done: this.n > 2 }; } };
 *  (async () => { for await (const x of it) log(x); log('done'); })();
 *  ticks(4); */
static struct vow_promise *next_counts(void *self, vow_value value, struct vow_promise *slot)
{
    int *n = self;

    (void)value;
    ++*n;
    return vow_iterator_answer(slot, *n > 2 ? VOW_DONE : VOW_ITEM, vow_int(*n));
}

ASYNC(count_to_two)
{
    static const struct vow_iterator_methods methods = { .next = next_counts };
    int n = 0;

    VOW_FOR_AWAIT(x, ((struct vow_iterator){ &methods, &n })) {
        LOG("%d", (int)x.value.i);
    }
    LOG("done");
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_plain_results, 0)
{
    vow_detach(call(count_to_two));
    log_turns(4);
}

/*  const it = { [Symbol.asyncIterator]() { return this; }, n: 0,
 *    async next() { return { value: Promise.resolve('p' + ++this.n), done: this.n > 1 }; } };
 *  (async () => { for await (const x of it) log(x instanceof Promise ? 'promise ' + await x : 'plain'); })();
 *
 * In C the value is the promise's address; the one beside done, which nobody would release, is not made. */
static struct vow_promise *next_gives_promise(void *self, vow_value value, struct vow_promise *slot)
{
    int *n = self;

    (void)value;
    if (++*n > 1)
        return vow_iterator_answer(slot, VOW_DONE, VOW_UNDEFINED);
    return vow_iterator_answer(slot, VOW_ITEM, vow_pointer(resolved("p1")));
}

ASYNC(await_in_the_loop)
{
    static const struct vow_iterator_methods methods = { .next = next_gives_promise };
    int n = 0;

    VOW_FOR_AWAIT(x, ((struct vow_iterator){ &methods, &n })) {
        struct vow_promise *promise = x.value.p;

        LOG("promise %s", vow_await(promise).s);
    }
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_value_not_unwrapped, 0) { vow_detach(call(await_in_the_loop)); }

static struct vow_promise *return_is_wrong(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    LOG("wrong");
    return vow_iterator_answer(slot, VOW_DONE, VOW_UNDEFINED);
}

static void loop_and_catch(const struct vow_iterator_methods *methods)
{
    VOW_TRY {
        VOW_FOR_AWAIT(x, ((struct vow_iterator){ methods, NULL })) {
            LOG("%s", show(x.value));
        }
    } VOW_CATCH(e) {
        LOG("caught %s", e.s);
    } VOW_END
}

/*  const it = { [Symbol.asyncIterator]() { return this; },
 *    async next() { throw 'bad next'; }, async return() { log('wrong'); return {}; } };
 *  (async () => { try { for await (const x of it) log(x); } catch (e) { log('caught ' + e); } })(); */
static struct vow_promise *next_rejects(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    return vow_iterator_answer(slot, VOW_REJECTED, vow_string("bad next"));
}

ASYNC(catch_rejection)
{
    static const struct vow_iterator_methods methods = { .next = next_rejects, .return_ = return_is_wrong };

    loop_and_catch(&methods);
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_next_rejects, 0) { vow_detach(call(catch_rejection)); }

/*  const it = { [Symbol.asyncIterator]() { return this; }, next() { throw 'sync'; }, return() { log('wrong');
 *      return {}; } };
 *  (async () => { try { for await (const x of it) log(x); } catch (e) { log('caught ' + e); } })(); */
static struct vow_promise *next_throws(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    vow_throw(vow_string("sync"));
}

ASYNC(catch_throw)
{
    static const struct vow_iterator_methods methods = { .next = next_throws, .return_ = return_is_wrong };

    loop_and_catch(&methods);
    return VOW_UNDEFINED;
}

SCENARIO(iter_forawait_next_throws, 0) { vow_detach(call(catch_throw)); }
