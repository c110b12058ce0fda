/* SPDX-License-Identifier: MIT */
/* Calls that are not for handlers, each made in one: it must panic with its name and the handler's number, before it looks at what it
 * was given. tests/checks/handlers.py compares the tables with the headers. */
#ifndef VOW_TESTS_HANDLERS_H
#define VOW_TESTS_HANDLERS_H

#include "../harness/irq.h"
#include "../harness/test.h"

struct wrong_call {
    const char *name;
    void (*make)(void);
};

/* A list is a macro of lines CALL(function, arguments), which is given one of these. */
#define WRONG_CALL_MADE(function, ...) \
    static void make_##function(void) { (void)function(__VA_ARGS__); }
#define WRONG_CALL_ENTRY(function, ...) { #function, make_##function },

#define WRONG_CALLS_TEST(test, LIST)                                            \
    LIST(WRONG_CALL_MADE)                                                       \
    static const struct wrong_call test##_calls[] = { LIST(WRONG_CALL_ENTRY) }; \
    static void test##_all(void) { each_panics(test##_calls, sizeof test##_calls / sizeof *test##_calls); }

void each_panics(const struct wrong_call *calls, size_t count);

static const vow_value value __attribute__((unused));
static const struct vow_iterator iterator __attribute__((unused));

#endif
