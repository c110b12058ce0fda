/* SPDX-License-Identifier: MIT */
/* What every board does once memory is ready: the loop, and `main` as its first task. */
#include <vow/board.h>
#include <vow/vow.h>

#ifndef VOW_MAIN_STACK_BYTES
#define VOW_MAIN_STACK_BYTES 2048
#endif

int vow_app_main(void);

static char main_stack[VOW_MAIN_STACK_BYTES * VOW_ARCH_STACK_SCALE + sizeof(struct vow_task)] __attribute__((aligned(32)));

static vow_value run_main(void *argument)
{
    (void)argument;
    return vow_int(vow_app_main());
}

static const struct vow_async_function main_fn = { { "main", 0, 0 }, run_main };

static vow_value ended(void *argument, vow_value value, enum vow_status status)
{
    (void)argument;
    vow_loop_stop(&vow_main_loop);
    return status == VOW_FULFILLED ? value : vow_int(1);
}

/* A throw out of main is an unhandled rejection: reported by the loop, with status 1. */
_Noreturn void vow_board_start(void)
{
    struct vow_promise *result;

    vow_board_init();
    vow_loop_init(&vow_main_loop, &vow_main_loop_config);
    result = vow_call_on(main_stack, sizeof main_stack, &main_fn, NULL, 0);
    (void)ended;
    (void)result;
    vow_loop_run(&vow_main_loop);
    vow_board_exit(0);
}
