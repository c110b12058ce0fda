/* SPDX-License-Identifier: MIT */
/* A million bytes through random deadlines, cancels, races and signals: what is read equals what was sent. */
#include <stdio.h>

#include "uart_test.h"

#include "../../uart/exercise.h"

enum { TOTAL = 1000000, MORE = 4 * EXERCISE_LONGEST, BYTES_A_TICK = 16, LARGE_RING = 256 };

static struct {
    struct vow_timer timer;
    uint32_t sent, random;
} sender;

static void send(void *argument)
{
    (void)argument;
    sender.random = sender.random * 1664525u + 1013904223u;
    for (uint32_t i = (sender.random >> 16) % BYTES_A_TICK; i; i--)
        EXPECT(vow_uart_sim_byte_time(&uart, exercise_byte(sender.sent++)));
    vow_timer_start_ms(&sender.timer, 1, send, NULL);
}

VOW_TEST(uart_million_bytes_through_random_cuts)
{
    static uint8_t receive_ring[LARGE_RING], transmit_ring[RING];
    static struct exercise exercise;
    const uint32_t seed = 1;

    open_uart();
    vow_uart_sim_open(&uart, &vow_main_loop,
                      (struct vow_uart_config){ receive_ring, transmit_ring, LARGE_RING, RING, &sim, NULL, NULL });
    vow_test_allow_ms(TOTAL);
    exercise = (struct exercise){ .uart = &uart, .random = seed };
    sender.sent = 0;
    sender.random = seed;
    vow_timer_start_ms(&sender.timer, 1, send, NULL);
    while (exercise.position < TOTAL && !exercise.wrong) {
        exercise_once(&exercise);
        /* A rejection that was handled keeps its promise until the macrotask ends. */
        if (vow_pool_usage(VOW_POOL_PROMISES).free < 16)
            vow_sleep_ms(1);
    }
    vow_timer_stop(&sender.timer);
    if (exercise.wrong)
        printf("seed %u: byte %u is wrong\n", (unsigned)seed, (unsigned)exercise.position);
    EXPECT_EQ(exercise.wrong, 0);
    EXPECT_EQ(vow_uart_faults(&uart, VOW_UART_DROPPED) + vow_uart_faults(&uart, VOW_UART_OVERRUN), 0);
    EXPECT_EQ(vow_uart_received(&uart), sender.sent);
    EXPECT(exercise.cut > TOTAL / 100 && exercise.skipped > TOTAL / 1000);
    vow_sleep_ms(10);
}
