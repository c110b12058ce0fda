/* SPDX-License-Identifier: MIT */
/* RISC-V: the first frame of a task, as vow_arch_switch would have left it. */
#include "arch.h"

void vow_arch_task_start_(void);

/* What vow_arch_switch loads. */
struct frame {
    uintptr_t ra, s0, s[11];
};

_Static_assert(offsetof(struct vow_arch_context, sp) == 0, "switch.S stores sp at offset 0");
_Static_assert(offsetof(struct vow_arch_context, limit) == sizeof(void *), "switch.S loads limit from word 1");
_Static_assert(offsetof(struct frame, ra) == 0, "switch.S loads ra from word 0");
_Static_assert(offsetof(struct frame, s0) == 1 * sizeof(uintptr_t), "switch.S loads s0 from word 1");
_Static_assert(offsetof(struct frame, s) == 2 * sizeof(uintptr_t), "switch.S loads s1 to s11 from word 2 on");
_Static_assert(sizeof(struct frame) == 13 * sizeof(uintptr_t), "switch.S loads thirteen words");
/* psABI: sp is a multiple of 16 at every call. `top` is one, and the frame is taken off whole. */

void vow_arch_context_init(struct vow_arch_context *context, void *limit, void *top, void *argument)
{
    struct frame *frame = (struct frame *)top - 1;

    frame->s0 = (uintptr_t)argument;
    frame->ra = (uintptr_t)vow_arch_task_start_;
    context->sp = frame;
    context->limit = limit;
}
