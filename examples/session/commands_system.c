/* SPDX-License-Identifier: MIT */
/* What the system is doing. */
#include "session.h"

enum { TASKS = 48 };

/* Not on the stack: there can be many. A second ps at the same time shows the first one newer rows. */
static struct row {
    const char *name, *state, *awaits;
    unsigned used, size;
} rows[TASKS];

/* All at once, because tasks come and go while a line is printed. */
static int list_tasks(void)
{
    int count = 0, system_stacks = 0;

    for (const struct vow_task *task = vow_task_next(NULL); task && count < TASKS; task = vow_task_next(task)) {
        const char *awaits = vow_task_awaits(task);

        rows[count++] = (struct row){
            .name = vow_task_name(task),
            .state = awaits ? "waiting" : task == vow_task_current() ? "running" : "ready",
            .awaits = awaits ? awaits : "-",
            .used = (unsigned)vow_task_stack_used(task),
            .size = (unsigned)vow_task_stack_size(task),
        };
    }
    for (struct vow_board_stack stack; count < TASKS && vow_board_stack((unsigned)system_stacks, &stack); system_stacks++)
        rows[count++] = (struct row){ stack.name, "-", "-", (unsigned)stack.used, (unsigned)stack.size };
    return count;
}

static vow_value ps(void *argument)
{
    int count = list_tasks();

    say("%-14s %-8s %-20s %s", "task", "state", "awaits", "stack used");
    for (int i = 0; i < count; i++)
        say("%-14s %-8s %-20s %u of %u", rows[i].name, rows[i].state, rows[i].awaits, rows[i].used, rows[i].size);
    say("heartbeat: %u beats", heartbeats());
    return vow_pointer(argument);
}

static void show_pool(const char *name, enum vow_pool_kind kind)
{
    struct vow_pool_usage usage = vow_pool_usage(kind);

    say("%-9s %u of %u free", name, usage.free, usage.total);
}

static vow_value mem(void *argument)
{
    show_pool("promises", VOW_POOL_PROMISES);
    show_pool("records", VOW_POOL_RECORDS);
    show_pool("stacks", VOW_POOL_STACKS);
    say("%-9s %lu of %lu bytes used", "flash", (unsigned long)vow_board_flash_used(),
        (unsigned long)vow_board_flash_size());
    say("%-9s %lu of %lu bytes used", "RAM", (unsigned long)vow_board_ram_used(), (unsigned long)vow_board_ram_size());
    return vow_pointer(argument);
}

const struct vow_async_function ps_fn = VOW_ASYNC_FUNCTION(ps, 0, SMALL_STACK);
const struct vow_async_function mem_fn = VOW_ASYNC_FUNCTION(mem, 0, SMALL_STACK);
