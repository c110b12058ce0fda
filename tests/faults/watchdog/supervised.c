/* SPDX-License-Identifier: MIT */
/* A task that a watchdog supervises, cancelled at each await: the watchdog keeps no entry of a frame that is gone, and feeds on. The
 * hardware is a counter. */
#include "../points.h"

#include <vow/watchdog_driver.h>

enum { FEED_MS = 4 };

static struct vow_watchdog watchdog;
static unsigned fed;

static void count_feeding(struct vow_watchdog *fed_one)
{
    (void)fed_one;
    fed++;
}

static void unregister(void *entry) { vow_watchdog_unregister(&watchdog, entry); }

static void clean_up_slowly(void *entry)
{
    vow_sleep_ms(2);
    vow_watchdog_alive(entry);
    vow_sleep_ms(2);
}

ASYNC(samples)
{
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}

ASYNC(supervised)
{
    struct vow_watchdog_entry entry = { 0 };
    VOW_DEFER(unregister, &entry);

    vow_watchdog_register(&watchdog, &entry, "supervised", 8);
    VOW_DEFER(clean_up_slowly, &entry);
    for (int i = 0; i < 3; i++) {
        vow_await(call(samples));
        vow_watchdog_alive(&entry);
        vow_await_timeout_ms(vow_delay_ms(100), 2, NULL);
        vow_watchdog_alive(&entry);
    }
    return VOW_UNDEFINED;
}

static const char *supervises_nobody_and_feeds(void *context)
{
    unsigned before = fed;

    (void)context;
    if (watchdog.entries)
        return "a task that is over is still supervised";
    vow_sleep_ms(2 * FEED_MS);
    return fed > before ? NULL : "the watchdog is not fed any more";
}

VOW_TEST(cancel_points_of_a_supervised_task)
{
    vow_watchdog_start(&watchdog, count_feeding, NULL, 4 * FEED_MS);
    try_points_and_check(&supervised_fn, 24, NULL, supervises_nobody_and_feeds);
    vow_timer_stop(&watchdog.timer);
}
