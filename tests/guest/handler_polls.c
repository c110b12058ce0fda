/* SPDX-License-Identifier: MIT */
/* A loop may be polled in a handler, and then its callbacks are at home there. */
#include "../harness/irq.h"
#include "../harness/test.h"

static struct vow_promise *p;

static vow_value makes_promise(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)status;
    vow_promise_release(vow_promise_new(NULL));
    TRACE("called");
    return value;
}

static void settle_p(void) { vow_promise_resolve_from_isr(&vow_main_loop, p, VOW_UNDEFINED); }
static void poll(void) { vow_loop_poll(&vow_main_loop, 10); }

VOW_TEST(handler_may_poll_the_loop)
{
    p = vow_promise_new("p");
    vow_detach(vow_promise_then(vow_promise_retain(p), makes_promise, NULL, NULL));
    vow_test_irq_connect(0, settle_p);
    vow_test_irq_raise(0);
    vow_test_irq_connect(0, poll);
    vow_test_irq_raise(0);
    vow_loop_poll(&vow_main_loop, 10); /* comes home */
    EXPECT_TRACE("called\n");
}
