/* SPDX-License-Identifier: MIT */
/* A fault at every place of every kind of read and stream, which is cut short at every tick, or not at all. Each byte that came is
 * returned by exactly one read; the fault is told once, at its place; and so is what was dropped while nobody read. */
#include "uart_test.h"

#include "../../uart/exercise.h"

/* From there the stream has a line of three, a return and a newline, a line that is too long, and a newline. */
enum { BEGIN = 2454, PLACES = 19, UNTIL_MS = PLACES + 2, SWEEP_RING = 16 };
enum cut { UNCUT, BY_TIMEOUT, BY_CANCEL, CUTS };

static struct exercise exercise;

static struct {
    struct vow_timer timer;
    uint32_t sent, fault_at;
    enum vow_uart_fault fault;
} wire;

static struct {
    unsigned kind;
    enum cut cut;
    uint32_t at_ms, pause_ms;
} sweep;

/* The byte before it is there when the next one is lost. */
static void overrun(void)
{
    uintptr_t state = vow_irq_save();

    EXPECT(vow_uart_sim_byte_time(&uart, exercise_byte(wire.sent++)));
    exercise_fault(&exercise, wire.sent, VOW_UART_OVERRUN, 1);
    EXPECT(!vow_uart_sim_byte_time(&uart, exercise_byte(wire.sent++)));
    vow_irq_restore(state);
}

/* A byte a tick; one of them is damaged, or two come at once. */
static void send(void *argument)
{
    (void)argument;
    vow_timer_start_ms(&wire.timer, 1, send, NULL);
    if (wire.sent != wire.fault_at) {
        vow_uart_sim_byte_time(&uart, exercise_byte(wire.sent++));
    } else if (wire.fault == VOW_UART_OVERRUN) {
        overrun();
    } else {
        exercise_fault(&exercise, wire.sent++, wire.fault, 1);
        vow_uart_sim_byte_time(&uart, VOW_UART_SIM_FAULT | wire.fault);
    }
}

static bool everything_was_told(void)
{
    for (unsigned fault = 0; fault < VOW_UART_FAULTS; fault++)
        if (vow_uart_faults(&uart, (enum vow_uart_fault)fault) != exercise.told[fault])
            return false;
    return exercise.told[wire.fault] == 1;
}

static void read_once(void)
{
    enum vow_status status;

    if (sweep.kind >= EXERCISE_READS) {
        exercise_iterate(&exercise, sweep.kind, SWEEP_RING, 3);
        return;
    }
    status = vow_await_result(exercise_begin_read(&exercise, sweep.kind, SWEEP_RING, 1), &exercise.value);
    if (exercise_look(&exercise, status, sweep.kind == EXERCISE_READ_LINE))
        vow_throw(exercise.value);
}

static vow_value reads(void *argument)
{
    (void)argument;
    while (!exercise.wrong && (exercise.position < BEGIN + PLACES || !everything_was_told())) {
        VOW_TRY {
            read_once();
        } VOW_CATCH(e) {
            exercise.value = e;
            if (sweep.kind < EXERCISE_READS || exercise_failed(&exercise, sweep.kind == EXERCISE_LINES))
                vow_throw(e);
        } VOW_END
    }
    return VOW_UNDEFINED;
}
static const struct vow_async_function reads_fn = VOW_ASYNC_FUNCTION(reads, 0, 1024);

static vow_value reads_in_time(void *argument)
{
    VOW_TIMEOUT_MS(sweep.at_ms);
    return reads(argument);
}
static const struct vow_async_function reads_in_time_fn = VOW_ASYNC_FUNCTION(reads_in_time, 0, 1024);

static void cancel(void *promise) { vow_promise_cancel(promise); }

static void cut_short(void)
{
    struct vow_promise *reading = vow_call(sweep.cut == BY_TIMEOUT ? &reads_in_time_fn : &reads_fn, NULL, 0);
    struct vow_timer timer = { 0 };

    if (sweep.cut == BY_CANCEL)
        vow_timer_start_ms(&timer, sweep.at_ms, cancel, reading);
    vow_promise_retain(reading);
    vow_await_result(reading, NULL);
    vow_timer_stop(&timer);
    vow_promise_release(reading);
    if (sweep.pause_ms)
        vow_sleep_ms(sweep.pause_ms);
}

/* A failure names the case. */
static void expect_nothing_is_wrong(void)
{
    if (exercise.wrong)
        TRACE("kind %u, fault %u at %u, cut %u at %u and %u", sweep.kind, wire.fault, (unsigned)(wire.fault_at - BEGIN), sweep.cut,
              (unsigned)sweep.at_ms, (unsigned)sweep.pause_ms);
    EXPECT_TRACE("");
}

static void try_once(void)
{
    static uint8_t receive_ring[SWEEP_RING], transmit_ring[RING];

    open_uart();
    vow_uart_sim_open(&uart, &vow_main_loop,
                      (struct vow_uart_config){ receive_ring, transmit_ring, SWEEP_RING, RING, &sim, NULL, NULL });
    exercise = (struct exercise){ .uart = &uart, .position = BEGIN };
    wire.sent = BEGIN;
    send(NULL);
    if (sweep.cut)
        cut_short();
    vow_await(vow_call(&reads_fn, NULL, 0));
    vow_timer_stop(&wire.timer);
    expect_nothing_is_wrong();
    vow_timer_stop(&uart.burst.timer);
}

static void try_every_cut(void)
{
    sweep.cut = UNCUT;
    try_once();
    for (sweep.cut = BY_TIMEOUT; sweep.cut < CUTS; sweep.cut++)
        for (sweep.pause_ms = 0; sweep.pause_ms <= 20; sweep.pause_ms += 10)
            for (sweep.at_ms = 0; sweep.at_ms < UNTIL_MS; sweep.at_ms++)
                try_once();
}

static void try_every_place(enum vow_uart_fault fault)
{
    vow_test_allow_ms(100000000);
    wire.fault = fault;
    for (sweep.kind = 0; sweep.kind < EXERCISE_KINDS; sweep.kind++)
        for (wire.fault_at = BEGIN; wire.fault_at < BEGIN + PLACES; wire.fault_at++)
            try_every_cut();
}

VOW_TEST(uart_sweep_of_line_errors) { try_every_place(VOW_UART_FRAMING); }
VOW_TEST(uart_sweep_of_overruns) { try_every_place(VOW_UART_OVERRUN); }
