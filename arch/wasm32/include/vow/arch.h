/* SPDX-License-Identifier: MIT */
/* wasm32 (WebAssembly inside a host): what public headers need to know of the architecture. */
#ifndef VOW_ARCH_TYPES_H
#define VOW_ARCH_TYPES_H

/* No stack but the host's can be left and resumed, so there are no tasks (switch.c). Core names the two fields. */
struct vow_arch_context {
    void *sp;
    void *limit;
};

/* A return is the host's to undo: nothing is saved (switch.c). */
#define VOW_ARCH_SAVE_WORDS 1

#define VOW_ARCH_STACK_SCALE 1
#define VOW_ARCH_STACK_ALIGN 32
#define VOW_ARCH_GUARD_BYTES 0
#define VOW_ARCH_GUARD_PAD 0

#endif
