/* SPDX-License-Identifier: MIT */
/* What a watchdog must end, chosen by a byte from the UART: n nothing, t a task computes for ever, w one waits for ever, m microtasks or
 * i interrupts leave nobody a turn. */
#include <vow/board_uart.h>
#include <vow/board_watchdog.h>
#include <vow/fault.h>
#include <vow/vow.h>

static char kind;
static volatile unsigned counted;
static struct vow_watchdog_entry entry;

static vow_value parse(void *argument)
{
    struct vow_promise *answer = vow_promise_new("the answer");

    (void)argument;
    vow_sleep_ms(1);
    if (kind == 't')
        for (;;)
            counted++;
    vow_watchdog_register(&vow_board_watchdog, &entry, "parse", 100);
    if (kind == 'w')
        vow_await(answer);
    for (unsigned i = 0; i < 50; i++) {
        vow_sleep_ms(20);
        vow_watchdog_alive(&entry);
    }
    vow_watchdog_unregister(&vow_board_watchdog, &entry);
    vow_sleep_ms(500);
    vow_promise_resolve(vow_promise_retain(answer), VOW_UNDEFINED);
    return vow_await(answer);
}
static const struct vow_async_function parse_fn = VOW_ASYNC_FUNCTION(parse, 0, 512);

static vow_value spin(void *argument)
{
    (void)argument;
    while (kind)
        vow_await_value(VOW_UNDEFINED);
    return VOW_UNDEFINED;
}
static const struct vow_async_function spin_fn = VOW_ASYNC_FUNCTION(spin, 0, 256);

#ifdef __arm__
#include <vow/irq_controller.h>

#define NVIC_ISPR (*(volatile uint32_t *)0xe000e200u)

/* It comes again before anything less urgent has a turn. */
void vow_irq26_handler(void);
void vow_irq26_handler(void)
{
    for (unsigned i = 0; i < 1000; i++)
        counted++;
    NVIC_ISPR = 1u << 26;
}

static void storm(void)
{
    vow_irq_enable(26, VOW_IRQ_NORMAL);
    NVIC_ISPR = 1u << 26;
}
#elif defined __riscv
static void storm(void) {}
#else
#include <vow/native.h>

static void rises_again(void) { vow_native_raise(5); }

static void storm(void)
{
    vow_native_connect(5, 0, rises_again);
    vow_native_raise(5);
}
#endif

/* Status 3: the run after a report and a reset. */
int main(void)
{
    size_t length;

    if (vow_fault_last(&length))
        return 3;
    vow_board_uart0_open();
    vow_await(vow_uart_read(&vow_board_uart0, &kind, 1));
    vow_board_watchdog_open(200);
    vow_sleep_ms(10);
    if (kind == 'i')
        storm();
    if (kind == 'm')
        vow_detach(vow_call(&spin_fn, NULL, 0));
    vow_await(vow_call(&parse_fn, NULL, 0));
    return 0;
}
