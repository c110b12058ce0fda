/* SPDX-License-Identifier: MIT */
/* What every board gives to a program and to the tests. Drivers of one board have headers of their own.
 *
 * Contexts: "any" means a task, the loop, an interrupt or fault handler, and code before main. No function here suspends
 * the calling task, takes a reference or allocates. */
#ifndef VOW_BOARD_H
#define VOW_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <vow/config.h>

VOW_BEGIN_DECLARATIONS

/* The folder's name, for banners: "mps2-an385". */
extern const char vow_board_name[];

/* Brings clocks, pins and the console's baud rate to the state that the functions below need. Start-up calls it once,
 * on the main stack, with interrupts enabled and no task running; a program does not call it. Cannot fail. */
void vow_board_init(void);

/* What start-up calls when memory is ready, once, on the main stack: makes main the first task, runs the loop, and ends
 * in vow_board_exit with what main returned. Replace it to own the start of the program. */
VOW_NORETURN void vow_board_start(void);

/* Writes `length` bytes of `text` to the console and returns when the hardware has taken the last one. It waits for each
 * byte with the processor busy (about 87 us a byte at 115,200 baud) and masks interrupts for a few instructions a byte, so
 * output of handlers and of the UART driver may come between. For panics, fault reports and printf; programs use the UART driver.
 * `text` is borrowed for the call.
 * Context: any, also before vow_board_init. Cannot fail. */
void vow_board_console_write(const char *text, size_t length);

/* Ends the program: an emulator or a process ends with `status` (0 to 255, 0 means success); hardware stops with interrupts
 * masked until it is reset. Nothing is cleaned up. Context: any. */
VOW_NORETURN void vow_board_exit(int status);

/* Resets the processor and its devices; RAM that start-up does not clear is kept where the chip keeps it. Where nothing resets (a
 * process) the program ends with status 1. Context: any. */
VOW_NORETURN void vow_board_reset(void);

/* Starts the interrupt that calls vow_loop_tick_from_isr VOW_CONFIG_CLOCK_HZ times a second, from now on. Calling it
 * again starts the current tick anew. Context: any but a handler. Cannot fail. */
void vow_board_tick_start(void);

/* The user LEDs, bit 0 the first one, 1 is on; bits without an LED are ignored and read as 0. Context: any; a
 * read-modify-write of get and set is not atomic against handlers. Cannot fail. */
void vow_board_led_set(uint32_t mask);
uint32_t vow_board_led_get(void);

/* The processor's clock, in hertz. Context: any. */
uint32_t vow_board_core_hz(void);

/* Memory, in bytes: what the program's image occupies in flash (code, constants, initial data) and in RAM (data, the main
 * stack, static pools; not the heap), and what the board has. 0 where it makes no sense (native). Context: any. */
uint32_t vow_board_flash_used(void);
uint32_t vow_board_flash_size(void);
uint32_t vow_board_ram_used(void);
uint32_t vow_board_ram_size(void);

/* The stacks that are not tasks': that of the loop and that of handlers, which are one on Cortex-M. Sizes are bytes, without the guard; `used`
 * is the deepest use so far (0 without VOW_CONFIG_STACK_PAINT). `name` lives for ever. */
struct vow_board_stack {
    const char *name;
    size_t size, used;
};

/* Fills *stack for number 0, 1 and so on; false, and nothing is written, where there is none or no more (native: none). Reads the stack up to
 * what was used. Context: any. */
bool vow_board_stack(unsigned number, struct vow_board_stack *stack);

VOW_END_DECLARATIONS

#endif
