/* SPDX-License-Identifier: MIT */
/* wasm32: what WebAssembly cannot do. Its call stack belongs to the host: there is no second one to switch to, and no
 * jump across frames. Both halves are cut where they meet core:
 *
 *   tasks   each function that would leave a stack panics. The loop, promises, then and thenables never get here.
 *   throws  vow_arch_save says "saved" and saves nothing. vow_arch_jump asks the host to throw an exception of its own,
 *           which takes the WebAssembly frames down to the host's call of vow_loop_poll. The host calls it again, and
 *           that is what a jump to the loop means: the queue goes on with the next job. A jump to a try block cannot be
 *           made so; vow_wasm_unwind_ must panic unless `registers` are the loop's. */
#include "arch.h"

/* Both are the program's. */
_Noreturn void vow_wasm_panic_(const char *what);
_Noreturn void vow_wasm_unwind_(void *registers);
int vow_arch_save(void **words) __attribute__((returns_twice));

static const char cannot_switch[] = "wasm32 has no stacks to switch: tasks do not run";

void vow_arch_context_init(struct vow_arch_context *context, void *limit, void *top, void *argument)
{
    (void)context, (void)limit, (void)top, (void)argument;
    vow_wasm_panic_(cannot_switch);
}

void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to)
{
    (void)from, (void)to;
    vow_wasm_panic_(cannot_switch);
}

void vow_arch_switch_from_loop(struct vow_arch_context *from, struct vow_arch_context *to) { vow_arch_switch(from, to); }
void vow_arch_switch_to_loop(struct vow_arch_context *from, struct vow_arch_context *to) { vow_arch_switch(from, to); }

int vow_arch_save(void **words)
{
    (void)words;
    return 0;
}

void vow_arch_jump(void *registers) { vow_wasm_unwind_(registers); }
