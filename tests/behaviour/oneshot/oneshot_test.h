/* SPDX-License-Identifier: MIT */
/* What the tests of one-shot timers share. Emulated boards run one instruction a nanosecond (-icount shift=0), so what the handler's
 * entry may cost is known; on native no time passes while the program computes. */
#ifndef VOW_TESTS_ONESHOT_TEST_H
#define VOW_TESTS_ONESHOT_TEST_H

#include "../../harness/irq.h"
#include "../../harness/script.h"

#include <string.h>

#include <vow/board.h>
#include <vow/board_oneshot.h>
#include <vow/irq.h>

/* A deadline's lateness in instructions, and one count more for an alarm that is not the count itself. Without ticks the clock is put
 * right before any handler runs. */
enum { MOST_INSTRUCTIONS_LATE = VOW_CONFIG_TICKLESS ? 800 : 200 };

static struct vow_oneshot *const oneshot = &vow_board_oneshot;
static uint32_t due, fired_at;
static unsigned fired;

/* QEMU runs an instruction a nanosecond; rp2040js counts the chip's cycles, two for an instruction at most on the mean. */
static inline uint32_t latest(void)
{
    const uint32_t hz = strcmp(vow_board_name, "rpi-pico") == 0 ? vow_board_core_hz() / 2 : 1000000000u;

    return 1 + (uint32_t)((uint64_t)MOST_INSTRUCTIONS_LATE * vow_oneshot_counts_hz(oneshot) / hz);
}
static inline uint32_t counts_of_us(uint32_t us) { return vow_oneshot_counts_from_us(oneshot, us); }

static inline void note(void *argument)
{
    (void)argument;
    fired_at = vow_oneshot_now(oneshot);
    fired++;
}

static inline void open(void)
{
    vow_board_oneshot_open();
    fired = 0;
}

static inline void start(uint32_t counts)
{
    due = vow_oneshot_now(oneshot) + counts;
    vow_oneshot_start_at(oneshot, due, note, NULL);
}

/* Without a sleep of the loop no time passes on native. */
static inline void wait_us(uint32_t us)
{
    const uint32_t from = vow_oneshot_now(oneshot);

    while (vow_oneshot_now(oneshot) - from < counts_of_us(us))
        vow_sleep_ms(1);
}

static inline void expect_on_time(void)
{
    EXPECT((int32_t)(fired_at - due) >= 0);
    EXPECT((int32_t)(fired_at - due) <= (int32_t)latest());
}

#endif
