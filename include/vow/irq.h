/* SPDX-License-Identifier: MIT */
#ifndef VOW_IRQ_H
#define VOW_IRQ_H

#include <stdbool.h>
#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/* Rules for handlers above VOW_CONFIG_MASK_PRIORITY
 *  - They may call vow_promise_resolve_from_isr, vow_promise_reject_from_isr, vow_event_set_from_isr, vow_clock_now, and vow_irq_disable,
 *    vow_irq_pend and vow_irq_clear of <vow/irq_controller.h>. All else may have been interrupted by them half-way.
 *  - For the rest they pend an interrupt that is not above: its handler may do what handlers may.
 *  - A mask does not keep them away: who shares something with one disables its interrupt.
 *  - They are held for the last look before each sleep, and while the clock carries, once in 2^32 ticks.
 *  - With VOW_CONFIG_TICKLESS one that comes in a sleep, or before the clock is put right after it, sees the time at which the sleep began.
 *  - The NVIC's priorities are grouped as after reset: a group with handlers on both sides would be masked whole. */

/** Masks interrupts, for drivers: keep it to a few instructions. Calls nest: give each state back, last one first. Handlers
 *  above VOW_CONFIG_MASK_PRIORITY are let through.
 *  @return the state for vow_irq_restore   @context any but a handler above   @suspends no; do not suspend in between */
uintptr_t vow_irq_save(void);
void vow_irq_restore(uintptr_t state);

/** Sleeps until an interrupt is pending, masked ones too; at once if one is, or if a handler above VOW_CONFIG_MASK_PRIORITY has handed
 *  something over to vow_main_loop. For vow_hook_idle: with that option a WFI of its own would not end for what is masked.
 *  @context loop, init, with interrupts masked   @suspends no: the processor waits */
void vow_irq_wait(void);

/** True in an interrupt handler.   @context any */
bool vow_irq_in_handler(void);

/** At the beginning of a driver's function that handlers call: with VOW_CONFIG_HANDLER_CHECK a panic in a handler above
 *  VOW_CONFIG_MASK_PRIORITY, with the function's name. While all handlers are held (PRIMASK) nobody looks: so reports are
 *  written.   @context any */
#if VOW_CONFIG_MASK_PRIORITY && VOW_CONFIG_HANDLER_CHECK
#define VOW_IRQ_BELOW_MASK() vow_irq_below_mask_(__func__, __builtin_return_address(0))
void vow_irq_below_mask_(const char *call, const void *place);
#else
#define VOW_IRQ_BELOW_MASK() ((void)0)
#endif

/* At the beginning of functions outside of core that handlers may not call (VOW_CONFIG_HANDLER_CHECK). With 1 those that call core
 * before they change anything leave it to core to look. */
#if VOW_CONFIG_HANDLER_CHECK
void vow_not_in_handler_(const char *call);
#define VOW_NOT_IN_HANDLER_() vow_not_in_handler_(__func__)
#else
#define VOW_NOT_IN_HANDLER_() (void)0
#endif
#if VOW_CONFIG_HANDLER_CHECK == 2
#define VOW_NOT_IN_HANDLER_NOR_CALLEE_() vow_not_in_handler_(__func__)
#else
#define VOW_NOT_IN_HANDLER_NOR_CALLEE_() (void)0
#endif

VOW_END_DECLARATIONS

#endif
