/* SPDX-License-Identifier: MIT */
/* The program that ../run measures: the main task goes through all rows, one kind of operation a file. */
#include <vow/vow.h>

#include "mark.h"

int main(void)
{
    unsigned live = vow_loop_live();

    vow_bench_calibrate();
    vow_bench_tasks();
    vow_bench_functions();
    vow_bench_generators();
    vow_bench_reactions();
    vow_bench_interrupts();
    vow_bench_uart();
    vow_bench_timers();
    vow_bench_bytes();
    return vow_loop_live() == live ? 0 : 1;
}
