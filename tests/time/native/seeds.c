/* SPDX-License-Identifier: MIT */
/* The random timers of chosen seeds: VOW_TIMER_SEEDS="FROM TO" (make timers). */
#include "../time.h"

#include <stdio.h>
#include <stdlib.h>

VOW_TEST(timers_of_chosen_seeds)
{
    const char *chosen = getenv("VOW_TIMER_SEEDS");
    unsigned from = 6, to = 7;

    if (chosen && chosen[0] > ' ')
        EXPECT_EQ(sscanf(chosen, "%u %u", &from, &to), 2);
    for (unsigned seed = from; seed < to; seed++) {
        for (unsigned distribution = 0; distribution < timers_distributions; distribution++)
            timers_random(distribution, seed);
        printf("seed %u done\n", seed); /* says to tests/run that it does not hang */
        fflush(stdout);
    }
    EXPECT_TRACE("");
}
