/* SPDX-License-Identifier: MIT */
/* A watchdog that expires when the process has computed for so long without feeding it: the clock may be virtual, and stand. */
#include <signal.h>
#include <sys/time.h>

#include <vow/board_watchdog.h>
#include <vow/fault.h>
#include <vow/watchdog_driver.h>

struct vow_watchdog vow_board_watchdog;

static struct itimerval limit;

static void expired(int signal_number)
{
    (void)signal_number;
    vow_fault_begin();
    vow_fault_text("panic: the watchdog expired\n");
    vow_fault_task("in ");
    vow_hook_fault();
}

static void feed(struct vow_watchdog *watchdog)
{
    (void)watchdog;
    setitimer(ITIMER_VIRTUAL, &limit, NULL);
}

void vow_board_watchdog_open(uint32_t timeout_ms)
{
    limit.it_value.tv_sec = timeout_ms / 1000;
    limit.it_value.tv_usec = timeout_ms % 1000 * 1000;
    signal(SIGVTALRM, expired);
    vow_watchdog_start(&vow_board_watchdog, feed, NULL, timeout_ms);
}
