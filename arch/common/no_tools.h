/* SPDX-License-Identifier: MIT */
/* For a port's vow_arch_port.h: what arch.h tells tools, where none listens. */
#ifndef VOW_ARCH_NO_TOOLS_H
#define VOW_ARCH_NO_TOOLS_H

static inline void vow_arch_context_leaving(struct vow_arch_context *context) { (void)context; }
static inline void vow_arch_context_borrows(struct vow_arch_context *root, const struct vow_arch_context *running)
{
    (void)root, (void)running;
}
static inline void vow_arch_frames_died(const void *target_frame) { (void)target_frame; }
static inline void vow_arch_block_taken(void *block, size_t bytes) { (void)block, (void)bytes; }
static inline void vow_arch_block_freed(void *block, size_t bytes) { (void)block, (void)bytes; }

#endif
