/* SPDX-License-Identifier: MIT */
#include "apart.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANG_LIMIT_S = 20 };

static void run_in_child(void (*once)(struct run *run), struct run *run, int answer)
{
    alarm(HANG_LIMIT_S);
    once(run);
    fflush(stdout);
    _exit(write(answer, run, sizeof *run) == sizeof *run ? 0 : 1);
}

void vow_test_apart(void (*once)(struct run *run), struct run *run)
{
    static char end[48];
    int ends[2], status;
    pid_t child;

    fflush(stdout);
    if (pipe(ends) || (child = fork()) < 0)
        vow_panic("test: no process");
    if (child == 0)
        run_in_child(once, run, ends[1]);
    close(ends[1]);
    if (read(ends[0], run, sizeof *run) != sizeof *run)
        run->fault = end;
    close(ends[0]);
    waitpid(child, &status, 0);
    snprintf(end, sizeof end, "it ended with %s %d", WIFEXITED(status) ? "status" : "signal",
             WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
}
