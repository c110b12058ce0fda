/* SPDX-License-Identifier: MIT */
/* The ES6 book's chapter on async iteration: pipelines, iterators made by hand, and yield*. */
#include "../words.h"

/* const fileOpen = async (n, bad) => {
 *     log('open');
 *     const lines = ['l1', 'l2', 'l3'];
 *     return { get EOF() { return !lines.length; },
 *              async readLine() { if (bad && lines.length === 2) throw 'disk'; return lines.shift(); },
 *              async close() { await null; log('close'); } }; };
 * async function* readLines(path, bad) {
 *     const file = await fileOpen(path, bad);
 *     try { while (!file.EOF) yield await file.readLine(); } finally { await file.close(); } }
 * async function* prefixLines(it) { for await (const line of it) yield '> ' + line; }
 * (async () => {
 *     for await (const l of prefixLines(readLines('f'))) log(l);
 *     for await (const l of prefixLines(readLines('f'))) { log(l); break; }
 *     try { for await (const l of prefixLines(readLines('f', true))) log(l); } catch (e) { log('caught ' + e); }
 * })();
 *
 * The file's memory is its reader's, so opening gets a pointer to it. */
struct file {
    bool bad;
    int line;
};
enum { LINES = 3 };

ASYNC(file_open)
{
    struct file *file = ARGUMENT(struct file *);

    LOG("open");
    file->line = 0;
    return vow_pointer(file);
}
static bool file_at_end(const struct file *file) { return file->line == LINES; }
ASYNC(file_read_line)
{
    static const char *const lines[LINES] = { "l1", "l2", "l3" };
    struct file *file = ARGUMENT(struct file *);

    if (file->bad && LINES - file->line == 2)
        throw_string("disk");
    return vow_string(lines[file->line++]);
}
ASYNC(file_close)
{
    vow_await_value(VOW_UNDEFINED);
    LOG("close");
    return VOW_UNDEFINED;
}

GENERATOR(read_lines)
{
    struct file memory = { .bad = ARGUMENT(bool) }, *file = &memory;

    file = vow_await(call_with(file_open, file)).p;

    VOW_TRY_FINALLY {
        while (!file_at_end(file))
            vow_yield(self, vow_await(call_with(file_read_line, file)));
    } VOW_FINALLY {
        vow_await(call_with(file_close, file));
    } VOW_END
    return VOW_UNDEFINED;
}
GENERATOR(prefix_lines)
{
    VOW_FOR_AWAIT(line, vow_iterate(ARGUMENT(struct vow_generator *))) {
        char prefixed[8] = "> ";

        vow_yield(self, vow_string(strcat(prefixed, string_of(line.value))));
    }
    return VOW_UNDEFINED;
}
static struct vow_iterator prefixed_lines(bool bad)
{
    struct vow_generator *lines = generate_with(read_lines, bad);

    return vow_iterate(generate_with(prefix_lines, lines));
}

ASYNC(reads_three_times)
{
    VOW_FOR_AWAIT(l, prefixed_lines(false)) {
        LOG("%s", string_of(l.value));
    }
    VOW_FOR_AWAIT(l, prefixed_lines(false)) {
        LOG("%s", string_of(l.value));
        break;
    }
    VOW_TRY {
        VOW_FOR_AWAIT(l, prefixed_lines(true)) {
            LOG("%s", string_of(l.value));
        }
    } VOW_CATCH(e) {
        LOG("caught %s", string_of(e));
    } VOW_END
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_read_lines, 0)
{
    vow_detach(call(reads_three_times));
}

/* const rejecting = { [Symbol.asyncIterator]() {
 *     let n = 0;
 *     return { next: () => n++ ? Promise.reject('bad') : Promise.resolve({ value: 'ok', done: false }) }; } };
 * (async () => {
 *     try { for await (const x of rejecting) log(x); } catch (e) { log('caught ' + e); }
 *     log('after');
 * })(); */
static struct vow_promise *rejecting_next(void *self, vow_value value, struct vow_promise *slot)
{
    int *n = self;

    (void)value;
    if ((*n)++)
        return rejected("bad");
    return vow_iterator_answer(slot, VOW_ITEM, vow_string("ok"));
}

ASYNC(loops_over_rejecting)
{
    static const struct vow_iterator_methods methods = { .next = rejecting_next };
    int n = 0;

    VOW_TRY {
        VOW_FOR_AWAIT(x, ((struct vow_iterator){ &methods, &n })) {
            LOG("%s", string_of(x.value));
        }
    } VOW_CATCH(e) {
        LOG("caught %s", string_of(e));
    } VOW_END
    LOG("after");
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_rejecting_iterable, 0)
{
    vow_detach(call(loops_over_rejecting));
}

/* async function* gen1() { yield 'a'; yield 'b'; return 2; }
 * async function* gen2() { const result = yield* gen1(); log('result ' + result); }
 * (async () => { for await (const x of gen2()) log(x); })(); */
GENERATOR(gen1)
{
    vow_yield(self, vow_string("a"));
    vow_yield(self, vow_string("b"));
    return vow_await_value(vow_int(2)); /* return in a generator awaits (7.3) */
}
GENERATOR(gen2)
{
    vow_value result = vow_yield_star(self, vow_iterate(generate(gen1)));

    LOG("result %d", (int)result.i);
    return VOW_UNDEFINED;
}
ASYNC(loops_over_gen2)
{
    VOW_FOR_AWAIT(x, vow_iterate(generate(gen2))) {
        LOG("%s", string_of(x.value));
    }
    return VOW_UNDEFINED;
}

SCENARIO(seed_es6_yield_star, 0)
{
    vow_detach(call(loops_over_gen2));
}
