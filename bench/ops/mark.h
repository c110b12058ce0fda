/* SPDX-License-Identifier: MIT */
/* Marks: hint instructions that do nothing and that ../icount.c logs without counting them. Every row of the bench is
 * what is executed between two points; ../run reads the tables of this file too. */
#ifndef VOW_BENCH_MARK_H
#define VOW_BENCH_MARK_H

/* Points that belong to no row. active_N: from here on so many timers are active, and rows get the ending _N. */
#define VOW_BENCH_EVENTS(EVENT) \
    EVENT(expired)              \
    EVENT(active_0)             \
    EVENT(active_10)            \
    EVENT(active_100)           \
    EVENT(active_1000)

/* Rows, and how each is measured:
 *   between       from VOW_BENCH_BEGIN to the next VOW_BENCH_END: the median
 *   irq_to_end    from the first instruction of vow_irq8_handler to the next VOW_BENCH_END: the median
 *   longest_irq   the longest of irq_to_end
 *   longest_step  from each entry of vow_timers_advance_ to its next one, the next expiry or WFI, inside a window from
 *                 BEGIN to END: the longest one
 * The others look at the rounds, from one WFI to the next, inside a window from BEGIN to END:
 *   irq_round     those with one entry of vow_irq8_handler and no tick: the median
 *   tick_round    those with one tick, and no timer due: the median
 *   place_again   the longest one in which no timer expired, less tick_idle, for each of the active timers
 *   masked        how many instructions each masked section has, the one that ends it included, inside a window or, of a row that has
 *                 none, in the whole program: the longest one
 *   held_asleep   the same of those with a WFI, and
 *   held_awake    of those without, 0 if there is none
 * A calibration has a known length; the bench fails when it is not met. */
#define VOW_BENCH_ROWS(ROW)               \
    ROW(context_switch, between)          \
    ROW(yield, between)                   \
    ROW(await_settled, between)           \
    ROW(await_alternating, between)       \
    ROW(await_async_function, between)    \
    ROW(await_of_call, between)           \
    ROW(signal_to_wake, between)          \
    ROW(isr_to_task, irq_to_end)          \
    ROW(isr_round, irq_round)             \
    ROW(uart_byte, between)               \
    ROW(uart_byte_to_task, between)       \
    ROW(uart_read_64, between)            \
    ROW(generator_next, between)          \
    ROW(for_await_step, between)          \
    ROW(then_run, between)                \
    ROW(timer_start, between)             \
    ROW(timer_stop, between)              \
    ROW(timer_expire, between)            \
    ROW(timer_place_again, place_again)   \
    ROW(timer_longest_step, longest_step) \
    ROW(tick_idle, tick_round)            \
    ROW(throw_caught, between)            \
    ROW(promise_new_release, between)     \
    ROW(longest_masked, masked)

/* Of the program with a loop above the others, ../above. */
#define VOW_BENCH_ABOVE_ROWS(ABOVE_ROW)      \
    ABOVE_ROW(isr_to_task_above, irq_to_end) \
    ABOVE_ROW(isr_to_task_above_longest, longest_irq)

/* Of the program with levels, ../levels. */
#define VOW_BENCH_LEVELS_ROWS(LEVELS_ROW)       \
    LEVELS_ROW(isr_to_task_urgent, irq_to_end) \
    LEVELS_ROW(isr_to_task_urgent_longest, longest_irq)

/* Of the program that sleeps without ticks, ../masked. */
#define VOW_BENCH_MASKED_ROWS(MASKED_ROW)     \
    MASKED_ROW(masked_sleep, masked)          \
    MASKED_ROW(masked_oneshot, masked)        \
    MASKED_ROW(masked_cancelled_read, masked) \
    MASKED_ROW(masked_burst, masked)          \
    MASKED_ROW(masked_write, masked)

/* Of this program once more with VOW_CONFIG_MASK_PRIORITY, ../priority. */
#define VOW_BENCH_PRIORITY_ROWS(PRIORITY_ROW) \
    PRIORITY_ROW(held_awake, held_awake)      \
    PRIORITY_ROW(held_asleep, held_asleep)

/* Of bench/shared, the program with what tasks share. */
#define VOW_BENCH_SHARED_ROWS(SHARED_ROW)           \
    SHARED_ROW(channel_send, between)               \
    SHARED_ROW(channel_receive, between)            \
    SHARED_ROW(channel_to_wake, between)            \
    SHARED_ROW(select_of_two, between)              \
    SHARED_ROW(select_to_wake, between)             \
    SHARED_ROW(mutex_lock_unlock, between)          \
    SHARED_ROW(mutex_to_wake, between)              \
    SHARED_ROW(semaphore_acquire_release, between)  \
    SHARED_ROW(isr_event_to_task, irq_to_end)       \
    SHARED_ROW(group_of_one, between)               \
    SHARED_ROW(cancel_waiting_task, between)        \
    SHARED_ROW(timeout_not_reached, between)

#define VOW_BENCH_CALIBRATIONS(CALIBRATION) \
    CALIBRATION(calibration_nothing, 0)     \
    CALIBRATION(calibration_five, 5)        \
    CALIBRATION(calibration_loop, 200000)

enum {
#define VOW_BENCH_EVENT_(name) vow_bench_##name,
#define VOW_BENCH_PAIR_(name, ...) vow_bench_##name, vow_bench_##name##_end_,
    VOW_BENCH_EVENTS(VOW_BENCH_EVENT_)
    VOW_BENCH_ROWS(VOW_BENCH_PAIR_)
    VOW_BENCH_CALIBRATIONS(VOW_BENCH_PAIR_)
    VOW_BENCH_ABOVE_ROWS(VOW_BENCH_PAIR_)
    VOW_BENCH_LEVELS_ROWS(VOW_BENCH_PAIR_)
    VOW_BENCH_MASKED_ROWS(VOW_BENCH_PAIR_)
    VOW_BENCH_PRIORITY_ROWS(VOW_BENCH_PAIR_)
    VOW_BENCH_SHARED_ROWS(VOW_BENCH_PAIR_)
};

#define VOW_BENCH_MARK_(id) __asm__ volatile(".inst.w 0xF3AF8020 + %c0" : : "i"(id) : "memory")
#define VOW_BENCH_EVENT(name) VOW_BENCH_MARK_(vow_bench_##name)
#define VOW_BENCH_BEGIN(name) VOW_BENCH_MARK_(vow_bench_##name)
#define VOW_BENCH_END(name) VOW_BENCH_MARK_(vow_bench_##name##_end_)

/* Turns of every measured loop. */
enum { VOW_BENCH_TURNS = 65 };

void vow_bench_calibrate(void);
void vow_bench_tasks(void);
void vow_bench_functions(void);
void vow_bench_interrupts(void);
void vow_bench_uart(void);
void vow_bench_generators(void);
void vow_bench_reactions(void);
void vow_bench_timers(void);
void vow_bench_bytes(void);

#endif
