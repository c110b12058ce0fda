/* SPDX-License-Identifier: MIT */
/* What every board does once memory is ready: the loop, with `main` as its first task. The program ends when main does:
 * with the status that it returns, or with 1 if it throws, after the report of that rejection. */
#include <vow/board.h>
#include <vow/fault.h>
#include <vow/vow.h>

#ifndef VOW_MAIN_STACK_BYTES
#define VOW_MAIN_STACK_BYTES 2048
#endif

extern int vow_app_main(void); /* the application's main, named so by the linker */

static char main_stack[VOW_STACK_BLOCK_(VOW_MAIN_STACK_BYTES) + 32] __attribute__((aligned(VOW_ARCH_STACK_ALIGN)));
static int exit_status = 1;

static void stop(void *argument)
{
    (void)argument;
    vow_loop_stop(&vow_main_loop);
}

static vow_value run_main(void *argument)
{
    VOW_DEFER(stop, NULL);

    exit_status = vow_app_main();
    return vow_pointer(argument);
}

static const struct vow_async_function main_fn = { .function = { .name = "main" }, .entry = run_main };

_Noreturn void vow_board_start(void)
{
    vow_fault_show_last();
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    vow_board_tick_start();
    vow_detach(vow_call_on(main_stack, sizeof main_stack, &main_fn, NULL, 0));
    vow_loop_run(&vow_main_loop);
    vow_board_exit(exit_status);
}
