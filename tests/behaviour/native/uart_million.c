/* SPDX-License-Identifier: MIT */
/* A million bytes through random deadlines, cancels, races and signals: what is read equals what was sent. A second million comes
 * with line errors and overruns, to a reader that is away at times: what is read equals what was sent but for what the stream has told. */
#include <stdio.h>

#include "uart_test.h"

#include "../../uart/exercise.h"

enum { TOTAL = 1000000, BYTES_A_TICK = 16, LARGE_RING = 256, SMALL_RING = 64 };

static struct exercise exercise;

static struct {
    struct vow_timer timer;
    uint32_t sent, random, one_in; /* one_in: so many events there is one fault, in the mean. 0: none */
    uint32_t destroyed, faults[VOW_UART_FAULTS];
} sender;

static uint32_t below(uint32_t limit)
{
    sender.random = sender.random * 1664525u + 1013904223u;
    return (sender.random >> 16) % limit;
}

/* The line is idle while what happened next could not be told at its place. */
static bool there_are_marks(uint8_t wanted)
{
    return (uint8_t)(uart.marks_in - uart.marks_out) + wanted <= VOW_CONFIG_UART_MARKS;
}

static bool fault_is_due(void)
{
    return sender.one_in && below(sender.one_in) == 0 && exercise_has_room_for_fault(&exercise) && there_are_marks(2);
}

static void send_with_fault(void)
{
    const enum vow_uart_fault fault = VOW_UART_OVERRUN + below(4);
    const uint8_t lost = fault == VOW_UART_OVERRUN ? (uint8_t)(1 + below(3)) : 1;

    if (fault == VOW_UART_OVERRUN) {
        uintptr_t state = vow_irq_save();

        EXPECT(vow_uart_sim_byte_time(&uart, exercise_byte(sender.sent++)));
        exercise_fault(&exercise, sender.sent, fault, lost);
        for (unsigned i = 0; i < lost; i++)
            EXPECT(!vow_uart_sim_byte_time(&uart, exercise_byte(sender.sent + i)));
        vow_irq_restore(state);
    } else {
        exercise_fault(&exercise, sender.sent, fault, lost);
        EXPECT(vow_uart_sim_byte_time(&uart, VOW_UART_SIM_FAULT | fault));
    }
    sender.sent += lost;
    sender.destroyed += lost;
    sender.faults[fault]++;
}

static void send(void *argument)
{
    (void)argument;
    for (uint32_t i = below(BYTES_A_TICK); i && there_are_marks(1); i--)
        if (fault_is_due())
            send_with_fault();
        else
            EXPECT(vow_uart_sim_byte_time(&uart, exercise_byte(sender.sent++)));
    vow_timer_start_ms(&sender.timer, 1, send, NULL);
}

static void begin(uint32_t seed, uint32_t ring_bytes, uint32_t one_in)
{
    static uint8_t receive_ring[LARGE_RING], transmit_ring[RING];

    open_uart();
    vow_uart_sim_open(&uart, &vow_main_loop,
                      (struct vow_uart_config){ receive_ring, transmit_ring, ring_bytes, RING, &sim, NULL, NULL });
    vow_test_allow_ms(2 * TOTAL);
    exercise = (struct exercise){ .uart = &uart, .random = seed };
    memset(&sender, 0, sizeof sender);
    sender.random = seed;
    sender.one_in = one_in;
    vow_timer_start_ms(&sender.timer, 1, send, NULL);
}

static void read_until(uint32_t position, uint32_t away_one_in)
{
    while (exercise.position < position && !exercise.wrong) {
        exercise_once(&exercise);
        /* A rejection that was handled keeps its promise until the macrotask ends. */
        if (vow_pool_usage(VOW_POOL_PROMISES).free < 16)
            vow_sleep_ms(1);
        if (away_one_in && exercise_below(&exercise, away_one_in) == 0)
            vow_sleep_ms(1 + exercise_below(&exercise, 20));
    }
    if (exercise.wrong)
        printf("seed 1: byte %u is wrong\n", (unsigned)exercise.position);
    EXPECT_EQ(exercise.wrong, 0);
}

VOW_TEST(uart_million_bytes_through_random_cuts)
{
    begin(1, LARGE_RING, 0);
    read_until(TOTAL, 0);
    vow_timer_stop(&sender.timer);
    EXPECT_EQ(vow_uart_faults(&uart, VOW_UART_DROPPED) + vow_uart_faults(&uart, VOW_UART_OVERRUN), 0);
    EXPECT_EQ(vow_uart_received(&uart), sender.sent);
    EXPECT(exercise.cut > TOTAL / 100 && exercise.told[VOW_UART_SKIPPED] > TOTAL / 1000);
    vow_sleep_ms(10);
}

/* Until the ring is empty, and everything was told. */
static void read_the_rest(void)
{
    vow_timer_stop(&sender.timer);
    while (!exercise.wrong && (vow_uart_buffered(&uart) || uart.marks_in != uart.marks_out))
        exercise_look(&exercise, exercise_within(&exercise, EXERCISE_READ, 1), false);
    exercise_skip_newline(&exercise);
    EXPECT_EQ(exercise.wrong, 0);
    EXPECT_EQ(exercise.position, sender.sent);
}

VOW_TEST(uart_million_bytes_with_faults_through_random_cuts)
{
    begin(1, SMALL_RING, 50);
    read_until(TOTAL, 50);
    read_the_rest();
    sender.faults[VOW_UART_DROPPED] = exercise.told[VOW_UART_DROPPED];
    sender.faults[VOW_UART_SKIPPED] = exercise.told[VOW_UART_SKIPPED];
    for (unsigned fault = 0; fault < VOW_UART_FAULTS; fault++) {
        EXPECT_EQ(vow_uart_faults(&uart, (enum vow_uart_fault)fault), sender.faults[fault]);
        EXPECT_EQ(exercise.told[fault], sender.faults[fault]);
        EXPECT(sender.faults[fault] > TOTAL / 1000);
    }
    EXPECT_EQ(vow_uart_received(&uart), sender.sent - sender.destroyed - sender.faults[VOW_UART_DROPPED]);
    EXPECT(exercise.cut > TOTAL / 100);
    vow_sleep_ms(10);
}
