/* SPDX-License-Identifier: MIT */
/* One function for each of many items, so many at a time: a group whose children's values go straight to the caller's array. */
#include "group.h"

void vow_group_delivered_(struct vow_reaction *reaction)
{
    const struct vow_group_child *child = CONTAINER_OF(reaction, struct vow_group_child, reaction);

    if (child->reason.p && child->promise->node.state < VOW_REJECTED)
        *(vow_value *)child->reason.p = child->promise->value;
    vow_group_ended_(reaction);
}

void vow_await_each(const struct vow_async_function *function, const void *items, size_t item_bytes, size_t count,
                    uint16_t at_once, vow_value *values)
{
    NOT_IN_HANDLER();
    VOW_GROUP(group) {
        vow_group_limit(&group, at_once);
        for (size_t i = 0; i < count; i++) {
            const struct vow_bound_function call = { function, (const char *)items + i * item_bytes, item_bytes };

            vow_group_start_(&group, &call, vow_group_delivered_, values ? &values[i] : NULL);
        }
    }
}
