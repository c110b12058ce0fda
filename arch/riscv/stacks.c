/* SPDX-License-Identifier: MIT */
/* The stacks of the loop and of handlers, for listings. */
#include "../common/painted.h"
#include "guard.h"

#include <vow/board.h>

static void fill(struct vow_board_stack *stack, const char *name, const char *bottom, const char *top)
{
    const char *lowest = bottom + VOW_ARCH_GUARD_BYTES;

    stack->name = name;
    stack->size = (size_t)(top - lowest);
    stack->used = vow_painted_used_(lowest, top);
}

bool vow_board_stack(unsigned number, struct vow_board_stack *stack)
{
    if (number == 0)
        fill(stack, "loop", vow_link_main_stack_bottom, vow_link_main_stack_top);
    else if (number == 1)
        fill(stack, "handlers", vow_link_interrupt_stack_bottom, vow_link_interrupt_stack_top);
    return number <= 1;
}
