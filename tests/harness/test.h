/* SPDX-License-Identifier: MIT */
/* The test harness. The same sources run on native and on the emulated boards.
 *
 *     VOW_TEST(promise_resolves_once) { ... EXPECT_EQ(a, b); }
 *
 * A test runs inside the program's first task (tests/guest: outside of any loop), one after another. It passes when
 * every expectation held, every trace line was expected, it threw nothing, and the pools are whole again afterwards. */
#ifndef VOW_TESTS_TEST_H
#define VOW_TESTS_TEST_H

#include <vow/vow.h>

/* The memory that tests share. The pools of tests/behaviour are given here because tests empty them. */
#if defined(VOW_BOARD_RAM_KIB) && VOW_BOARD_RAM_KIB <= 16 && VOW_CONFIG_MULTI_LOOP
enum { TEST_TRACE_BYTES = 768, TEST_RANGES_BYTES = 256, TEST_PROMISES = 20, TEST_RECORDS = 16 };
enum { TEST_STACKS = 4, TEST_STACK_BYTES = 640, TEST_LARGE_STACKS = 1, TEST_LARGE_STACK_BYTES = 768 };
#elif defined(VOW_BOARD_RAM_KIB) && VOW_BOARD_RAM_KIB <= 16 && VOW_CONFIG_CANCEL_POINTS
enum { TEST_TRACE_BYTES = 768, TEST_RANGES_BYTES = 256, TEST_PROMISES = 40, TEST_RECORDS = 32 };
enum { TEST_STACKS = 6, TEST_STACK_BYTES = 896, TEST_LARGE_STACKS = 2, TEST_LARGE_STACK_BYTES = 896 };
#elif defined(VOW_BOARD_RAM_KIB) && VOW_BOARD_RAM_KIB <= 16
enum { TEST_TRACE_BYTES = 768, TEST_RANGES_BYTES = 192, TEST_PROMISES = 40, TEST_RECORDS = 32 };
enum { TEST_STACKS = 8, TEST_STACK_BYTES = 672, TEST_LARGE_STACKS = 2, TEST_LARGE_STACK_BYTES = 768 };
#else
enum { TEST_TRACE_BYTES = 4096, TEST_RANGES_BYTES = 512, TEST_PROMISES = 64, TEST_RECORDS = 48 };
enum { TEST_STACKS = 12, TEST_STACK_BYTES = 1024, TEST_LARGE_STACKS = 3, TEST_LARGE_STACK_BYTES = 6144 };
#endif

struct vow_test {
    const char *name;
    void (*run)(void);
    const char *panic; /* the text it must end in, or NULL */
};

/* The table of tests is made from these lines by tests/run: each stands at the start of a line. */
#define VOW_TEST(test) VOW_TEST_(test, NULL)

/* Passes when it ends in vow_hook_panic with exactly this text. */
#define VOW_TEST_PANIC(test, text) VOW_TEST_(test, text)

#define VOW_TEST_(test, text)                                                  \
    static void vow_test_##test##_body(void);                                  \
    extern const struct vow_test vow_test_##test;                              \
    const struct vow_test vow_test_##test = { #test, vow_test_##test##_body, text }; \
    static void vow_test_##test##_body(void)

/* The first expectation that fails is the reason of the failure; the test goes on. */
#define EXPECT(condition) vow_test_expect((condition) != 0, __FILE__, __LINE__, #condition)
#define EXPECT_EQ(got, wanted) vow_test_equal((intptr_t)(got), (intptr_t)(wanted), __FILE__, __LINE__, #got)

/* One more line of the trace, and the comparison of the whole trace, which it empties. Lines end in "\n". */
#define TRACE(...) vow_test_trace(__VA_ARGS__)
#define EXPECT_TRACE(wanted) vow_test_expect_trace(wanted, __FILE__, __LINE__)

void vow_test_expect(bool condition, const char *file, int line, const char *text);
void vow_test_equal(intptr_t got, intptr_t wanted, const char *file, int line, const char *text);
void vow_test_trace(const char *format, ...) __attribute__((format(printf, 1, 2)));
void vow_test_expect_trace(const char *wanted, const char *file, int line);

/* A value as tests use them: a string, "undefined", or one of Vow's own errors by name. */
const char *vow_test_text(vow_value value);

/* A test may take a minute of the board's time; this one takes so much more. */
void vow_test_allow_ms(uint32_t more_ms);

/* Runs the tests that the command line asks for, or all. `settle` is called after each, before the pools are counted. */
void vow_test_run_all(void (*settle)(void));
extern const struct vow_test *const vow_tests[];

/* While it is not NULL, a panic goes there first: it may jump away. */
extern void (*vow_test_panicked)(const char *what);

/* What a port must have (port_*.c). */
void vow_test_command_line(char *buffer, size_t size);

#endif
