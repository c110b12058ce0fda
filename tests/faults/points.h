/* SPDX-License-Identifier: MIT */
/* What the tests of cancel points share. A body must let go of what it has on every way out. */
#ifndef VOW_TESTS_POINTS_H
#define VOW_TESTS_POINTS_H

#include "../harness/script.h"

#include <stdio.h>

#include <vow/board.h>
#include <vow/cancel_points.h>

/* Cancels at each point in turn; fails with the first fault, and if there are fewer than `points`. `begin` makes what is tried
 * anew, and `check` uses it again. */
static inline void try_points_and_check(const struct vow_async_function *function, unsigned points, void (*begin)(void *context),
                                        const char *(*check)(void *context))
{
    struct vow_cancel_trial trial = { .function = function, .settle_ms = 11, .begin = begin, .check = check };
    struct vow_cancel_report report;
    char line[48];

    if (!vow_cancel_points_try(&trial, &report)) {
        TRACE("%s at point %u of %u, %s cancelled", report.fault, report.at, report.points,
              report.of_function ? "the function" : "who awaits");
        vow_test_expect_trace("no fault\n", __FILE__, __LINE__);
    }
    EXPECT(report.points >= points);
    vow_board_console_write(line, (size_t)snprintf(line, sizeof line, "# %u runs of %u points\n", report.runs, report.points));
}

static inline void try_points(const struct vow_async_function *function, unsigned points)
{
    try_points_and_check(function, points, NULL, NULL);
}

static inline void release_promise(void *promise) { vow_promise_release(promise); }
static inline void release_generator(void *generator) { vow_generator_release(generator); }

#endif
