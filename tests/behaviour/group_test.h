/* SPDX-License-Identifier: MIT */
/* What the tests of groups share: children that say when they are over. */
#ifndef VOW_TESTS_GROUP_TEST_H
#define VOW_TESTS_GROUP_TEST_H

#include "../harness/waiting.h"

struct job {
    const char *name;
    int ms;
    const char *failure; /* or NULL */
};

static int running, most;

/* Takes its time, then fails or not; its cleanup takes another tick. */
ASYNC(work)
{
    const struct job *job = argument;

    most = ++running > most ? running : most;
    VOW_TRY_FINALLY {
        vow_sleep_ms((uint32_t)job->ms);
        if (job->failure)
            vow_throw(vow_string(job->failure));
        TRACE("%s done", job->name);
    } VOW_FINALLY {
        vow_sleep_ms(1);
        if (job->name)
            TRACE("%s over", job->name);
        running--;
    } VOW_END
    return VOW_UNDEFINED;
}

static inline void start(struct vow_group *group, const char *name, int ms, const char *failure)
{
    const struct job job = { name, ms, failure };

    vow_group_call(group, &work_fn, &job, sizeof job);
}

static inline void expect_none_runs(void)
{
    EXPECT_EQ(running, 0);
    running = most = 0;
}

#endif
