/* SPDX-License-Identifier: MIT */
/* The loop's clock. It goes on only while the loop is idle, in one of two ways.
 *
 * Virtual (default): no time passes while the program computes, and idle time costs nothing: the clock jumps to what
 * is next. With UART0 open, one byte of standard input arrives each tick, and the clock stands while the input has
 * neither a byte nor an end. So a run depends on its input alone.
 *
 * Real (VOW_NATIVE_CLOCK=real): the machine's monotonic clock. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <vow/board.h>
#include <vow/idle.h>
#include <vow/irq.h>
#include <vow/loop.h>
#include <vow/native.h>

#include "native_board.h"

#define US_A_SECOND 1000000
#define US_A_TICK   VOW_NATIVE_COUNTS_A_TICK

static uint32_t passing; /* ticks that the next tick interrupt stands for */
static uint32_t part;    /* counts of the present tick that have passed, while the clock is virtual */
static vow_time started; /* on the machine's clock, in ticks */
static uint64_t passed;  /* ticks of the virtual clock, counted here: nothing of the loop's goes into it */

static void tick_handler(void)
{
    vow_loop_tick_from_isr(&vow_main_loop, passing);
    passing = 0;
}

static void pass(vow_time ticks)
{
    passing = ticks < UINT32_MAX ? (uint32_t)ticks : UINT32_MAX;
    passed += passing;
    part = 0;
    vow_native_raise(VOW_NATIVE_TICK);
}

static _Noreturn void deadlock(void)
{
    static const char text[] = "deadlock: nothing can wake the program\n";

    vow_board_console_write(text, sizeof text - 1);
    vow_board_exit(1);
}

static uint64_t machine_counts(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * VOW_NATIVE_COUNTS_HZ + (uint64_t)now.tv_nsec / (1000000000 / VOW_NATIVE_COUNTS_HZ);
}

static vow_time machine_ticks(void) { return machine_counts() / VOW_NATIVE_COUNTS_A_TICK; }

uint64_t vow_native_count(void)
{
    return vow_native_clock_is_real() ? machine_counts() - started * VOW_NATIVE_COUNTS_A_TICK
                                      : (vow_clock_now() + passing) * VOW_NATIVE_COUNTS_A_TICK + part;
}

uint64_t vow_native_passed(void) { return passed; }

static uint64_t alarm_due(void) { return vow_native_oneshot_due ? vow_native_oneshot_due() : UINT64_MAX; }

static bool input_is_open(void) { return vow_native_uart0_is_open && vow_native_uart0_is_open(); }

/* True: the one-shot timer's deadline comes before the tick `next`, and the clock stands there. */
static bool pass_to_alarm(vow_time now, vow_time next)
{
    const uint64_t due = alarm_due();

    if (due == UINT64_MAX || (next != VOW_TIME_NEVER && due >= next * VOW_NATIVE_COUNTS_A_TICK))
        return false;
    if (due / VOW_NATIVE_COUNTS_A_TICK > now)
        pass(due / VOW_NATIVE_COUNTS_A_TICK - now);
    part = due % VOW_NATIVE_COUNTS_A_TICK;
    return true;
}

static void idle_virtual(void)
{
    vow_time now = vow_clock_now(), next = vow_loop_deadline(&vow_main_loop);

    if (pass_to_alarm(now, input_is_open() || next <= now ? now + 1 : next)) {
        vow_native_raise(VOW_NATIVE_ONESHOT);
    } else if (input_is_open()) {
        vow_native_uart0_input(-1, 1);
        pass(1);
    } else if (next == VOW_TIME_NEVER) {
        deadlock();
    } else {
        pass(next > now ? next - now : 1);
    }
}

/* At most a second. */
static void wait_real(vow_time ticks)
{
    const vow_time longest = US_A_SECOND / US_A_TICK;
    const uint64_t count = vow_native_count(), due = alarm_due(), alarm = due > count ? due - count : 0;
    const uint64_t counts = (ticks < longest ? ticks : longest) * VOW_NATIVE_COUNTS_A_TICK;
    long timeout_us = (long)(alarm < counts ? alarm : counts);
    struct timespec pause = { timeout_us / US_A_SECOND, timeout_us % US_A_SECOND * 1000 };

    if (input_is_open())
        vow_native_uart0_input(timeout_us, 64);
    else
        nanosleep(&pause, NULL);
}

static void idle_real(void)
{
    vow_time now = vow_clock_now(), next = vow_loop_deadline(&vow_main_loop), machine;

    if (next == VOW_TIME_NEVER && !input_is_open() && alarm_due() == UINT64_MAX)
        deadlock();
    machine = machine_ticks() - started;
    if (machine <= now) {
        wait_real(next > now ? next - now : 1);
        machine = machine_ticks() - started;
    }
    if (machine > now)
        pass(machine - now);
    if (alarm_due() <= vow_native_count())
        vow_native_raise(VOW_NATIVE_ONESHOT);
}

static void idle(void)
{
    fflush(stdout); /* to a pipe, too: who reads it may be whom the program waits for */
    if (vow_native_uart0_flush)
        vow_native_uart0_flush();
    if (vow_native_clock_is_real())
        idle_real();
    else
        idle_virtual();
}

bool vow_native_clock_is_real(void)
{
    const char *clock = getenv("VOW_NATIVE_CLOCK");

    return clock && strcmp(clock, "real") == 0;
}

void vow_board_tick_start(void)
{
    started = machine_ticks() - vow_clock_now();
    vow_native_connect(VOW_NATIVE_TICK, VOW_NATIVE_PRIORITY, tick_handler);
    vow_native_set_idle(idle);
}

/* The simulated clock needs no alarm: the sleep jumps to what is next. */
void vow_board_idle(vow_time deadline, bool (*may_sleep)(void *argument), void *argument)
{
    const uintptr_t state = vow_irq_save();

    if (may_sleep(argument))
        vow_hook_idle(deadline);
    vow_irq_restore(state);
}
