/* SPDX-License-Identifier: MIT */
/* What tasks share, groups and cancels: the rows of ../run that are not in the program of ../ops, since a program that links these has a
 * few instructions more elsewhere. */
#include "shared.h"

int main(void)
{
    unsigned live = vow_loop_live();

    vow_bench_channels();
    vow_bench_locks();
    vow_bench_events();
    vow_bench_cancels();
    return vow_loop_live() == live ? 0 : 1;
}
