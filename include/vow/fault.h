/* SPDX-License-Identifier: MIT */
#ifndef VOW_FAULT_H
#define VOW_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/* Rules for reports of what ends a program: faults, interrupts that nobody handles, panics, a watchdog that expires
 *  - A report goes to the polled console as it is written, without a formatter, a heap or much stack, and VOW_CONFIG_FAULT_BYTES
 *    of it are kept in RAM that start-up does not clear, with a checksum. After a reset start-up prints it once more.
 *  - One report ends one run: it ends in vow_hook_fault(), which resets or halts. Of a fault while a report is written
 *    one line is added, a third one ends in the hook, and one in the hook in a loop for the watchdog to end.
 *  - An application that reports something of its own does it in the same way: vow_fault_begin(), what is to be said, vow_hook_fault(). */

/** Begins a report: interrupts are masked from here on.
 *  @return false if one was being written, which goes on: be short   @context any   @suspends no */
bool vow_fault_begin(void);

/** The text, and behind it the number: in decimal, or all hexadecimal digits of a word.   @context any, after vow_fault_begin */
void vow_fault_text(const char *text);
void vow_fault_decimal(const char *text, uintptr_t number);
void vow_fault_hex(const char *text, uintptr_t number);

/** The line that says which task runs, who called it, and who awaits it: "in task parse, called by load, awaited by main".
 *  @param before  what stands before the first name: "in "   @context any, after vow_fault_begin */
void vow_fault_task(const char *before);

/** Behind the last line of a report: resets if VOW_CONFIG_FAULT_RESET is 1 (vow_board_reset), else ends the program with
 *  status 1 (vow_board_exit). This is the board's; an application defines a function of the same name to replace it. Must
 *  not return.   @context any: interrupts are masked, on whatever stack the report was written */
VOW_NORETURN void vow_hook_fault(void);

/** What the board knows of an exception that nobody handles: words for the report, such as "the watchdog expired", or NULL. Defined
 *  by what knows something; `number` is the processor's.   @context any */
const char *vow_hook_exception(unsigned number) __attribute__((weak));

/** The report of the run before this one, if that ended in a report and a reset that kept the RAM.
 *  @param length  receives its bytes; it has no NUL at its end
 *  @return NULL without one. It stays until this run reports something.   @context any */
const char *vow_fault_last(size_t *length);

/** Prints the report of the run before this one, once. Start-up calls it; a program that has its own vow_board_start does.
 *  @context init */
void vow_fault_show_last(void);

VOW_END_DECLARATIONS

#endif
