/* SPDX-License-Identifier: MIT */
/* The board's one-shot timer. Emulated boards run one instruction a nanosecond (-icount shift=0), so what the handler's entry may
 * cost is known; on native no time passes while the program computes. */
#include "../../harness/irq.h"
#include "../../harness/script.h"

#include <string.h>

#include <vow/board.h>
#include <vow/board_oneshot.h>
#include <vow/irq.h>

/* A deadline's lateness in instructions, and one count more for an alarm that is not the count itself. Without ticks the clock is put
 * right before any handler runs. */
enum { MOST_INSTRUCTIONS_LATE = VOW_CONFIG_TICKLESS ? 800 : 200 };

static struct vow_oneshot *const oneshot = &vow_board_oneshot;
static uint32_t due, fired_at;
static unsigned fired;

/* QEMU runs an instruction a nanosecond; rp2040js counts the chip's cycles, two for an instruction at most on the mean. */
static uint32_t latest(void)
{
    const uint32_t hz = strcmp(vow_board_name, "rpi-pico") == 0 ? vow_board_core_hz() / 2 : 1000000000u;

    return 1 + (uint32_t)((uint64_t)MOST_INSTRUCTIONS_LATE * vow_oneshot_counts_hz(oneshot) / hz);
}
static uint32_t counts_of_us(uint32_t us) { return vow_oneshot_counts_from_us(oneshot, us); }

static void note(void *argument)
{
    (void)argument;
    fired_at = vow_oneshot_now(oneshot);
    fired++;
}

static void open(void)
{
    vow_board_oneshot_open();
    fired = 0;
}

static void start(uint32_t counts)
{
    due = vow_oneshot_now(oneshot) + counts;
    vow_oneshot_start_at(oneshot, due, note, NULL);
}

/* Without a sleep of the loop no time passes on native. */
static void wait_us(uint32_t us)
{
    const uint32_t from = vow_oneshot_now(oneshot);

    while (vow_oneshot_now(oneshot) - from < counts_of_us(us))
        vow_sleep_ms(1);
}

static void expect_on_time(void)
{
    EXPECT((int32_t)(fired_at - due) >= 0);
    EXPECT((int32_t)(fired_at - due) <= (int32_t)latest());
}

VOW_TEST(oneshot_fires_once_on_time)
{
    static const uint32_t us[] = { 10, 77, 500, 1000, 1001, 5000, 12345 };

    open();
    for (unsigned i = 0; i < sizeof us / sizeof us[0]; i++) {
        fired = 0;
        start(counts_of_us(us[i]));
        wait_us(20000);
        EXPECT_EQ(fired, 1);
        expect_on_time();
    }
}

/* Every small count, and 0: the deadline passes while it is being set. */
VOW_TEST(oneshot_passes_while_being_set)
{
    open();
    for (uint32_t counts = 0; counts < 100; counts++) {
        fired = 0;
        start(counts);
        drain();
        EXPECT_EQ(fired, 1);
        EXPECT((int32_t)(fired_at - due) >= 0 && fired_at - due < counts_of_us(100));
        EXPECT_EQ(vow_oneshot_left(oneshot), 0);
    }
}

/* Masked until it is over: it fires as soon as it may, also when it had passed before it was set. */
VOW_TEST(oneshot_has_passed)
{
    uintptr_t state;
    uint32_t from;

    open();
    from = vow_oneshot_now(oneshot);
    vow_oneshot_start_at(oneshot, from - 1000, note, NULL);
    drain();
    EXPECT_EQ(fired, 1);
    EXPECT(fired_at - from < counts_of_us(100));
    state = vow_irq_save();
    vow_oneshot_start_at(oneshot, vow_oneshot_now(oneshot), note, NULL);
    EXPECT_EQ(fired, 1);
    EXPECT_EQ(vow_oneshot_left(oneshot), 1);
    vow_irq_restore(state);
    drain();
    EXPECT_EQ(fired, 2);
}

VOW_TEST(oneshot_start_replaces)
{
    open();
    start(counts_of_us(3000));
    start(counts_of_us(7000));
    wait_us(4000);
    EXPECT_EQ(fired, 0);
    wait_us(5000);
    EXPECT_EQ(fired, 1);
    expect_on_time();
    start(counts_of_us(7000));
    start(counts_of_us(3000));
    wait_us(10000);
    EXPECT_EQ(fired, 2);
    expect_on_time();
}

VOW_TEST(oneshot_stop_before_and_after)
{
    uint32_t left;

    open();
    EXPECT_EQ(vow_oneshot_stop(oneshot), 0);
    start(counts_of_us(9000));
    wait_us(3000);
    left = vow_oneshot_left(oneshot);
    EXPECT(left > counts_of_us(4000) && left <= counts_of_us(6000));
    EXPECT(vow_oneshot_stop(oneshot) <= left);
    wait_us(10000);
    EXPECT_EQ(fired, 0);
    EXPECT_EQ(vow_oneshot_left(oneshot), 0);
    start(counts_of_us(100));
    wait_us(1000);
    EXPECT_EQ(vow_oneshot_stop(oneshot), 0);
    EXPECT_EQ(fired, 1);
}

/* Its interrupt is pending already when it is stopped, or replaced. */
VOW_TEST(oneshot_stop_of_one_that_is_due)
{
    const uintptr_t state = vow_irq_save();

    open();
    start(0);
    EXPECT_EQ(vow_oneshot_stop(oneshot), 1);
    vow_irq_restore(state);
    drain();
    EXPECT_EQ(fired, 0);
}

VOW_TEST(oneshot_replaces_one_that_is_due)
{
    const uintptr_t state = vow_irq_save();

    open();
    start(0);
    start(counts_of_us(5000));
    vow_irq_restore(state);
    wait_us(3000);
    EXPECT_EQ(fired, 0);
    wait_us(4000);
    EXPECT_EQ(fired, 1);
    expect_on_time();
}

VOW_TEST(oneshot_longest)
{
    open();
    EXPECT(!vow_oneshot_start(oneshot, VOW_ONESHOT_LONGEST_COUNTS + 1, note, NULL));
    EXPECT_EQ(vow_oneshot_left(oneshot), 0);
    EXPECT(vow_oneshot_start(oneshot, VOW_ONESHOT_LONGEST_COUNTS, note, NULL));
    EXPECT(vow_oneshot_left(oneshot) > VOW_ONESHOT_LONGEST_COUNTS - counts_of_us(1000));
    wait_us(50000);
    EXPECT_EQ(fired, 0);
    EXPECT(vow_oneshot_stop(oneshot) < VOW_ONESHOT_LONGEST_COUNTS - counts_of_us(49000));
    EXPECT(vow_oneshot_counts_from_us(oneshot, UINT32_MAX) > VOW_ONESHOT_LONGEST_COUNTS);
}

enum { PULSES = 200 };

/* Each deadline is counted from the last one, not from now. */
static void again(void *period)
{
    fired_at = vow_oneshot_now(oneshot);
    expect_on_time();
    if (++fired < PULSES) {
        due += *(const uint32_t *)period;
        vow_oneshot_start_at(oneshot, due, again, period);
    }
}

VOW_TEST(oneshot_from_its_handler_without_drift)
{
    uint32_t period, from;

    open();
    period = counts_of_us(97);
    from = vow_oneshot_now(oneshot);
    due = from + period;
    vow_oneshot_start_at(oneshot, due, again, &period);
    wait_us(25000);
    EXPECT_EQ(fired, PULSES);
    EXPECT_EQ(due - from, PULSES * period);
}

/* The count and the loop's clock go on together: over a fifth of a second they differ by less than two ticks. The steps are short,
 * because QEMU with sleep=off lets two periods of SysTick pass in a sleep that nothing else ends, and SysTick knows of one. */
VOW_TEST(oneshot_count_keeps_the_time)
{
    const uint32_t ticks = VOW_CONFIG_CLOCK_HZ / 5;
    uint32_t from, last, counts_a_tick;
    vow_time began;

    open();
    counts_a_tick = vow_oneshot_counts_hz(oneshot) / VOW_CONFIG_CLOCK_HZ;
    drain();
    began = vow_clock_now();
    from = last = vow_oneshot_now(oneshot);
    while (vow_clock_now() - began < ticks) {
        uint32_t now;

        vow_await(vow_oneshot_delay(oneshot, counts_a_tick / 10));
        now = vow_oneshot_now(oneshot);
        EXPECT((int32_t)(now - last) > 0);
        last = now;
    }
    EXPECT(last - from > (ticks - 2) * counts_a_tick);
    EXPECT(last - from < (ticks + 2) * counts_a_tick);
}

/* Over a tick that nobody could take. (On native no time passes here.) */
VOW_TEST(oneshot_count_goes_on_while_masked)
{
    uintptr_t state;
    uint32_t from, last, now;
    bool went_back = false;

    open();
    drain();
    state = vow_irq_save();
    from = last = vow_oneshot_now(oneshot);
    for (unsigned i = 0; i < 100000 && last - from < vow_oneshot_counts_hz(oneshot) / VOW_CONFIG_CLOCK_HZ * 5 / 4; i++) {
        now = vow_oneshot_now(oneshot);
        went_back |= (int32_t)(now - last) < 0;
        last = now;
    }
    vow_irq_restore(state);
    EXPECT(!went_back);
}

static struct vow_promise *event;
static void settle_event(void *unused)
{
    note(unused);
    vow_promise_resolve_from_isr(&vow_main_loop, event, vow_string("woken"));
}

/* No timer of the loop is due for long: the interrupt ends the sleep. */
VOW_TEST(oneshot_wakes_the_sleeping_loop)
{
    open();
    event = vow_promise_new("event");
    vow_promise_retain(event);
    due = vow_oneshot_now(oneshot) + counts_of_us(2500);
    vow_oneshot_start_at(oneshot, due, settle_event, NULL);
    await_traced(event, "");
    EXPECT(vow_oneshot_now(oneshot) - due < counts_of_us(200));
    expect_on_time();
    EXPECT_TRACE("woken\n");
}

VOW_TEST(oneshot_delay_in_many_steps)
{
    uint32_t from;

    open();
    for (unsigned i = 0; i < 50; i++) {
        from = vow_oneshot_now(oneshot);
        vow_await(vow_oneshot_delay(oneshot, counts_of_us(130)));
        EXPECT(vow_oneshot_now(oneshot) - from >= counts_of_us(130));
        EXPECT(vow_oneshot_now(oneshot) - from < counts_of_us(200));
    }
}

static void watch_error(struct vow_promise *promise, const char *name)
{
    vow_value reason = VOW_UNDEFINED;

    vow_await_result(promise, &reason);
    TRACE("%s %s", name,
          reason.e == &vow_error_oneshot_busy ? "busy" : reason.e == &vow_error_oneshot_too_long ? "too long"
          : reason.e == &vow_error_oneshot_stopped ? "stopped" : "?");
}

VOW_TEST(oneshot_delay_refuses)
{
    struct vow_promise *first;

    open();
    watch_error(vow_oneshot_delay(oneshot, VOW_ONESHOT_LONGEST_COUNTS + 1), "long");
    first = vow_oneshot_delay(oneshot, counts_of_us(500));
    watch_error(vow_oneshot_delay(oneshot, 10), "second");
    await_traced(first, "first");
    start(counts_of_us(500));
    watch_error(vow_oneshot_delay(oneshot, 10), "behind a start");
    wait_us(2000);
    EXPECT_EQ(fired, 1);
    EXPECT_TRACE("long too long\nsecond busy\nfirst undefined\nbehind a start busy\n");
}

VOW_TEST(oneshot_delay_is_stopped_and_replaced)
{
    struct vow_promise *delay;

    open();
    delay = vow_oneshot_delay(oneshot, counts_of_us(5000));
    EXPECT(vow_oneshot_stop(oneshot) > counts_of_us(4000));
    watch_error(delay, "first");
    delay = vow_oneshot_delay(oneshot, counts_of_us(5000));
    start(counts_of_us(300));
    watch_error(delay, "second");
    wait_us(8000);
    EXPECT_EQ(fired, 1);
    EXPECT_TRACE("first stopped\nsecond stopped\n");
}

/* Stopped by the more urgent of two handlers, started by the other. */
static void stop_it(void) { TRACE("left %s", vow_oneshot_stop(oneshot) ? "some" : "none"); }
static void start_it(void)
{
    start(counts_of_us(1000));
    vow_test_irq_raise(1);
}

VOW_TEST(oneshot_from_other_handlers)
{
    open();
    vow_test_irq_connect(0, start_it);
    vow_test_irq_connect(1, stop_it);
    vow_test_irq_raise(0);
    wait_us(3000);
    EXPECT_EQ(fired, 0);
    EXPECT_TRACE("left some\n");
}
