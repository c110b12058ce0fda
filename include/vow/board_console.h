/* SPDX-License-Identifier: MIT */
/* For the files of a board: the console's polled half, and what printf has kept. */
#ifndef VOW_BOARD_CONSOLE_H
#define VOW_BOARD_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

#include <vow/irq.h>

VOW_BEGIN_DECLARATIONS

/** Writes byte by byte with the processor busy, and returns when the device has sent them. The handler of the UART's driver may fill
 *  the device at any time, so the look for room and the write are one step.
 *  @param put      writes a byte if there is room, and says whether there was; interrupts are masked
 *  @param is_sent  whether the device holds nothing any more
 *  @context any   @suspends no */
static inline void vow_board_console_poll(const char *text, size_t length, bool (*put)(uint8_t byte), bool (*is_sent)(void))
{
    while (length) {
        const uintptr_t state = vow_irq_save(); /* what `put` takes */

        if (put((uint8_t)*text)) {
            text++;
            length--;
        }
        vow_irq_restore(state);
    }
    while (!is_sent())
        continue;
}

/** For vow_board_exit: the last line that was printed may be unfinished. Nothing where no program prints, or the C library has no
 *  buffer of Vow's.   @context any   @suspends no */
static inline void vow_board_stdio_flush(void)
{
    extern void vow_stdio_flush(void) __attribute__((weak)); /* boards/common/picolibc */

    if (vow_stdio_flush)
        vow_stdio_flush();
}

VOW_END_DECLARATIONS

#endif
