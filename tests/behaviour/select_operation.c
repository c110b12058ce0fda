/* SPDX-License-Identifier: MIT */
/* select and operations that are over before they can be taken back; and the rest of its rules. */
#include "../harness/waiting.h"

#include <vow/select.h>
#include <vow/thenable.h>

static struct vow_channel channel;
static vow_value items[1];
static struct vow_promise *first, *second;

static void settle_first(void) { vow_promise_resolve_from_isr(&vow_main_loop, first, vow_int(1)); }
static void settle_both(void)
{
    vow_promise_resolve_from_isr(&vow_main_loop, second, vow_int(2));
    settle_first();
}

static void anew(void)
{
    vow_channel_init(&channel, items, 1);
    first = vow_promise_new("first");
    second = vow_promise_new("second");
}

static const char *text_of(const struct vow_case *one)
{
    static const char *const numbers[] = { "0", "1", "2" };

    if (one->status == VOW_REJECTED)
        return one->value.e == &vow_error_channel_closed ? "closed" : vow_test_text(one->value);
    return one->status == VOW_PENDING ? "did not happen" : numbers[one->value.i];
}

/* A channel and an operation that a handler completes. */
ASYNC(selects_channel_or_operation)
{
    struct vow_case cases[2] = { vow_case_receive(&channel), vow_case_operation(vow_promise_retain(first)) };
    size_t winner = vow_select(cases, 2);

    TRACE("case %d, channel: %s, operation: %s", (int)winner, text_of(&cases[0]), text_of(&cases[1]));
    vow_await_value(VOW_UNDEFINED);
    TRACE("goes on");
    return VOW_UNDEFINED;
}

VOW_TEST(select_gives_an_item_back_when_an_operation_is_over_already)
{
    struct vow_promise *selecting;

    anew();
    vow_test_irq_connect(0, settle_first);
    selecting = call(selects_channel_or_operation);
    vow_test_irq_raise(0);
    EXPECT(vow_channel_try_send(&channel, vow_int(0)));
    vow_await(selecting);
    EXPECT_EQ(vow_channel_count(&channel), 1);
    vow_promise_release(second);
    EXPECT_TRACE("case 1, channel: did not happen, operation: 1\ngoes on\n");
}

VOW_TEST(select_takes_the_operation_that_was_over_before_it_began)
{
    anew();
    vow_channel_try_send(&channel, vow_int(0));
    vow_test_irq_connect(0, settle_first);
    vow_test_irq_raise(0);
    vow_await(call(selects_channel_or_operation));
    EXPECT_EQ(vow_channel_count(&channel), 1);
    vow_promise_release(second);
    EXPECT_TRACE("case 1, channel: did not happen, operation: 1\ngoes on\n");
}

VOW_TEST(select_that_is_cancelled_keeps_the_operation_that_is_over)
{
    struct vow_promise *selecting;

    anew();
    vow_test_irq_connect(0, settle_first);
    selecting = call(selects_channel_or_operation);
    vow_test_irq_raise(0);
    EXPECT_EQ(vow_promise_cancel(selecting), VOW_CANCELLED);
    expect_cancelled(selecting);
    vow_channel_try_send(&channel, vow_int(0));
    EXPECT_EQ(vow_channel_count(&channel), 1);
    vow_promise_release(second);
    EXPECT_TRACE("case 1, channel: did not happen, operation: 1\n");
}

ASYNC(selects_two_operations)
{
    struct vow_case cases[2] = { vow_case_operation(vow_promise_retain(first)),
                                 vow_case_operation(vow_promise_retain(second)) };
    size_t winner = vow_select(cases, 2);

    TRACE("case %d, %s, %s", (int)winner, text_of(&cases[0]), text_of(&cases[1]));
    return VOW_UNDEFINED;
}

VOW_TEST(select_says_what_two_operations_at_one_moment_answered)
{
    struct vow_promise *selecting;

    anew();
    vow_test_irq_connect(0, settle_both);
    selecting = call(selects_two_operations);
    vow_test_irq_raise(0);
    vow_await(selecting);
    EXPECT_TRACE("case 1, 1, 2\n");
}

ASYNC(selects_rejection)
{
    struct vow_case cases[3] = { vow_case_promise(second), vow_case_timeout_ms(1000), vow_case_operation(rejected("reason")) };

    vow_promise_release(first);
    EXPECT_EQ(vow_select(cases, 3), 2);
    TRACE("%s %s %s", text_of(&cases[0]), text_of(&cases[1]), text_of(&cases[2]));
    return VOW_UNDEFINED;
}

VOW_TEST(select_hands_a_rejection_back)
{
    anew();
    vow_await(call(selects_rejection));
    vow_promise_release(second);
    EXPECT_TRACE("did not happen did not happen reason\n");
}

static struct vow_channel other;
static vow_value other_items[1];

ASYNC(selects_closed)
{
    struct vow_case cases[2] = { vow_case_receive(&channel), vow_case_send(&other, vow_int(1)) };
    size_t winner = vow_select(cases, 2);

    TRACE("case %d, %s", (int)winner, cases[winner].status == VOW_DONE ? "done" : text_of(&cases[winner]));
    return VOW_UNDEFINED;
}

VOW_TEST(select_of_closed_channels)
{
    struct vow_promise *selecting;

    vow_channel_init(&channel, items, 1);
    vow_channel_init(&other, other_items, 1);
    vow_channel_try_send(&other, VOW_UNDEFINED);
    selecting = call(selects_closed);
    vow_channel_close(&channel);
    vow_await(selecting);
    vow_channel_init(&channel, items, 1);
    selecting = call(selects_closed);
    vow_channel_close(&other);
    vow_await(selecting);
    EXPECT_TRACE("case 0, done\ncase 1, closed\n");
}

/* The first who waits is told by another case: the item goes to the next one. */
ASYNC(receives)
{
    vow_value item = VOW_UNDEFINED;

    vow_channel_receive(&channel, &item);
    TRACE("received %d", (int)item.i);
    return VOW_UNDEFINED;
}

VOW_TEST(select_that_has_been_told_lets_the_item_go_to_the_next_who_waits)
{
    struct vow_promise *selecting, *receiving;

    anew();
    vow_test_irq_connect(0, settle_first);
    selecting = call(selects_channel_or_operation);
    receiving = call(receives);
    vow_test_irq_raise(0);
    vow_channel_try_send(&channel, vow_int(2));
    vow_await(receiving);
    vow_await(selecting);
    vow_promise_release(second);
    EXPECT_TRACE("received 2\ncase 1, channel: did not happen, operation: 1\ngoes on\n");
}

ASYNC(selects_in_time)
{
    VOW_TIMEOUT_MS(5);
    struct vow_case cases[2] = { vow_case_receive(&channel), vow_case_operation(vow_delay_ms(1000)) };

    vow_select(cases, 2);
    return VOW_UNDEFINED;
}

VOW_TEST(select_with_a_timeout_around_it)
{
    vow_channel_init(&channel, items, 1);
    expect_rejected(call(selects_in_time), &vow_error_timeout);
    EXPECT(!channel.receivers.first);
}

ASYNC(selects_when_cancelled)
{
    struct vow_case cases[1] = { vow_case_operation(vow_delay_ms(1000)) };

    vow_task_cancel(vow_task_current());
    vow_select(cases, 1);
    return VOW_UNDEFINED;
}

VOW_TEST(select_of_a_cancelled_task_takes_its_operations_back)
{
    expect_cancelled(call(selects_when_cancelled));
}

/* ---- operations that are under way, whoever they wait for ---- */

static struct vow_event event;

static void never_calls_back(struct vow_thenable *self, struct vow_resolver resolver) { (void)self, (void)resolver; }

/* As each operation begins, an event is set already. */
static void expect_event(struct vow_promise *operation)
{
    struct vow_case cases[3] = { vow_case_operation(operation), vow_case_event(&event), vow_case_timeout_ms(10) };
    vow_time begun = vow_clock_now();

    vow_event_set(&event);
    EXPECT_EQ(vow_select(cases, 3), 1);
    EXPECT_EQ(cases[0].status, VOW_PENDING);
    EXPECT_EQ(vow_clock_now() - begun, 0);
}

VOW_TEST(select_does_not_wait_for_a_thenable_whose_then_was_not_called)
{
    static struct vow_thenable never = { never_calls_back };

    expect_event(vow_promise_from_thenable(&never));
}

static vow_value begin_delay(void *argument, vow_value value, enum vow_status status)
{
    (void)argument, (void)value, (void)status;
    return vow_adopt(vow_delay_ms(5000));
}

VOW_TEST(select_does_not_wait_for_what_a_callback_will_adopt)
{
    expect_event(vow_promise_then(resolved("value"), begin_delay, NULL, NULL));
    expect_event(vow_promise_finally(resolved("value"), begin_delay, NULL));
}
