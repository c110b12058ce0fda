/* SPDX-License-Identifier: MIT */
/* The first frame of a task, as vow_arch_switch would have left it. */
#include "../arch.h"

#include <stdint.h>

void vow_arch_task_start_(void);

/* What vow_arch_switch pops: r4-r11 in the port's order, and pc. The port's vow_arch_task_start_ takes the argument from the register
 * that comes first. */
struct frame {
    void *argument;
    uintptr_t others[7];
    void (*start)(void);
};

_Static_assert(offsetof(struct vow_arch_context, sp) == 0, "switch.S stores sp at offset 0");
#ifdef VOW_ARCH_MARGIN_BYTES
_Static_assert(offsetof(struct vow_arch_context, psplim) == 4, "switch.S loads PSPLIM from offset 4");
_Static_assert(offsetof(struct vow_arch_context, limit) == 8, "switch.S keeps the loop's CONTROL at offset 8");
#else
_Static_assert(offsetof(struct vow_arch_context, limit) == 4, "switch.S keeps the loop's CONTROL at offset 4");
#endif
_Static_assert(offsetof(struct frame, argument) == 0, "the port's vow_arch_task_start_ takes the register that is popped first");
_Static_assert(offsetof(struct frame, others) == 4, "switch.S pops seven registers behind it");
_Static_assert(offsetof(struct frame, start) == 8 * 4, "switch.S pops pc behind eight registers");
_Static_assert(sizeof(struct frame) == 9 * 4, "switch.S pops nine words");
/* AAPCS32 6.2.1.2: sp is a multiple of 8 at every call. `top` is a multiple of 16 and the frame is popped whole. */

void vow_arch_context_init(struct vow_arch_context *context, void *limit, void *top, void *argument)
{
    struct frame *frame = (struct frame *)top - 1;

    frame->argument = argument;
    frame->start = vow_arch_task_start_;
    context->sp = frame;
    context->limit = limit;
#ifdef VOW_ARCH_MARGIN_BYTES
    context->psplim = (char *)limit + VOW_ARCH_MARGIN_BYTES;
#elif defined(VOW_ARCH_CANARY) && VOW_CONFIG_STACK_GUARD
    *(uint32_t *)limit = VOW_ARCH_CANARY;
#endif
}
