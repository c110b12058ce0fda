/* SPDX-License-Identifier: MIT */
/* Every option of Vow, with its default. Set them with -DNAME=value, or write a header of your own with the ones that
 * differ and pass -DVOW_CONFIG_FILE='"my_vow_config.h"'. The library and everything that includes <vow/...> must be
 * compiled with the same options: they shape the structures. */
#ifndef VOW_CONFIG_H
#define VOW_CONFIG_H

#ifdef VOW_CONFIG_FILE
#include VOW_CONFIG_FILE
#endif

/* 1: objects remember whether they live. A second release, a use after the last release and a stack block freed twice
 * panic by name, and so does a task that ends with a mutex locked; vow_loop_live() tells what leaked. Costs a few instructions an
 * operation, and a word of RAM for each task. */
#ifndef VOW_CONFIG_DEBUG
#define VOW_CONFIG_DEBUG 0
#endif

/* 1: wrong calls (await outside a task, yield outside its generator, leaving a VOW_TRY_FINALLY early) panic with a
 * message. 0: they are undefined; saves about 300 bytes of flash. */
#ifndef VOW_CONFIG_ASSERT
#define VOW_CONFIG_ASSERT 1
#endif

/* What looks for calls that are for tasks and callbacks, made in an interrupt handler (docs/RELIABILITY.md). 2: each panics with its name and
 * the handler's ("vow_await in handler 42"), at 5 instructions and about 28 bytes a function; debug builds have it. 1: the same, but a
 * Cortex-M has the place of the call instead of its name ("a wrong call in handler 42"), at 2 instructions and 8 bytes a function. 0: nobody.
 * A program that runs a loop in a handler chooses 2 or 0. */
#ifndef VOW_CONFIG_HANDLER_CHECK
#if VOW_CONFIG_DEBUG
#define VOW_CONFIG_HANDLER_CHECK 2
#else
#define VOW_CONFIG_HANDLER_CHECK 1
#endif
#endif

/* The priority, as the NVIC has it, from which on Vow masks handlers: 0x20, 0x40, 0x60 or 0x80. Handlers above it, with a smaller number,
 * are never masked, and held for the last look before each sleep alone, 10 instructions (14 with an FPU); <vow/irq.h> says what they may
 * call. 0x40 puts VOW_IRQ_MOST_URGENT above, 0x80 VOW_IRQ_URGENT, too; boards' own handlers are below. It takes BASEPRI, of ARMv7-M and
 * ARMv8-M Mainline; a mask costs an instruction more. 0: all handlers are masked. */
#ifndef VOW_CONFIG_MASK_PRIORITY
#define VOW_CONFIG_MASK_PRIORITY 0
#endif

/* 0: the program has one loop, named vow_main_loop, bound at link time: no pointer to it is ever loaded.
 * 1: any number of loops; the running one is found through a pointer (one load more in each call). */
#ifndef VOW_CONFIG_MULTI_LOOP
#define VOW_CONFIG_MULTI_LOOP 0
#endif

/* Ticks a second of the clock that drives timers. The board's tick driver must run at this rate. Either a multiple of
 * 1,000,000 or a divisor of it that is a multiple of 1,000, so that no conversion divides by a variable. */
#ifndef VOW_CONFIG_CLOCK_HZ
#define VOW_CONFIG_CLOCK_HZ 1000
#endif

/* Levels of the timer wheel, 16 slots each (68 bytes of RAM a level on 32-bit). Timers further away than
 * 16^levels ticks wait in one more list that is looked through each time the wheel has turned (levels 5 at 1 kHz:
 * every 17.5 minutes). */
#ifndef VOW_CONFIG_TIMER_LEVELS
#define VOW_CONFIG_TIMER_LEVELS 5
#endif

/* Levels of urgency of tasks (<vow/level.h>). 1: there are none, and nothing is paid for them. 2 to 8: 750 bytes of flash, 24 bytes of RAM
 * a level, 8 a timer and 8 a record of the loop's. */
#ifndef VOW_CONFIG_LEVELS
#define VOW_CONFIG_LEVELS 1
#endif

/* How many places in the receive stream of a UART can wait to be reported as faulty, while nobody reads; a power of two up to
 * 64. 8 bytes of RAM each, for each UART. Later faults are reported at the last of these places. */
#ifndef VOW_CONFIG_UART_MARKS
#define VOW_CONFIG_UART_MARKS 8
#endif

/* 1: a stack is filled with a pattern when it is used for the first time, so that vow_task_stack_used() can tell how
 * deep it ever was. 0: no fill, and vow_task_stack_used() gives 0. */
#ifndef VOW_CONFIG_STACK_PAINT
#define VOW_CONFIG_STACK_PAINT 1
#endif

/* 1: the overflow of any stack is told and ends the program as a fault does (<vow/fault.h>), by what the processor has: two
 * MPU regions, stack limits, four PMP entries, guard pages, or a look at each switch (docs/RELIABILITY.md has the conditions). On ARMv7-M it
 * costs 4 instructions a switch and 40 bytes a stack (128 with an FPU). 0: nobody looks; ARMv8-M keeps its limits. */
#ifndef VOW_CONFIG_STACK_GUARD
#define VOW_CONFIG_STACK_GUARD 1
#endif

/* Bytes of stack that each of the lazy iterator helpers (map, filter, take, drop, flatMap) asks for; the callbacks run
 * on it. */
#ifndef VOW_CONFIG_HELPER_STACK_BYTES
#define VOW_CONFIG_HELPER_STACK_BYTES 512
#endif

/* 1: struct vow_loop has a wake hook that is called, in handler context, whenever an interrupt left something for the
 * loop: for a loop that is pumped from an RTOS thread. Costs 3 instructions an interrupt. */
#ifndef VOW_CONFIG_WAKE_HOOK
#define VOW_CONFIG_WAKE_HOOK 0
#endif

/* How many microtasks may run in one macrotask before vow_hook_microtasks() is called: as long as they go on, neither
 * timers nor interrupts reach any task. 0: they are not counted. Costs 4 instructions a microtask. */
#ifndef VOW_CONFIG_MICROTASK_LIMIT
#define VOW_CONFIG_MICROTASK_LIMIT 0
#endif

/* 1: a fault is reported with its cause in words, the registers, the task and who awaits it. 0: in one line, the exception and
 * its place; saves about 1000 bytes of flash. */
#ifndef VOW_CONFIG_FAULT_REPORT
#define VOW_CONFIG_FAULT_REPORT 1
#endif

/* Bytes of a report that are kept in RAM over a reset (<vow/fault.h>). 0: nothing is kept. */
#ifndef VOW_CONFIG_FAULT_BYTES
#define VOW_CONFIG_FAULT_BYTES (128 * __SIZEOF_POINTER__)
#endif

/* What follows a report, also a panic's. 0: the program ends with status 1; hardware stops. 1: the board is reset. */
#ifndef VOW_CONFIG_FAULT_RESET
#define VOW_CONFIG_FAULT_RESET 0
#endif

/* 1: no ticks while the loop sleeps: the board's one-shot timer wakes it when the next timer is due (<vow/idle.h>). For boards
 * that have one; elsewhere the program does not link. A handler that ends a sleep runs about 300 instructions later. */
#ifndef VOW_CONFIG_TICKLESS
#define VOW_CONFIG_TICKLESS 0
#endif

/* Where the loop's clock is SysTick: 0: of the ticks that end while interrupts are masked one is made up, so they are not to be masked for
 * longer than a tick. 1: all are made up, by a counter of the board's, vow_board_cycles (<vow/tick_systick.h>); where there is none the
 * program does not link. Other clocks make up all ticks in any case. Not with VOW_CONFIG_MASK_PRIORITY: a handler above that one comes
 * between the reads of two counters. */
#ifndef VOW_CONFIG_MASKED_TICKS
#define VOW_CONFIG_MASKED_TICKS 0
#endif

/* 1: vow_hook_pool_fails() is asked before a block of a pool is taken, and may say that there is none: for tests of what
 * happens when a pool runs dry. */
#ifndef VOW_CONFIG_POOL_HOOK
#define VOW_CONFIG_POOL_HOOK 0
#endif

/* 1: <vow/cancel_points.h> can cancel at each await of a function in turn: for tests. */
#ifndef VOW_CONFIG_CANCEL_POINTS
#define VOW_CONFIG_CANCEL_POINTS 0
#endif

#if VOW_CONFIG_DEBUG != 0 && VOW_CONFIG_DEBUG != 1
#error "VOW_CONFIG_DEBUG is 0 or 1"
#endif
#if VOW_CONFIG_ASSERT != 0 && VOW_CONFIG_ASSERT != 1
#error "VOW_CONFIG_ASSERT is 0 or 1"
#endif
#if VOW_CONFIG_HANDLER_CHECK < 0 || VOW_CONFIG_HANDLER_CHECK > 2
#error "VOW_CONFIG_HANDLER_CHECK lies between 0 and 2"
#endif
/* Every chip has the upper three bits. */
#if VOW_CONFIG_MASK_PRIORITY < 0 || VOW_CONFIG_MASK_PRIORITY > 0x80 || VOW_CONFIG_MASK_PRIORITY % 0x20
#error "VOW_CONFIG_MASK_PRIORITY is 0, 0x20, 0x40, 0x60 or 0x80"
#endif
#if VOW_CONFIG_MULTI_LOOP != 0 && VOW_CONFIG_MULTI_LOOP != 1
#error "VOW_CONFIG_MULTI_LOOP is 0 or 1"
#endif
#if VOW_CONFIG_CLOCK_HZ < 1000 || VOW_CONFIG_CLOCK_HZ > 1000000000
#error "VOW_CONFIG_CLOCK_HZ lies between 1000 and 1000000000"
#elif !(VOW_CONFIG_CLOCK_HZ % 1000000 == 0 || (VOW_CONFIG_CLOCK_HZ % 1000 == 0 && 1000000 % VOW_CONFIG_CLOCK_HZ == 0))
#error "VOW_CONFIG_CLOCK_HZ is a multiple of 1000000, or a divisor of it that is a multiple of 1000"
#endif
#if VOW_CONFIG_TIMER_LEVELS < 1 || VOW_CONFIG_TIMER_LEVELS > 7
#error "VOW_CONFIG_TIMER_LEVELS lies between 1 and 7"
#endif
#if VOW_CONFIG_LEVELS < 1 || VOW_CONFIG_LEVELS > 8
#error "VOW_CONFIG_LEVELS lies between 1 and 8"
#endif
#if VOW_CONFIG_STACK_PAINT != 0 && VOW_CONFIG_STACK_PAINT != 1
#error "VOW_CONFIG_STACK_PAINT is 0 or 1"
#endif
#if VOW_CONFIG_STACK_GUARD != 0 && VOW_CONFIG_STACK_GUARD != 1
#error "VOW_CONFIG_STACK_GUARD is 0 or 1"
#endif
#if VOW_CONFIG_HELPER_STACK_BYTES < 192 || VOW_CONFIG_HELPER_STACK_BYTES > 65535
#error "VOW_CONFIG_HELPER_STACK_BYTES lies between 192 and 65535"
#endif
#if VOW_CONFIG_WAKE_HOOK != 0 && VOW_CONFIG_WAKE_HOOK != 1
#error "VOW_CONFIG_WAKE_HOOK is 0 or 1"
#endif

#if VOW_CONFIG_MICROTASK_LIMIT < 0 || VOW_CONFIG_MICROTASK_LIMIT > 1000000000
#error "VOW_CONFIG_MICROTASK_LIMIT lies between 0 and 1000000000"
#endif
#if VOW_CONFIG_TICKLESS != 0 && VOW_CONFIG_TICKLESS != 1
#error "VOW_CONFIG_TICKLESS is 0 or 1"
#endif

#if VOW_CONFIG_MASKED_TICKS != 0 && VOW_CONFIG_MASKED_TICKS != 1
#error "VOW_CONFIG_MASKED_TICKS is 0 or 1"
#elif VOW_CONFIG_MASKED_TICKS && VOW_CONFIG_MASK_PRIORITY
#error "VOW_CONFIG_MASKED_TICKS and VOW_CONFIG_MASK_PRIORITY exclude each other"
#endif

#if VOW_CONFIG_FAULT_REPORT != 0 && VOW_CONFIG_FAULT_REPORT != 1
#error "VOW_CONFIG_FAULT_REPORT is 0 or 1"
#endif
#if VOW_CONFIG_FAULT_BYTES < 0 || VOW_CONFIG_FAULT_BYTES > 65536
#error "VOW_CONFIG_FAULT_BYTES lies between 0 and 65536"
#endif
#if VOW_CONFIG_FAULT_RESET != 0 && VOW_CONFIG_FAULT_RESET != 1
#error "VOW_CONFIG_FAULT_RESET is 0 or 1"
#endif
#if VOW_CONFIG_POOL_HOOK != 0 && VOW_CONFIG_POOL_HOOK != 1
#error "VOW_CONFIG_POOL_HOOK is 0 or 1"
#endif
#if VOW_CONFIG_CANCEL_POINTS != 0 && VOW_CONFIG_CANCEL_POINTS != 1
#error "VOW_CONFIG_CANCEL_POINTS is 0 or 1"
#endif

#ifdef __cplusplus
#define VOW_BEGIN_DECLARATIONS extern "C" {
#define VOW_END_DECLARATIONS }
#define VOW_NORETURN [[noreturn]]
#define VOW_STATIC_ASSERT(condition, text) static_assert(condition, text)
#else
#define VOW_BEGIN_DECLARATIONS
#define VOW_END_DECLARATIONS
#define VOW_NORETURN _Noreturn
#define VOW_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif

#endif
