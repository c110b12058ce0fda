/* SPDX-License-Identifier: MIT */
/* What all watchdogs share: the list of who must be alive, and the timer that feeds. */
#include <vow/watchdog_driver.h>

#include <vow/fault.h>
#include <vow/irq.h>

/* A task that has ended is told by its name alone. */
static const char *what_is_awaited(const struct vow_task *task)
{
    for (const struct vow_task *live = vow_task_next(NULL); live; live = vow_task_next(live))
        if (live == task)
            return vow_task_awaits(task);
    return NULL;
}

static _Noreturn void report(const struct vow_watchdog_entry *entry)
{
    const char *awaited = what_is_awaited(entry->task);

    vow_fault_begin();
    vow_fault_text("panic: watchdog: ");
    vow_fault_text(entry->name);
    vow_fault_decimal(" was not alive for ", entry->period_ms);
    vow_fault_text(awaited ? " ms, it awaits " : " ms");
    vow_fault_text(awaited ? awaited : "");
    vow_fault_text("\n");
    vow_hook_fault();
}

static void feed(void *argument)
{
    struct vow_watchdog *watchdog = argument;

    for (const struct vow_watchdog_entry *entry = watchdog->entries; entry; entry = entry->next)
        if (entry->due < vow_clock_now())
            report(entry);
    watchdog->fed_at = (uint32_t)vow_clock_now();
    watchdog->feed(watchdog);
    vow_timer_start_ms(&watchdog->timer, watchdog->feed_ms, feed, watchdog);
}

void vow_watchdog_start(struct vow_watchdog *watchdog, void (*feed_device)(struct vow_watchdog *watchdog), void *device,
                        uint32_t timeout_ms)
{
    VOW_NOT_IN_HANDLER_();
    watchdog->feed = feed_device;
    watchdog->device = device;
    watchdog->feed_ms = timeout_ms / 4; /* the loop's clock may be late against the device's: by ticks that were masked */
    feed(watchdog);
}

bool vow_watchdog_is_late_from_isr(struct vow_watchdog *watchdog)
{
    if (!watchdog->feed || (uint32_t)vow_clock_now() - watchdog->fed_at < vow_ticks_from_ms(watchdog->feed_ms * 7 / 2))
        return false;
    if (!watchdog->is_late)
        watchdog->feed(watchdog);
    watchdog->is_late = true;
    return true;
}

void vow_watchdog_alive(struct vow_watchdog_entry *entry)
{
    VOW_NOT_IN_HANDLER_();
    entry->due = vow_clock_now() + vow_ticks_from_ms(entry->period_ms);
}

void vow_watchdog_register(struct vow_watchdog *watchdog, struct vow_watchdog_entry *entry, const char *name, uint32_t period_ms)
{
    VOW_NOT_IN_HANDLER_();
    vow_watchdog_unregister(watchdog, entry);
    entry->next = watchdog->entries;
    entry->name = name;
    entry->task = vow_task_current();
    entry->period_ms = period_ms;
    watchdog->entries = entry;
    vow_watchdog_alive(entry);
}

void vow_watchdog_unregister(struct vow_watchdog *watchdog, struct vow_watchdog_entry *entry)
{
    VOW_NOT_IN_HANDLER_();
    struct vow_watchdog_entry **link = &watchdog->entries;

    while (*link && *link != entry)
        link = &(*link)->next;
    if (*link)
        *link = entry->next;
}
