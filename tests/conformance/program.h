/* SPDX-License-Identifier: MIT */
/* A random program (oracle/FUZZ_FORMAT.md) as a tree, and the memory that lives as long as it runs. */
#ifndef VOW_FUZZ_PROGRAM_H
#define VOW_FUZZ_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#define OP_NAMES(op)                                                                                          \
    op(log) op(acc) op(set) op(new) op(res) op(rej) op(mk) op(mkrej) op(obs) op(then) op(catch) op(finally)   \
    op(all) op(any) op(race) op(settled) op(call) op(gen) op(gnext) op(gret) op(gthrow) op(timer) op(clear)   \
    op(micro) op(await) op(yield) op(ystar) op(forawait) op(at) op(break) op(cont) op(try) op(throw) op(ret)
#define OP_CODE(name) OP_##name,

enum op_code { OP_NAMES(OP_CODE) OP_COUNT };

struct op {
    enum op_code code;
    unsigned operands;
    const char *operand[8];
    struct op *next;
    struct op *body, *on_catch, *on_finally;  /* of forawait, at and try */
    bool has_catch, has_finally;
    bool under_finally; /* inside a block that a plain C return may not leave */
};

enum body_kind { BODY_FN, BODY_ASYNC, BODY_GEN };

struct body {
    enum body_kind kind;
    struct op *first;
};

struct declaration {
    unsigned id;
    bool is_async;
    unsigned count;
    const char *mode, *on_return, *on_throw;
};

enum { BODY_LIMIT = 16, DECLARATION_LIMIT = 4 };

struct program {
    unsigned long seed;
    struct body body[BODY_LIMIT];
    struct declaration declaration[DECLARATION_LIMIT];
};

extern struct program vow_fuzz_program;

/* Reads `text`, which it changes and which must live as long as the program. */
void vow_fuzz_parse(char *text);

/* Zeroed memory until vow_fuzz_forget, which forgets the program too. */
void *vow_fuzz_keep(size_t bytes);
void vow_fuzz_forget(void);

/* The number behind a token's letter: 12 of "p12". A token that is a number is read from its start. */
unsigned vow_fuzz_number(const char *token);

#endif
