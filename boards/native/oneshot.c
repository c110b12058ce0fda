/* SPDX-License-Identifier: MIT */
/* The simulated clock as a one-shot timer. Time passes while the loop is idle: a deadline is never late while the clock is virtual. */
#include <vow/board_oneshot.h>
#include <vow/native.h>
#include <vow/oneshot_driver.h>

#include "native_board.h"

struct vow_oneshot vow_board_oneshot;

static uint64_t alarm_due = UINT64_MAX;

uint64_t vow_native_oneshot_due(void) { return alarm_due; }

static uint32_t now(const struct vow_oneshot *oneshot)
{
    (void)oneshot;
    return (uint32_t)vow_native_count();
}

static void disarm(struct vow_oneshot *oneshot)
{
    (void)oneshot;
    alarm_due = UINT64_MAX;
}

static void arm(struct vow_oneshot *oneshot, uint32_t due)
{
    const uint64_t count = vow_native_count();
    const int32_t left = (int32_t)(due - (uint32_t)count);

    disarm(oneshot);
    if (left > 0)
        alarm_due = count + (uint32_t)left;
    else
        vow_native_raise(VOW_NATIVE_ONESHOT);
}

static void handler(void)
{
    disarm(&vow_board_oneshot);
    vow_oneshot_fire_from_isr(&vow_board_oneshot);
}

void vow_board_oneshot_open(void)
{
    static const struct vow_oneshot_driver driver = { now, arm, disarm };

    disarm(&vow_board_oneshot);
    vow_oneshot_init(&vow_board_oneshot, &vow_main_loop, &driver, NULL, VOW_NATIVE_COUNTS_HZ);
    vow_native_connect(VOW_NATIVE_ONESHOT, VOW_NATIVE_PRIORITY, handler);
}
