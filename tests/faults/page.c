/* SPDX-License-Identifier: MIT */
/* What docs/CANCELLATION.md shows does what it says. */
#include "points.h"

/* ---- the page ---- */

#include <stdio.h>

#include <vow/cancel_points.h>
#include <vow/irq.h>
#include <vow/uart.h>
#include <vow/vow.h>

static void release_bus(void *bus) { *(bool *)bus = false; }

static vow_value read_sensor(void *argument)
{
    static bool bus_is_taken;
    VOW_DEFER(release_bus, &bus_is_taken); /* on every way out of this function */

    (void)argument;
    bus_is_taken = true;
    vow_sleep_ms(20);                      /* the error arrives here */
    return vow_int(21);
}
static const struct vow_async_function read_sensor_fn = VOW_ASYNC_FUNCTION(read_sensor, 0, 512);

static bool give_up(void)
{
    struct vow_promise *reading = vow_call(&read_sensor_fn, NULL, 0);
    vow_value reason;

    vow_promise_cancel(reading);           /* when the await is over, the bus has been released */
    return vow_await_result(reading, &reason) == VOW_REJECTED && reason.e == &vow_error_cancelled;
}
int read_line_in_time(struct vow_uart *uart, char *line, size_t size)
{
    VOW_TIMEOUT_MS(100); /* or VOW_DEADLINE(time): an absolute time of vow_clock_now() */

    vow_await(vow_uart_read_line(uart, line, size));
    return (int)vow_await_call(&read_sensor_fn, NULL, 0).i; /* in what is left of the 100 ms */
}

bool try_read_line(struct vow_uart *uart, char *line, size_t size)
{
    vow_value reason;

    if (vow_await_timeout_ms(vow_uart_read_line(uart, line, size), 100, &reason) != VOW_REJECTED)
        return true;
    if (reason.e != &vow_error_timeout)
        vow_throw(reason);
    return false;        /* what had come of the line is in the ring, for the next read */
}
static void read_all(void)
{
    VOW_GROUP(sensors) {
        vow_group_limit(&sensors, 2);                  /* two at a time */
        for (int i = 0; i < 8; i++)
            vow_group_call(&sensors, &read_sensor_fn, NULL, 0);
    }
}

static int read_difference(void)
{
    struct vow_answer inside, outside;                 /* in front of the block: it must outlive the children */
    int difference = 0;

    VOW_GROUP(sensors) {
        vow_group_ask(&sensors, &inside, &read_sensor_fn, NULL, 0);
        vow_group_ask(&sensors, &outside, &read_sensor_fn, NULL, 0);
        difference = vow_answer_await(&inside).i - vow_answer_await(&outside).i;
    }
    return difference;
}

static void read_each(const int *addresses, size_t count, vow_value *values)
{
    vow_await_each(&read_sensor_fn, addresses, sizeof *addresses, count, 2, values); /* two at a time, the values in order */
}
void say_goodbye(void *argument)
{
    struct vow_uart *uart = argument;

    /* Shielded. A deadline of its own bounds what may take for ever. */
    VOW_TRY {
        VOW_TIMEOUT_MS(50);
        vow_uart_write(uart, "bye\r\n", 5);
        vow_uart_flush(uart);
    } VOW_CATCH(e) {
        (void)e;
    } VOW_END
}

void erase_and_write(struct vow_uart *uart)
{
    VOW_SHIELD(); /* both or none */

    vow_uart_write(uart, "E0", 2);
    vow_uart_write(uart, "W0", 2);
}
struct adc {
    struct vow_source source;    /* the first member */
    struct vow_loop *loop;
    struct vow_promise *promise; /* not NULL: a conversion is under way. The handler's, too */
};

static struct vow_promise *take_promise(struct adc *adc)
{
    uintptr_t state = vow_irq_save();
    struct vow_promise *promise = adc->promise;

    adc->promise = NULL;
    vow_irq_restore(state);
    return promise;
}

static enum vow_cancel_outcome cancel_conversion(struct vow_source *source, struct vow_promise *promise)
{
    if (!take_promise((struct adc *)source))
        return VOW_CANCEL_TOO_LATE; /* the handler was first */
    vow_promise_reject(promise, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;           /* the hardware is stopped here */
}

static struct vow_promise *adc_convert(struct adc *adc)
{
    static const struct vow_source_methods methods = { "adc", cancel_conversion };
    struct vow_promise *promise = vow_promise_new("adc");

    if (vow_promise_status(promise) != VOW_PENDING)
        return promise;             /* the pool is dry */
    adc->source.methods = &methods;
    vow_promise_set_source(promise, &adc->source);
    adc->promise = vow_promise_retain(promise); /* the hardware is started here */
    return promise;
}

static void adc_handler(struct adc *adc, unsigned sample)
{
    struct vow_promise *promise = take_promise(adc);

    if (promise)
        vow_promise_resolve_from_isr(adc->loop, promise, vow_uint(sample));
}
static const char *sensor_still_answers(void *context)
{
    (void)context;
    return vow_await_call(&read_sensor_fn, NULL, 0).i == 21 ? NULL : "the sensor answers nonsense";
}

static bool survives_every_cancel(void)
{
    const struct vow_cancel_trial trial = { .function = &read_sensor_fn, .check = sensor_still_answers };
    struct vow_cancel_report report;

    if (!vow_cancel_points_try(&trial, &report))
        printf("await %u of %u: %s\n", report.at, report.points, report.fault);
    return !report.fault;
}

/* ---- its tests ---- */

VOW_TEST(cancellation_page_gives_up_a_call) { EXPECT(give_up()); }
VOW_TEST(cancellation_page_survives_every_cancel) { EXPECT(survives_every_cancel()); }

VOW_TEST(cancellation_page_reads_two_at_a_time)
{
    vow_time before = vow_clock_now();

    read_all();
    EXPECT(vow_clock_now() >= before + vow_ticks_from_ms(4 * 20));
}

VOW_TEST(cancellation_page_awaits_answers)
{
    static const int addresses[] = { 1, 2, 3 };
    vow_value values[3];

    EXPECT_EQ(read_difference(), 0);
    read_each(addresses, 3, values);
    EXPECT_EQ(values[2].i, 21);
}

static struct adc adc;

static void convert(void *sample) { adc_handler(&adc, *(unsigned *)sample); }

static void expect_conversion(unsigned sample)
{
    struct vow_timer timer = { 0 };

    vow_timer_start_ms(&timer, 2, convert, &sample);
    EXPECT_EQ(vow_await(adc_convert(&adc)).u, sample);
}

VOW_TEST(cancellation_page_takes_a_conversion_back)
{
    unsigned late = 7;
    vow_value reason;

    adc.loop = &vow_main_loop;
    expect_conversion(41);
    EXPECT_EQ(vow_await_timeout_ms(adc_convert(&adc), 3, &reason), VOW_REJECTED);
    EXPECT(reason.e == &vow_error_timeout);
    convert(&late);
    expect_conversion(42);
}
