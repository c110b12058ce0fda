/* SPDX-License-Identifier: MIT */
/* The whole contract between core/ and a processor architecture.
 *
 * A port is a folder arch/NAME/ with these files:
 *   arch.mk           compilers and their options, the linker script, what a board has to set
 *   include/vow/arch.h  struct vow_arch_context, VOW_ARCH_SAVE_WORDS, VOW_ARCH_STACK_SCALE: what public headers need
 *   vow_arch_port.h   the inline functions below
 *   switch.S          the context switch and the register save of a try block
 * and, its own or those of the folder that arch.mk names as ARCH_COMMON:
 *   context.c         the first frame of a new task
 *   above.S or .c     how the loop above the others preempts them (<vow/above.h>)
 * and where no operating system is below:
 *   vectors.S         the entries of reset, interrupts and exceptions
 *   start.c           from reset to main
 *   exception.c       from an exception to its report
 *   stacks.c          the stacks that are no task's: how far they were used
 * The inline functions are declared here as prototypes first, so that a missing or mistyped one does not compile. Those for tools are
 * nothing where no tool listens (arch/common/no_tools.h).
 * Everything else in core/ is plain C that knows no architecture.
 */
#ifndef VOW_ARCH_H
#define VOW_ARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <vow/config.h>

/* Where a stack stands while it does not run. Core reads two fields: `sp`, and of tasks `limit`, the lowest address of
 * the stack. */
struct vow_arch_context;

/* Prepares `context` so that the first switch to it calls vow_task_main_(argument) on the stack [limit, top), of which the guard is
 * the lowest part. `limit` is aligned to VOW_ARCH_STACK_ALIGN, `top` to 16 bytes. vow_task_main_ never returns. */
void vow_arch_context_init(struct vow_arch_context *context, void *limit, void *top, void *argument);

/* Saves the callee-saved registers of the running stack in `from` and goes on where `to` stands. Returns when
 * somebody switches back to `from`. Caller-saved registers need no care: it is a function call.
 * Three forms, because the loop may stand on another stack pointer register than the tasks (MSP and PSP). */
void vow_arch_switch(struct vow_arch_context *from, struct vow_arch_context *to);           /* task to task */
void vow_arch_switch_from_loop(struct vow_arch_context *from, struct vow_arch_context *to); /* loop to task */
void vow_arch_switch_to_loop(struct vow_arch_context *from, struct vow_arch_context *to);   /* task to loop */

/* Tells tools (AddressSanitizer) that the running task ends with the next switch: its stack will not be resumed. */
static inline void vow_arch_context_leaving(struct vow_arch_context *context);

/* A macro, vow_arch_caller(): the return address of the function that it stands in, for panics. Ports without one define theirs. */

/* Masks interrupts and returns the state to give back to vow_arch_irq_restore. They nest. */
static inline uintptr_t vow_arch_irq_save(void);
static inline void vow_arch_irq_restore(uintptr_t state);

/* Restores the state, lets each handler run that is pending then, and masks interrupts again. */
static inline void vow_arch_irq_window(uintptr_t state);

/* With VOW_CONFIG_MASK_PRIORITY the three above mask the handlers of that priority and of less urgent ones, and these two hold all, those
 * above as well; the port defines VOW_ARCH_MASKS_PRIORITIES. Without it they are the same as save and restore. */
static inline uintptr_t vow_arch_irq_hold(void);
static inline void vow_arch_irq_release(uintptr_t state);

#if VOW_CONFIG_MASK_PRIORITY
/* A handler runs that vow_arch_irq_save would not have masked: it may have interrupted any masked section. */
static inline bool vow_arch_is_above_mask(void);
static inline bool vow_arch_is_held(void);
#endif

/* The number of the interrupt or exception whose handler runs, as the processor counts them (0 is none of them); 0: no handler runs. */
static inline unsigned vow_arch_handler(void);

/* A port may have a macro vow_arch_trap_in_handler() that is shorter than a call: in a handler it traps, and exception.c ends the program
 * with the panic below. It stands at the beginning of functions, so the place is known. `call` is a name, `handler` what vow_arch_handler
 * gave. */
_Noreturn void vow_panic_in_handler_(const char *call, unsigned handler, const void *place);

/* Sleeps until an interrupt is pending. Called with interrupts held, after the last look at what interrupts leave
 * behind: an interrupt that arrives between that look and the sleep must end the sleep at once (no lost wake-up), also one that is
 * masked besides. Returns with interrupts still held; the handler runs when the caller lets it. */
static inline void vow_arch_idle(void);

/* Stack guards (VOW_CONFIG_STACK_GUARD). The port's <vow/arch.h> says what they take:
 *   VOW_ARCH_STACK_ALIGN  the blocks of pools are multiples of it, and context.limit is one
 *   VOW_ARCH_GUARD_BYTES  of a stack, from context.limit upwards, that no frame may touch
 *   VOW_ARCH_GUARD_PAD    below context.limit that belong to the same block and are not used
 * Ports say whose stack has overflowed, in a report that has begun (<vow/fault.h>), with the first: a task's; or with the second. The
 * third is the whole report, for a port that notices outside of an exception; it needs a stack that has room. */
void vow_stack_tell_task_(const void *limit, uintptr_t place);
void vow_stack_tell_(const char *who, size_t stack_bytes, uintptr_t place);
_Noreturn void vow_stack_overflowed_(const void *limit, uintptr_t place);

/* A stack is used for the first time; memory of a caller's is his own again. For ports whose guards are kept where they are; the
 * others include "../common/guard_in_switch.h". */
static inline void vow_arch_stack_fresh(void *limit);
static inline void vow_arch_stack_returned(void *limit);

/* Atomic against interrupts, in this order of need: LDREX/STREX or AMO where they exist, a few masked instructions
 * where not (headers of arch/common). The compiler moves no store behind compare_exchange and no load before exchange; the processor needs no
 * barrier, there is one core. compare_exchange may fail for no reason: it stands in a loop. */
static inline __attribute__((always_inline)) bool vow_arch_compare_exchange(uintptr_t *word, uintptr_t *expected,
                                                                            uintptr_t desired);
static inline uintptr_t vow_arch_exchange(uintptr_t *word, uintptr_t desired);

/* Goes to where vow_arch_save (declared in <vow/try.h>) was called. GCC's code uses its own __builtin_setjmp instead. */
_Noreturn void vow_arch_jump(void *registers);

/* For tools: `root`, a loop, is about to stand on the stack on which `running` stands. */
static inline void vow_arch_context_borrows(struct vow_arch_context *root, const struct vow_arch_context *running);

/* For tools, before a throw jumps: the frames between here and `target_frame` die without returning. */
static inline void vow_arch_frames_died(const void *target_frame);

/* For tools: a pool hands out a block, or takes it back. */
static inline void vow_arch_block_taken(void *block, size_t bytes);
static inline void vow_arch_block_freed(void *block, size_t bytes);

/* A loop above the others (core/above.c), in a file above.S or above.c of its own, linked by a program that has one.
 * vow_arch_above_pend, from anywhere, asks the processor to leave what runs outside of handlers, as soon as no handler runs and
 * interrupts are not masked, for vow_loop_above_poll_: that runs outside of handlers, with interrupts let in, on a stack that
 * is not a task's. When it has returned and vow_loop_above_has_work_ says no, what was left goes on, every register of it as it
 * was. No request is lost between that look and the way back. vow_arch_above_start comes before the first one. */
void vow_arch_above_start(void);
void vow_arch_above_pend(void);
void vow_loop_above_poll_(void);
bool vow_loop_above_has_work_(void);

#include "vow_arch_port.h"

#ifndef vow_arch_caller
#define vow_arch_caller() __builtin_return_address(0)
#endif

#if !VOW_CONFIG_MASK_PRIORITY
static inline uintptr_t vow_arch_irq_hold(void) { return vow_arch_irq_save(); }
static inline void vow_arch_irq_release(uintptr_t state) { vow_arch_irq_restore(state); }
#elif !defined(VOW_ARCH_MASKS_PRIORITIES)
#error "VOW_CONFIG_MASK_PRIORITY: this processor masks all interrupts or none"
#endif

#endif
