/* SPDX-License-Identifier: MIT */
/* The promise core as a WebAssembly module: what adapter.js calls, and the callbacks through which C calls JavaScript.
 * A word is an odd handle of the adapter's table, or (core's own reasons) a pointer to a struct vow_error. */
#include <vow/loop.h>
#include <vow/thenable.h>
#include <vow/try.h>

#define EXPORT(name) __attribute__((export_name(#name)))
#define IMPORT(name) __attribute__((import_module("vow"), import_name(#name)))

/* What JavaScript gives for a promise to be resolved with: x of [[Resolve]](promise, x), sorted by the adapter. */
enum kind { KIND_VALUE, KIND_PROMISE, KIND_THENABLE, KIND_THROWN };

/* Calls one of the two functions behind `functions`; the kind of what came back, whose word is left in *result. */
IMPORT(react) unsigned vow_aplus_js_react_(uintptr_t functions, uintptr_t word, unsigned rejected, uintptr_t *result);
/* Calls then of a thenable with the functions of a resolver; 0, or the handle of what it threw. */
IMPORT(then) uintptr_t vow_aplus_js_then_(uintptr_t object, struct vow_promise *promise, uintptr_t id);
IMPORT(panic) _Noreturn void vow_aplus_js_panic_(const char *what, const char *who);
IMPORT(unwind) _Noreturn void vow_aplus_js_unwind_(void);
_Noreturn void vow_wasm_unwind_(void *registers);
_Noreturn void vow_wasm_panic_(const char *what);

VOW_LOOP_DEFINE(vow_main_loop, 8192, 8192, VOW_STACKS(1, 256));

/* JavaScript never says that it has forgotten a promise or a thenable, so none is given back. */
struct object {
    struct vow_thenable thenable;
    uintptr_t handle;
};
static struct object objects[8192];
static unsigned object_count;

void vow_hook_panic(const char *what, const char *who, const void *place)
{
    (void)place;
    vow_aplus_js_panic_(what, who);
}

void vow_hook_uncaught_error(vow_value reason) { (void)reason, vow_panic("a throw that nobody can catch"); }

/* The suite leaves rejections alone on purpose. */
void vow_hook_unhandled_rejection(struct vow_promise *promise, const char *task) { (void)promise, (void)task; }
void vow_hook_rejection_handled(struct vow_promise *promise) { (void)promise; }

void vow_wasm_panic_(const char *what) { vow_panic(what); }

void vow_wasm_unwind_(void *registers)
{
    if (registers != vow_main_loop.registers)
        vow_panic("wasm32 has no jump: a throw to a try block");
    vow_aplus_js_unwind_();
}

/* No throw may cross vow_try, which calls this: the resolver rejects instead, as that would (2.3.3.3.4). */
static void call_then(struct vow_thenable *self, struct vow_resolver resolver)
{
    uintptr_t thrown = vow_aplus_js_then_(((struct object *)self)->handle, resolver.promise, resolver.id);

    if (thrown)
        vow_resolver_reject(resolver, vow_uint(thrown));
}

static struct vow_thenable *thenable_of(uintptr_t handle)
{
    struct object *object = &objects[object_count++];

    if (object_count > sizeof objects / sizeof objects[0])
        vow_panic("too many thenables");
    object->thenable.then = call_then;
    object->handle = handle;
    return &object->thenable;
}

static struct vow_promise *promise_of(uintptr_t word) { return vow_promise_retain((struct vow_promise *)word); }

static vow_value react(void *functions, vow_value value, enum vow_status status)
{
    uintptr_t word = 0;

    switch ((enum kind)vow_aplus_js_react_((uintptr_t)functions, value.u, status >= VOW_REJECTED, &word)) {
    case KIND_PROMISE: return vow_adopt(promise_of(word));
    case KIND_THENABLE: return vow_adopt_thenable(thenable_of(word));
    case KIND_THROWN: vow_throw(vow_uint(word));
    case KIND_VALUE: break;
    }
    return vow_uint(word);
}

EXPORT(init) void vow_aplus_init(void) { vow_loop_init(&vow_main_loop, &vow_main_loop_config); }
EXPORT(poll) void vow_aplus_poll(void) { vow_loop_poll(&vow_main_loop, 1); }

/* Promise.withResolvers(). The two words of the resolver lie at the address that is returned. */
EXPORT(defer) struct vow_resolver *vow_aplus_defer(void)
{
    static struct vow_resolver resolver;

    vow_promise_with_resolver(&resolver);
    return &resolver;
}

EXPORT(settle) void vow_aplus_settle(struct vow_promise *promise, uintptr_t id, unsigned kind, uintptr_t word)
{
    struct vow_resolver resolver = { promise, id };

    switch ((enum kind)kind) {
    case KIND_VALUE: vow_resolver_resolve(resolver, vow_uint(word)); break;
    case KIND_PROMISE: vow_resolver_adopt(resolver, promise_of(word)); break;
    case KIND_THENABLE: vow_resolver_adopt_thenable(resolver, thenable_of(word)); break;
    case KIND_THROWN: vow_resolver_reject(resolver, vow_uint(word)); break;
    }
}

/* Promise.resolve(x) and Promise.reject(reason). */
EXPORT(settled) struct vow_promise *vow_aplus_settled(unsigned kind, uintptr_t word)
{
    switch ((enum kind)kind) {
    case KIND_PROMISE: return promise_of(word);
    case KIND_THENABLE: return vow_promise_from_thenable(thenable_of(word));
    case KIND_THROWN: return vow_promise_rejected(vow_uint(word));
    case KIND_VALUE: break;
    }
    return vow_promise_resolved(vow_uint(word));
}

EXPORT(then) struct vow_promise *vow_aplus_then(struct vow_promise *promise, uintptr_t functions, unsigned fulfilled,
                                                unsigned rejected)
{
    return vow_promise_then(vow_promise_retain(promise), fulfilled ? react : NULL, rejected ? react : NULL,
                            (void *)functions);
}
