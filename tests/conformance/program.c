/* SPDX-License-Identifier: MIT */
#include "program.h"

#include <stdlib.h>
#include <string.h>

#include <vow/error.h>

#ifdef VOW_FUZZ_HEAP_BYTES
#define HEAP_BYTES VOW_FUZZ_HEAP_BYTES
#elif defined(__arm__)
#define HEAP_BYTES (768 * 1024)
#else
#define HEAP_BYTES (8 * 1024 * 1024)
#endif

struct program vow_fuzz_program;
static char heap[HEAP_BYTES] __attribute__((aligned(16)));
static size_t heap_used;
static char *cursor; /* the next line */

void *vow_fuzz_keep(size_t bytes)
{
    void *memory = heap + heap_used;

    heap_used += (bytes + 15) & ~(size_t)15;
    if (heap_used > sizeof heap)
        vow_panic("conformance: the program's memory is used up");
    return memset(memory, 0, bytes);
}

void vow_fuzz_forget(void)
{
    heap_used = 0;
    memset(&vow_fuzz_program, 0, sizeof vow_fuzz_program);
}

unsigned vow_fuzz_number(const char *token)
{
    while (*token && (*token < '0' || *token > '9'))
        token++;
    return (unsigned)strtoul(token, NULL, 10);
}

/* Cuts the next line into tokens; returns how many, 0 at the end of the text. Blank lines and comments are skipped. */
static unsigned next_line(char **token, unsigned limit)
{
    unsigned count = 0;

    while (*cursor && count == 0) {
        char *line = cursor, *end = line + strcspn(line, "\n");

        cursor = end + (*end != '\0');
        *end = '\0';
        if (*line != '#')
            for (char *word = strtok(line, " "); word && count < limit; word = strtok(NULL, " "))
                token[count++] = word;
    }
    return count;
}

static enum op_code code_of(const char *name)
{
#define OP_NAME(name) #name,
    static const char *const names[] = { OP_NAMES(OP_NAME) };
    unsigned code = 0;

    while (code < OP_COUNT && strcmp(names[code], name) != 0)
        code++;
    return (enum op_code)code;
}

/* Operations up to a line of one word that ends the block; *stop is that word. */
static struct op *parse_block(const char **stop)
{
    struct op *first = NULL, **link = &first;
    char *token[9];
    unsigned count;

    while ((count = next_line(token, 9)) != 0) {
        struct op *op;
        const char *part = "";

        *stop = token[0];
        if (count == 1 && (!strcmp(*stop, "end") || !strcmp(*stop, "endbody") || !strcmp(*stop, "catch")
                           || !strcmp(*stop, "finally")))
            return first;
        op = vow_fuzz_keep(sizeof *op);
        op->code = code_of(token[0]);
        if (op->code == OP_COUNT)
            vow_panic("conformance: unknown operation");
        op->operands = count - 1;
        memcpy(op->operand, token + 1, (count - 1) * sizeof *token);
        *link = op;
        link = &op->next;
        if (op->code == OP_forawait || op->code == OP_at || op->code == OP_try)
            op->body = parse_block(&part);
        if ((op->has_catch = !strcmp(part, "catch")))
            op->on_catch = parse_block(&part);
        if ((op->has_finally = !strcmp(part, "finally")))
            op->on_finally = parse_block(&part);
    }
    vow_panic("conformance: a block has no end");
}

static void mark(struct op *op, bool under_finally)
{
    for (; op; op = op->next) {
        op->under_finally = under_finally;
        mark(op->body, under_finally || op->has_finally);
        mark(op->on_catch, under_finally || op->has_finally);
        mark(op->on_finally, under_finally);
    }
}

static void parse_body(char **token)
{
    struct body *body = &vow_fuzz_program.body[vow_fuzz_number(token[1]) % BODY_LIMIT];
    const char *stop;

    body->kind = token[2][0] == 'f' ? BODY_FN : token[2][0] == 'a' ? BODY_ASYNC : BODY_GEN;
    body->first = parse_block(&stop);
    mark(body->first, false);
}

void vow_fuzz_parse(char *text)
{
    char *token[9];
    unsigned count;

    cursor = text;
    while ((count = next_line(token, 9)) != 0) {
        if (!strcmp(token[0], "body") && count == 3) {
            parse_body(token);
        } else if (!strcmp(token[0], "iter") && count == 7) {
            unsigned id = vow_fuzz_number(token[1]) % DECLARATION_LIMIT;

            vow_fuzz_program.declaration[id] = (struct declaration){
                id, token[2][0] == 'a', vow_fuzz_number(token[3]), token[4], token[5], token[6]
            };
        } else if (!strcmp(token[0], "fuzz") && count == 3) {
            vow_fuzz_program.seed = strtoul(token[2], NULL, 10);
        } else if (strcmp(token[0], "features") != 0) {
            vow_panic("conformance: a line that is no program's");
        }
    }
}
