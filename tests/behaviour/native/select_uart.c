/* SPDX-License-Identifier: MIT */
/* select: reads of two UARTs, in pairs with each other and with everything else that can be waited for. */
#include <vow/native.h>
#include <vow/uart_sim.h>

#include "../select_test.h"

enum { INTERRUPTS = 8, PRIORITY = 100, RING = 8 };

static struct vow_uart uart[2];
static struct vow_uart_sim sim[2];
static char buffer[2];

static void receive_first(void) { vow_uart_sim_receive_handler(&uart[0]); }
static void receive_second(void) { vow_uart_sim_receive_handler(&uart[1]); }
static void transmit_first(void) { vow_uart_sim_transmit_handler(&uart[0]); }
static void transmit_second(void) { vow_uart_sim_transmit_handler(&uart[1]); }
static void note_sent(uint8_t byte) { (void)byte; }

static void open_uarts(void)
{
    static void (*const handlers[])(void) = { receive_first, transmit_first, receive_second, transmit_second };
    static uint8_t rings[4][RING];

    for (unsigned i = 0; i < 2; i++) {
        const unsigned interrupt = INTERRUPTS + 2 * i;

        sim[i] = (struct vow_uart_sim){ .receive_interrupt = interrupt, .transmit_interrupt = interrupt + 1, .sent = note_sent };
        vow_native_connect(interrupt, PRIORITY, handlers[2 * i]);
        vow_native_connect(interrupt + 1, PRIORITY, handlers[2 * i + 1]);
        vow_uart_sim_open(&uart[i], &vow_main_loop,
                          (struct vow_uart_config){ rings[2 * i], rings[2 * i + 1], RING, RING, &sim[i], NULL, NULL });
    }
}

static struct vow_case make_read(unsigned i) { return vow_case_operation(vow_uart_read(&uart[i], &buffer[i], 1)); }
static void happen_read(unsigned i) { EXPECT_EQ(vow_uart_sim_receive(&uart[i], "x", 1), 1); }
static bool is_left_read(unsigned i) { return vow_uart_buffered(&uart[i]) == 1; }

/* The handler ends it. */
static const struct kind uart_read = { "UART read", make_read, happen_read, is_left_read, true, IS_OVER, IS_OVER, open_uarts };

static void for_each_pair(void (*check)(void))
{
    check_pair(&uart_read, &uart_read, check);
    for (unsigned i = 0; i < KINDS; i++) {
        check_pair(&uart_read, &kinds[i], check);
        check_pair(&kinds[i], &uart_read, check);
    }
}

VOW_TEST(uart_select_pairs_when_the_first_happens_later) { for_each_pair(first_happens_later); }
VOW_TEST(uart_select_pairs_when_the_second_happens_later) { for_each_pair(second_happens_later); }
VOW_TEST(uart_select_pairs_when_both_happen_later) { for_each_pair(both_happen_later); }
VOW_TEST(uart_select_pairs_when_the_first_has_happened) { for_each_pair(first_has_happened); }
VOW_TEST(uart_select_pairs_when_the_second_has_happened) { for_each_pair(second_has_happened); }
VOW_TEST(uart_select_pairs_when_both_have_happened) { for_each_pair(both_have_happened); }
VOW_TEST(uart_select_pairs_when_it_is_cancelled) { for_each_pair(is_cancelled); }
