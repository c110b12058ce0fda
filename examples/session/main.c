/* SPDX-License-Identifier: MIT */
/* A live session on a UART: every command is an async function, and all of them run at once. */
#include "session.h"

/* Promises, records, and stacks: many small ones, sized by what `ps` shows. A board with little memory says how much. */
#if defined(VOW_BOARD_RAM_KIB) && VOW_BOARD_RAM_KIB <= 16
VOW_LOOP_DEFINE(vow_main_loop, 48, 24, VOW_STACKS(2, 256), VOW_STACKS(7, SMALL_STACK), VOW_STACKS(3, LARGE_STACK));
#else
VOW_LOOP_DEFINE(vow_main_loop, 96, 64, VOW_STACKS(4, 256), VOW_STACKS(32, SMALL_STACK), VOW_STACKS(10, LARGE_STACK));
#endif

static bool stopping;
static unsigned beats;

unsigned heartbeats(void) { return beats; }

static vow_value heartbeat(void *argument)
{
    (void)argument;
    while (!stopping) {
        beats++;
        vow_board_led_set(vow_board_led_get() ^ 1);
        vow_sleep_ms(250);
    }
    vow_board_led_set(0);
    return VOW_UNDEFINED;
}

static const struct vow_async_function heartbeat_fn = VOW_ASYNC_FUNCTION(heartbeat, 0, 256);

static void print_banner(void)
{
    say("Vow " VOW_VERSION_STRING " on %s", vow_board_name);
    if (vow_board_flash_size())
        say("%lu bytes of flash and %lu of RAM used", (unsigned long)vow_board_flash_used(),
            (unsigned long)vow_board_ram_used());
    say("%u tasks and %u promises free", vow_pool_usage(VOW_POOL_STACKS).free, vow_pool_usage(VOW_POOL_PROMISES).free);
    say("type help for the commands; quit ends the session");
}

int main(void)
{
    struct vow_promise *heart;
    char values[] = "values";

    vow_board_uart0_open();
    print_banner();
    heart = vow_call(&heartbeat_fn, NULL, 0);
    run_line(values);

    VOW_FOR_AWAIT(line, vow_iterate(vow_generate(&typed_lines_fn, NULL, 0))) {
        if (!run_line(line.value.p))
            break;
    }

    wait_for_commands();
    stopping = true;
    vow_await(heart);
    say("bye");
    vow_uart_flush(&vow_board_uart0);
    return 0;
}
