/* SPDX-License-Identifier: MIT */
/* A task's level. */
#include "internal.h"

#include <vow/level.h>

unsigned vow_task_level(const struct vow_task *task)
{
    NOT_IN_HANDLER();
#if VOW_CONFIG_LEVELS > 1
    return task->level;
#else
    (void)task;
    return 0;
#endif
}

void vow_task_set_level(struct vow_task *task, unsigned level)
{
    NOT_IN_HANDLER();
#if VOW_CONFIG_LEVELS > 1
    ASSERT(level < VOW_CONFIG_LEVELS, "vow_task_set_level: there is no such level");
    task->level = (uint8_t)level;
#else
    (void)task, (void)level;
#endif
}
