/* SPDX-License-Identifier: MIT */
/* Abort signals that follow others. The rest is in the scenarios timer-abort-*. */
#include "../harness/script.h"

#include <vow/abort.h>

static struct vow_abort_signal source, direct, nested;

static void logs(void *name) { TRACE("%s %d %d", (const char *)name, direct.aborted, nested.aborted); }

VOW_TEST(abort_any_of_any_follows_the_first_source)
{
    struct vow_abort_signal *const of_source[] = { &source }, *const of_direct[] = { &direct };
    struct vow_abort_source links[2];
    struct vow_abort_listener listeners[3];

    vow_abort_signal_init(&source);
    vow_abort_signal_any(&direct, of_source, &links[0], 1);
    vow_abort_signal_any(&nested, of_direct, &links[1], 1);
    vow_abort_listener_add(&nested, &listeners[2], logs, (void *)"nested");
    vow_abort_listener_add(&direct, &listeners[1], logs, (void *)"direct");
    vow_abort_listener_add(&source, &listeners[0], logs, (void *)"source");
    vow_abort_with(&source, vow_int(7));
    EXPECT_TRACE("source 1 1\ndirect 1 1\nnested 1 1\n");
    EXPECT_EQ(vow_abort_signal_reason(&nested).i, 7);
    vow_abort_signal_unlink(links, 2);
}

VOW_TEST(abort_reaches_a_signal_once_over_two_ways)
{
    struct vow_abort_signal *const of_source[] = { &source }, *const of_both[] = { &source, &direct };
    struct vow_abort_source links[3];
    struct vow_abort_listener listener;

    vow_abort_signal_init(&source);
    vow_abort_signal_any(&direct, of_source, &links[0], 1);
    vow_abort_signal_any(&nested, of_both, &links[1], 2);
    vow_abort_listener_add(&nested, &listener, logs, (void *)"nested");
    vow_abort(&source);
    EXPECT_TRACE("nested 1 1\n");
    vow_abort_signal_unlink(links, 3);
}
