/* SPDX-License-Identifier: MIT */
#ifndef VOW_WATCHDOG_H
#define VOW_WATCHDOG_H

#include <vow/loop.h>

VOW_BEGIN_DECLARATIONS

/* Rules for watchdogs
 *  - The board opens one (<vow/board_watchdog.h>). A timer of the loop feeds the hardware four times in its time; nothing else does. So a task
 *    that never awaits, microtasks without an end and interrupts that leave no time all stop the feeding: the hardware's first
 *    stage ends in a report that says who ran, and its second one resets the board if that report does not. Where the hardware has only
 *    that one, the clock's tick is the first: an eighth of the time before (docs/RELIABILITY.md: what it does not see).
 *  - A task that awaits for ever stops nothing. So tasks that matter register an entry and say vow_watchdog_alive() at least once
 *    a period: before the hardware is fed, an entry that is late ends in a report with its name (<vow/fault.h>).
 *  - VOW_CONFIG_MICROTASK_LIMIT tells an endless chain of microtasks by name, and sooner. */

/* One supervised task. Zeroed before its first use; the memory is the caller's. Private. */
struct vow_watchdog_entry {
    struct vow_watchdog_entry *next;
    const char *name;
    const struct vow_task *task; /* who registered it */
    vow_time due;
    uint32_t period_ms;
};

/* Drivers fill it (<vow/watchdog_driver.h>). Private. */
struct vow_watchdog {
    struct vow_timer timer;
    struct vow_watchdog_entry *entries;
    void (*feed)(struct vow_watchdog *watchdog);
    void *device;
    uint32_t feed_ms, fed_at; /* the clock's low word */
    bool is_late;
};

/** Supervises from now on: vow_watchdog_alive() must be called at least every `period_ms`.
 *  @param name  for the report, a static string
 *  @memory borrows entry until it is unregistered   @context task, loop   @suspends no   @cancel - */
void vow_watchdog_register(struct vow_watchdog *watchdog, struct vow_watchdog_entry *entry, const char *name, uint32_t period_ms);

/** Ends it. Harmless on an entry that is not registered.   @context task, loop   @suspends no   @cancel - */
void vow_watchdog_unregister(struct vow_watchdog *watchdog, struct vow_watchdog_entry *entry);

/** The task has made progress.   @context task, loop   @suspends no   @cancel - */
void vow_watchdog_alive(struct vow_watchdog_entry *entry);

VOW_END_DECLARATIONS

#endif
