/* SPDX-License-Identifier: MIT */
/* JavaScript programs in C, each with the trace that the standard prescribes.
 *
 *     // d.promise.then(() => log('a')); d.resolve(1); log('sync');         the JavaScript, in a comment
 *     SCENARIO(promise_then_order, 0) { ... LOG("sync"); }
 *
 * The body runs as the script does: synchronously, as one macrotask, in a task named like the scenario; it may await, as
 * a module may. Then the loop runs until nothing is left to do, or until `ms` have passed; time stands while anything
 * runs. The lines that were logged must be those of expected/NAME.expected (NAME with "-" for "_"), and the pools must be
 * whole again. What has no meaning in C is listed in no_c_meaning.txt. */
#ifndef VOW_SCENARIO_H
#define VOW_SCENARIO_H

#include "../harness/test.h"

/* Stacks of what a scenario calls, and of its body; that of the body is the larger one. */
#if defined(VOW_BOARD_RAM_KIB) && VOW_BOARD_RAM_KIB <= 16
enum { SCENARIO_STACK_BYTES = 832, SCENARIO_BODY_BYTES = 832 };
#else
enum { SCENARIO_STACK_BYTES = 1024, SCENARIO_BODY_BYTES = 2048 };
#endif

#define SCENARIO(name, ms) SCENARIO_RECORDS(name, ms, 0)

/* The same for one that calls no async function and has more than 24 records in use at once, but not more than `records`. */
#define SCENARIO_RECORDS(name, ms, records)                                                             \
    static void vow_scenario_##name##_body(void);                                                       \
    static vow_value vow_scenario_##name##_entry(void *argument)                                        \
    {                                                                                                   \
        (void)argument;                                                                                 \
        vow_scenario_##name##_body();                                                                   \
        return VOW_UNDEFINED;                                                                           \
    }                                                                                                   \
    static const struct vow_async_function vow_scenario_##name##_fn = { { #name, 0, SCENARIO_BODY_BYTES VOW_FUNCTION_LEVEL_(0) }, \
                                                                        vow_scenario_##name##_entry };  \
    extern const char *const vow_expected_##name;                                                       \
    VOW_TEST_(name, NULL)                                                                               \
    {                                                                                                   \
        vow_scenario_run(&vow_scenario_##name##_fn, ms, records, vow_expected_##name, __FILE__, __LINE__); \
    }                                                                                                   \
    static void vow_scenario_##name##_body(void)

void vow_scenario_run(const struct vow_async_function *body, uint32_t ms, unsigned records, const char *expected,
                      const char *file, int line);

/* console.log: one line of the trace, printed only by the code whose running it proves. */
#define LOG(...) TRACE(__VA_ARGS__)

/* Logs "turn 1" in the next microtask turn, "turn 2" in the one after it, and so on. */
void log_turns(int count);

/* So many blocks stay in use when the program has ended: what JavaScript keeps suspended for ever too. Say what they are. */
#define SCENARIO_LEAVES(blocks) (vow_scenario_leaves = (blocks))
extern unsigned vow_scenario_leaves;

/* The program's own listeners: process.on('unhandledRejection'), on('rejectionHandled'), on('uncaughtException'). Gone
 * when it has ended. Without one the event is a failure. */
extern void (*on_unhandled)(struct vow_promise *promise);
extern void (*on_handled)(struct vow_promise *promise);
extern void (*on_uncaught)(vow_value reason);

/* ---- what many programs begin with ---- */

/* async function f() { ... }: ASYNC(f) { ... return value; } and call(f). With one argument: call_int(f, 3) and
 * ARG_INT in the body, call_text(f, "a") and ARG_TEXT. */
#define ASYNC(f)                                                                     \
    static vow_value f(void *argument);                                              \
    static const struct vow_async_function f##_fn = VOW_ASYNC_FUNCTION(f, 0, SCENARIO_STACK_BYTES);  \
    static vow_value f(void *argument __attribute__((unused)))
#define call(f) vow_call(&f##_fn, NULL, 0)
#define call_int(f, number) vow_call(&f##_fn, &(int){ number }, sizeof(int))
#define call_text(f, string) vow_call(&f##_fn, &(const char *){ string }, sizeof(const char *))

/* async function* g() { ... }: GENERATOR(g) { ... vow_yield(self, value); ... } and generate(g); arguments as above. */
#define GENERATOR(g)                                                                          \
    static vow_value g(struct vow_generator *self, void *argument);                           \
    static const struct vow_generator_function g##_fn = VOW_GENERATOR_FUNCTION(g, 0, SCENARIO_STACK_BYTES);   \
    static vow_value g(struct vow_generator *self __attribute__((unused)), void *argument __attribute__((unused)))
#define generate(g) vow_generate(&g##_fn, NULL, 0)
#define generate_int(g, number) vow_generate(&g##_fn, &(int){ number }, sizeof(int))
#define generate_text(g, string) vow_generate(&g##_fn, &(const char *){ string }, sizeof(const char *))

#define ARG_INT (*(const int *)argument)
#define ARG_TEXT (*(const char **)argument)

/* A callback of then, catch or finally: HANDLER(add_one) { return vow_int(value.i + 1); } */
#define HANDLER(f)                                                                      \
    static vow_value f(void *argument __attribute__((unused)), vow_value value __attribute__((unused)), \
                       enum vow_status status __attribute__((unused)))

/* A constant string on its way through a callback's `argument`. */
static inline void *text(const char *string) { return (void *)(uintptr_t)string; }

/* Promise.resolve('text'), Promise.reject('text'), Promise.resolve(), and throw 'text'. */
static inline struct vow_promise *resolved(const char *value) { return vow_promise_resolved(vow_string(value)); }
static inline struct vow_promise *rejected(const char *reason) { return vow_promise_rejected(vow_string(reason)); }
static inline struct vow_promise *resolved_undefined(void) { return vow_promise_resolved(VOW_UNDEFINED); }
VOW_NORETURN static inline void throw_string(const char *reason) { vow_throw(vow_string(reason)); }

/* const sleep = (ms, v) => new Promise(r => setTimeout(() => r(v), ms)): exactly one timer and one settling. */
struct vow_promise *sleep_ms(uint32_t ms, vow_value value);

void vow_scenario_forget_sleeps(void);

/* Callbacks: () => log('text') with the text as argument; v => log(v) and v => log('text' + v) for strings and integers. */
vow_value log_text(void *words, vow_value value, enum vow_status status);
vow_value log_string(void *prefix, vow_value value, enum vow_status status);
vow_value log_int(void *prefix, vow_value value, enum vow_status status);

/* v => log('text' + v.join()) of the list that all gives: strings, or integers; v.length. */
vow_value log_strings(void *prefix, vow_value list, enum vow_status status);
vow_value log_ints(void *prefix, vow_value list, enum vow_status status);
vow_value log_length(void *prefix, vow_value list, enum vow_status status);

/* const watch = (n, p) => { p.then(v => log(n + ' ok ' + v), e => log(n + ' err ' + e)); }; reasons are strings or errors
 * (logged by name). Consumes the promise. */
void watch(const char *name, struct vow_promise *promise);
void watch_int(const char *name, struct vow_promise *promise);

/* Settles a promise that the program goes on holding, as the functions of a deferred do. */
static inline void resolve(struct vow_promise *promise, vow_value value)
{
    vow_promise_resolve(vow_promise_retain(promise), value);
}
static inline void reject(struct vow_promise *promise, vow_value reason)
{
    vow_promise_reject(vow_promise_retain(promise), reason);
}

/* The arguments of a combinator: vow_promise_all(LIST(p, q)). */
#define LIST(...) \
    (struct vow_promise *[]){ __VA_ARGS__ }, sizeof((struct vow_promise *[]){ __VA_ARGS__ }) / sizeof(struct vow_promise *)

/* String(value) of a string, undefined, or an error (its name). */
static inline const char *string_of(vow_value value) { return vow_test_text(value); }

#endif
