/* SPDX-License-Identifier: MIT */
#ifndef VOW_VALUE_H
#define VOW_VALUE_H

#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

struct vow_error;

/* Rules for values: one machine word, passed and returned in a register. Vow never looks into it: what it means is
 * agreed between the one who settles and the one who awaits, and whether it is a value, an iterator result or a
 * reason is told by the status beside it. A pointer in a value is borrowed: each function that hands one out says
 * until when it is good. Anything larger than a word stays where it is and travels as a pointer. */
typedef union vow_value {
    intptr_t i;
    uintptr_t u;
    void *p;
    const char *s;
    const struct vow_error *e;
    float f;
} vow_value;

/* How a promise stands, and with it the kind of its value. An iterator result {value, done} is the word with
 * VOW_ITEM or VOW_DONE beside it: there is no object. Bits: 16 settled, 8 rejected. */
enum vow_status {
    VOW_PENDING = 0,
    VOW_FULFILLED = 16,    /* a plain value */
    VOW_ITEM = 17,         /* {value, done: false} of an async iterator */
    VOW_DONE = 18,         /* {value, done: true} */
    VOW_LIST = 19,         /* of all or allSettled: read it with vow_promise_at() */
    VOW_REJECTED = 24,     /* a reason, by convention a pointer to a struct vow_error */
    VOW_REJECTED_LIST = 27 /* of any: JavaScript's AggregateError; read it with vow_promise_at() */
};

/* @context any   @suspends no */
static inline vow_value vow_int(intptr_t i) { vow_value v; v.i = i; return v; }
static inline vow_value vow_uint(uintptr_t u) { vow_value v; v.u = u; return v; }
static inline vow_value vow_pointer(void *p) { vow_value v; v.p = p; return v; }
static inline vow_value vow_string(const char *s) { vow_value v; v.s = s; return v; }
static inline vow_value vow_float(float f) { vow_value v; v.u = 0; v.f = f; return v; }
static inline vow_value vow_undefined(void) { return vow_uint(0); }
static inline vow_value vow_error_value(const struct vow_error *e) { vow_value v; v.e = e; return v; }

/* JavaScript's undefined. There is no telling it from 0. */
#define VOW_UNDEFINED vow_undefined()

VOW_END_DECLARATIONS

#endif
