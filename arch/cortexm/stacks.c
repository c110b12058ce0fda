/* SPDX-License-Identifier: MIT */
/* The main stack, for listings. */
#include "../arch.h"
#include "../common/painted.h"

#include <vow/board.h>

extern const char vow_link_main_stack_bottom[], vow_link_main_stack_top[];

bool vow_board_stack(unsigned number, struct vow_board_stack *stack)
{
    const char *lowest = vow_link_main_stack_bottom + VOW_ARCH_GUARD_BYTES;

    if (number != 0)
        return false;
    stack->name = "loop, handlers";
    stack->size = (size_t)(vow_link_main_stack_top - lowest);
    stack->used = vow_painted_used_(lowest, vow_link_main_stack_top);
    return true;
}
