/* SPDX-License-Identifier: MIT */
/* A driver and a lock with an error each: cancel points find it. */
#include "points.h"

/* ---- a driver that takes a byte every 5 ms ---- */

static struct driver {
    struct vow_source source;
    struct vow_timer timer;
    struct vow_promise *promise;
    int arrived, told;
    bool forgets, stays;
} driver;

static void byte_arrives(void *argument)
{
    struct vow_promise *promise = driver.promise;

    (void)argument;
    driver.promise = NULL;
    vow_promise_resolve(promise, vow_int(++driver.arrived));
}

static enum vow_cancel_outcome take_back(struct vow_source *source, struct vow_promise *promise)
{
    (void)source;
    if (driver.forgets)
        driver.arrived++; /* what it had got is gone */
    if (driver.stays)
        vow_promise_retain(promise);
    else
        vow_timer_stop(&driver.timer);
    vow_promise_reject(promise, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;
}

static struct vow_promise *read_byte(void)
{
    static const struct vow_source_methods methods = { "driver", take_back };
    struct vow_promise *promise = vow_promise_new("driver");

    driver.source.methods = &methods;
    vow_promise_set_source(promise, &driver.source);
    driver.promise = vow_promise_retain(promise);
    vow_timer_start_ms(&driver.timer, 5, byte_arrives, NULL);
    return promise;
}

ASYNC(reads)
{
    for (int i = 0; i < 3; i++)
        driver.told = (int)vow_await(read_byte()).i;
    return VOW_UNDEFINED;
}

static const char *no_byte_is_missing(void *context)
{
    (void)context;
    return driver.arrived == driver.told ? NULL : "a byte is missing";
}

static void try_driver(const char *fault)
{
    struct vow_cancel_trial trial = { .function = &reads_fn, .check = no_byte_is_missing };
    struct vow_cancel_report report;

    vow_cancel_points_try(&trial, &report);
    TRACE("%s", report.fault ? report.fault : "nothing");
    vow_test_expect_trace(fault, __FILE__, __LINE__);
    vow_sleep_ms(10);
}

VOW_TEST(cancel_points_of_a_driver_without_an_error)
{
    driver = (struct driver){ .arrived = 0 };
    try_driver("nothing\n");
}

VOW_TEST(cancel_points_find_a_driver_that_loses_a_byte)
{
    driver = (struct driver){ .forgets = true };
    try_driver("a byte is missing\n");
}

VOW_TEST(cancel_points_find_a_driver_that_does_not_stop)
{
    driver = (struct driver){ .stays = true };
    try_driver("a timer is still active\n");
}

/* ---- a lock that does not know who waits ---- */

static bool locked;

static void unlock_when_over(void *argument)
{
    (void)argument;
    locked = false;
}

ASYNC(locks_by_hand)
{
    locked = true;
    vow_sleep_ms(1); /* and only then is the unlocking deferred */
    VOW_DEFER(unlock_when_over, NULL);
    vow_sleep_ms(1);
    return VOW_UNDEFINED;
}

static const char *lock_is_free(void *context)
{
    bool was_locked = locked;

    (void)context;
    locked = false;
    return was_locked ? "the lock is held" : NULL;
}

VOW_TEST(cancel_points_find_a_lock_that_stays_held)
{
    struct vow_cancel_trial trial = { .function = &locks_by_hand_fn, .check = lock_is_free };
    struct vow_cancel_report report;

    EXPECT(!vow_cancel_points_try(&trial, &report));
    TRACE("%s", report.fault);
    EXPECT_TRACE("the lock is held\n");
}
