/* SPDX-License-Identifier: MIT */
/* native: the first frame of a task, and the switches, each announced to AddressSanitizer. */
#define _GNU_SOURCE
#include "arch.h"

#include <pthread.h>

void vow_native_switch_(struct vow_arch_context *from, struct vow_arch_context *to);
void vow_arch_task_start_(void);
_Noreturn void vow_task_main_(void *argument);
_Noreturn void vow_native_task_start_(void *argument);

/* What vow_native_switch_ pops. */
struct frame {
    uint32_t mxcsr;
    uint16_t x87_control, unused;
    uintptr_t r15, r14, r13, r12, rbx, rbp, start;
};

/* What a process begins with (psABI, 3.4.1): exceptions masked, rounding to nearest, x87 with extended precision. */
enum { INITIAL_MXCSR = 0x1f80, INITIAL_X87_CONTROL = 0x37f };

_Static_assert(offsetof(struct vow_arch_context, sp) == 0, "switch.S stores sp at offset 0");
_Static_assert(offsetof(struct frame, mxcsr) == 0 && offsetof(struct frame, x87_control) == 4, "switch.S loads them from there");
_Static_assert(offsetof(struct frame, r12) == 8 + 3 * 8, "r12 is popped fourth");
_Static_assert(offsetof(struct frame, rbp) == 8 + 5 * 8, "rbp is popped sixth");
_Static_assert(offsetof(struct frame, start) == 8 + 6 * 8, "switch.S returns to the word behind six registers");
_Static_assert(sizeof(struct frame) % 16 == 0, "entry stack alignment");

void vow_arch_context_init(struct vow_arch_context *context, void *limit, void *top, void *argument)
{
    struct frame *frame = (struct frame *)top - 1;

    frame->mxcsr = INITIAL_MXCSR;
    frame->x87_control = INITIAL_X87_CONTROL;
    frame->r12 = (uintptr_t)argument;
    frame->rbp = 0;
    frame->start = (uintptr_t)vow_arch_task_start_;
    context->sp = frame;
    context->limit = limit;
    context->top = top;
    context->fake_stack = NULL;
}

#if VOW_NATIVE_ASAN
/* Dead frames are found in the fake stack only. ASAN_OPTIONS of the environment still wins. Not weak: Clang's runtime has
 * a weak one, which comes first. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_stack_use_after_return=1"; }

void __sanitizer_start_switch_fiber(void **fake_stack, const void *bottom, size_t bytes);
void __sanitizer_finish_switch_fiber(void *fake_stack, const void **old_bottom, size_t *old_bytes);
void *__asan_get_current_fake_stack(void);
void *__asan_addr_is_in_fake_stack(void *fake_stack, void *address, void **begin, void **end);

static void announced_switch(struct vow_arch_context *from, struct vow_arch_context *to)
{
    __sanitizer_start_switch_fiber(from->top ? &from->fake_stack : NULL, to->limit,
                                   (size_t)((char *)to->top - (char *)to->limit));
    vow_native_switch_(from, to);
    __sanitizer_finish_switch_fiber(from->fake_stack, NULL, NULL);
}

void vow_native_task_start_(void *argument)
{
    __sanitizer_finish_switch_fiber(NULL, NULL, NULL);
    vow_task_main_(argument);
}

/* A throw leaves frames without their epilogues. With detect_stack_use_after_return each such frame's variables lie in
 * a block of the fake stack whose address is somewhere among the dead words: poison those blocks, so that a read of a
 * dead frame is reported. A block is unpoisoned by AddressSanitizer when it is handed out again. */
__attribute__((no_sanitize("address"))) void vow_native_frames_died_(const void *target_frame)
{
    void *fake_stack = __asan_get_current_fake_stack();
    void **word = __builtin_frame_address(0);
    const void *real = fake_stack ? __asan_addr_is_in_fake_stack(fake_stack, (void *)target_frame, NULL, NULL) : NULL;

    if (real)
        target_frame = real; /* it is a variable of a frame that lies in the fake stack itself */
    for (; fake_stack && word < (void **)target_frame; word++) {
        void *begin, *end, *frame = __asan_addr_is_in_fake_stack(fake_stack, *word, &begin, &end);

        if (frame && frame < target_frame)
            __asan_poison_memory_region(begin, (size_t)((char *)end - (char *)begin));
    }
}

static void find_process_stack(struct vow_arch_context *loop)
{
    pthread_attr_t attributes;
    void *bottom;
    size_t bytes;

    if (loop->limit)
        return;
    pthread_getattr_np(pthread_self(), &attributes);
    pthread_attr_getstack(&attributes, &bottom, &bytes);
    pthread_attr_destroy(&attributes);
    loop->limit = bottom;
    loop->top = (char *)bottom + bytes;
}
#else
#define announced_switch vow_native_switch_
#define find_process_stack(loop) (void)(loop)

void vow_native_task_start_(void *argument) { vow_task_main_(argument); }
#endif

void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to) { announced_switch(from, to); }

void vow_arch_switch_from_loop(struct vow_arch_context *from, struct vow_arch_context *to)
{
    find_process_stack(from);
    announced_switch(from, to);
}

void vow_arch_switch_to_loop(struct vow_arch_context *from, struct vow_arch_context *to) { announced_switch(from, to); }
