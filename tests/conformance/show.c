/* SPDX-License-Identifier: MIT */
/* The lines of the trace. */
#include "value.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum vow_fuzz_output vow_fuzz_output;
uint32_t vow_fuzz_lines, vow_fuzz_hash;

struct text {
    char characters[512];
    size_t length;
};

static void add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(struct text *text, const char *format, ...)
{
    size_t room = sizeof text->characters - text->length;
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(text->characters + text->length, room, format, arguments);
    va_end(arguments);
    text->length += (size_t)length < room ? (size_t)length : room - 1;
}

static void add_value(struct text *text, vow_value word);

static void add_object(struct text *text, const struct object *object)
{
    const char *separator = "";

    switch (object->kind) {
    case OBJECT_PROMISE: add(text, "P"); return;
    case OBJECT_THENABLE: add(text, "T"); return;
    case OBJECT_RESULT: add(text, "{"); break;
    case OBJECT_LIST: add(text, "["); break;
    case OBJECT_AGGREGATE: add(text, "A["); break;
    case OBJECT_ENTRY: add(text, object->rejected ? "-" : "+"); break;
    }
    for (unsigned i = 0; i < object->count; i++, separator = ",") {
        add(text, "%s", separator);
        add_value(text, object->values[i]);
    }
    if (object->kind == OBJECT_RESULT)
        add(text, object->done ? ",t}" : ",f}");
    else if (object->kind != OBJECT_ENTRY)
        add(text, "]");
}

static void add_value(struct text *text, vow_value word)
{
    const struct object *object = vow_fuzz_object(word);

    if (object)
        add_object(text, object);
    else if (word.u == 0)
        add(text, "u");
    else if ((word.u & 3) == 1)
        add(text, "%u", (unsigned)(word.u >> 2));
    else if ((word.u & 3) == 2)
        add(text, "E%u", (unsigned)(word.u >> 2));
    else
        add(text, "%s", strcmp(word.e->name, "TypeError") == 0 ? "TE" : word.e->message);
}

const char *vow_fuzz_show(vow_value word)
{
    static struct text text;

    text.length = 0;
    add_value(&text, word);
    return text.characters;
}

void vow_fuzz_line(const char *format, ...)
{
    static char line[600]; /* stacks are small */
    va_list arguments;

    if (vow_fuzz_output == VOW_FUZZ_NOTHING)
        return;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    vow_fuzz_lines++;
    for (const char *at = line; *at; at++)
        vow_fuzz_hash = vow_fuzz_hash * 31 + (unsigned char)*at;
    if (vow_fuzz_output == VOW_FUZZ_PRINT)
        puts(line);
}
