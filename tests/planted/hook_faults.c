/* SPDX-License-Identifier: MIT */
/* Behind a report, and behind the line of a fault in it, there is one more fault; behind the third the program ends with status 7. */
#include <vow/board.h>
#include <vow/fault.h>

void vow_hook_fault(void)
{
    static unsigned calls;

    if (++calls == 3)
        vow_board_exit(7);
    __asm__ volatile(
#ifdef __riscv
        "ebreak"
#else
        "udf #1"
#endif
    );
    for (;;)
        continue;
}
