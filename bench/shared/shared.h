/* SPDX-License-Identifier: MIT */
#ifndef VOW_BENCH_SHARED_H
#define VOW_BENCH_SHARED_H

#include <vow/vow.h>

#include "../ops/mark.h"

void vow_bench_channels(void);
void vow_bench_locks(void);
void vow_bench_events(void);
void vow_bench_cancels(void);

#endif
