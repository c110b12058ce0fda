/* SPDX-License-Identifier: MIT */
/* What the programs compute with. JavaScript's values are words here: undefined is 0; otherwise the two lowest bits say
 * integer, error string, or pointer to an object; without them it is the address of one of Vow's own errors. An object
 * is made where the status beside a word says more than the word, or where a promise travels as a plain value. */
#ifndef VOW_FUZZ_VALUE_H
#define VOW_FUZZ_VALUE_H

#include <vow/vow.h>

enum object_kind { OBJECT_PROMISE, OBJECT_THENABLE, OBJECT_RESULT, OBJECT_LIST, OBJECT_AGGREGATE, OBJECT_ENTRY };

struct object {
    struct object *next;            /* of those that hold a promise */
    enum object_kind kind;
    struct vow_promise *promise;
    struct vow_thenable *thenable;
    bool done, rejected;            /* of a result; of an entry of allSettled */
    unsigned count;                 /* of values: of a list its length, otherwise 1 */
    vow_value *values;
};

/* A value token, evaluated: a promise (one reference), a thenable, or else a word. */
struct operand {
    struct vow_promise *promise;
    struct vow_thenable *thenable;
    vow_value word;
};

vow_value vow_fuzz_int(unsigned number);
vow_value vow_fuzz_error(unsigned number);
struct object *vow_fuzz_object(vow_value word); /* or NULL */

struct operand vow_fuzz_evaluate(const char *token, vow_value accumulator);
struct operand vow_fuzz_operand(vow_value word);

/* The operand as a word, and as the promise that Promise.resolve makes of it. */
vow_value vow_fuzz_word(struct operand operand);
struct vow_promise *vow_fuzz_promise(struct operand operand);

/* What a callback, an await or a hook was told, as a word. */
vow_value vow_fuzz_received(unsigned status, vow_value value);

/* Promise.allSettled: its list shows its entries with their status. */
struct vow_promise *vow_fuzz_all_settled(struct vow_promise *const *promises, size_t count);

/* Waits as `await` does. */
vow_value vow_fuzz_await(struct operand operand);

/* Lets go of the promises that words hold; true if there were any. */
bool vow_fuzz_let_go(void);
void vow_fuzz_values_forget(void); /* the same when their loop is gone */

/* The text of a value, good until the next call. */
const char *vow_fuzz_show(vow_value word);

/* One line of the trace: printed and counted, counted, or neither. */
void vow_fuzz_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
enum vow_fuzz_output { VOW_FUZZ_PRINT, VOW_FUZZ_COUNT, VOW_FUZZ_NOTHING };
extern enum vow_fuzz_output vow_fuzz_output;
extern uint32_t vow_fuzz_lines, vow_fuzz_hash; /* how many, and a checksum over all */

#endif
