/* SPDX-License-Identifier: MIT */
/* The C library calls main on the process's stack. The linker (--wrap=main) leads that call here, so that the program's
 * own main can be the first task, as on every board. */
#include <vow/board.h>

int __real_main(void);
int __wrap_main(void);
int vow_app_main(void);

int vow_app_main(void) { return __real_main(); }
int __wrap_main(void) { vow_board_start(); }
