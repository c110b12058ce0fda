/* SPDX-License-Identifier: MIT */
/* UART0: standard input and output. The end of the input arrives as one byte 0x04, as the run script of emulated boards
 * sends it. A terminal is in raw mode while the clock is real, so that Ctrl-C and Backspace arrive as on a wire. */
#define _GNU_SOURCE
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <vow/board_uart.h>
#include <vow/native.h>
#include <vow/uart_sim.h>

#include "native_board.h"

#define END_OF_INPUT 0x04

static void sent(uint8_t byte);

static struct vow_uart_sim sim = { .receive_interrupt = VOW_NATIVE_UART0_RECEIVE,
                                   .transmit_interrupt = VOW_NATIVE_UART0_TRANSMIT,
                                   .sent = sent };
static uint8_t receive_ring[1024], transmit_ring[256];
struct vow_uart vow_board_uart0;

static bool is_open;
static char output[4096];
static size_t output_length;
static struct termios terminal;

void vow_native_uart0_flush(void)
{
    size_t shown = 0;

    while (shown < output_length) {
        ssize_t written = write(STDOUT_FILENO, output + shown, output_length - shown);

        if (written <= 0)
            break;
        shown += (size_t)written;
    }
    output_length = 0;
}

static void sent(uint8_t byte)
{
    output[output_length++] = (char)byte;
    if (output_length == sizeof output)
        vow_native_uart0_flush();
}

bool vow_native_uart0_is_open(void) { return is_open; }

bool vow_native_uart0_input(long timeout_us, unsigned bytes)
{
    struct timespec timeout = { timeout_us / 1000000, timeout_us % 1000000 * 1000 };
    struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
    char data[64];
    ssize_t length;

    if (ppoll(&input, 1, timeout_us < 0 ? NULL : &timeout, NULL) <= 0)
        return false;
    length = read(STDIN_FILENO, data, bytes < sizeof data ? bytes : sizeof data);
    if (length <= 0) {
        is_open = false;
        data[0] = END_OF_INPUT;
        length = 1;
    }
    vow_uart_sim_receive(&vow_board_uart0, data, (size_t)length);
    return true;
}

static void receive_handler(void) { vow_uart_sim_receive_handler(&vow_board_uart0); }
static void transmit_handler(void) { vow_uart_sim_transmit_handler(&vow_board_uart0); }

static void restore_terminal(void) { tcsetattr(STDIN_FILENO, TCSANOW, &terminal); }

static void make_terminal_raw(void)
{
    struct termios raw;

    if (!vow_native_clock_is_real() || tcgetattr(STDIN_FILENO, &terminal) != 0)
        return;
    raw = terminal;
    raw.c_iflag &= ~(tcflag_t)(ICRNL | IXON);
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    atexit(restore_terminal);
}

void vow_board_uart0_open(void)
{
    vow_native_connect(VOW_NATIVE_UART0_RECEIVE, VOW_NATIVE_PRIORITY, receive_handler);
    vow_native_connect(VOW_NATIVE_UART0_TRANSMIT, VOW_NATIVE_PRIORITY, transmit_handler);
    vow_uart_sim_open(&vow_board_uart0, &vow_main_loop,
                      (struct vow_uart_config){
                          .receive_ring = receive_ring, .receive_bytes = sizeof receive_ring,
                          .transmit_ring = transmit_ring, .transmit_bytes = sizeof transmit_ring,
                          .device = &sim,
                      });
    make_terminal_raw();
    is_open = true;
}
