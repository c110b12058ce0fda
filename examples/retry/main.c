/* SPDX-License-Identifier: MIT */
/* An operation that is sometimes too slow: each attempt has a deadline, and the pauses between them grow. */
#include <stdio.h>

#include <vow/vow.h>

enum { ATTEMPTS = 4, TIMEOUT_MS = 100, FIRST_PAUSE_MS = 50 };

static void log_line(const char *text) { printf("%4u ms  %s\n", (unsigned)vow_clock_now(), text); }

static void bus_released(void *argument)
{
    (void)argument;
    log_line("the bus is released");
}

/* A sensor that answers after so many milliseconds. A deadline cuts the wait short, and the bus is released all the same. */
static vow_value read_sensor(void *argument)
{
    uint32_t answers_after_ms = *(uint32_t *)argument;
    VOW_DEFER(bus_released, NULL);

    log_line("asked");
    vow_sleep_ms(answers_after_ms);
    return vow_int(21);
}
static const struct vow_async_function read_sensor_fn = VOW_ASYNC_FUNCTION(read_sensor, 1, 512);

/* The reading, or the last attempt's error is thrown. */
static int read_with_retries(const uint32_t *answers_after_ms)
{
    uint32_t pause_ms = FIRST_PAUSE_MS;

    for (int attempt = 0;; attempt++) {
        vow_value value;
        struct vow_promise *reading = vow_call(&read_sensor_fn, &answers_after_ms[attempt], sizeof *answers_after_ms);

        if (vow_await_timeout_ms(reading, TIMEOUT_MS, &value) == VOW_FULFILLED)
            return (int)value.i;
        if (value.e != &vow_error_timeout || attempt + 1 == ATTEMPTS)
            vow_throw(value);
        log_line(value.e->message);
        vow_sleep_ms(pause_ms);
        pause_ms *= 2;
    }
}

int main(void)
{
    static const uint32_t recovers[ATTEMPTS] = { 300, 250, 30, 0 }, stays_slow[ATTEMPTS] = { 300, 300, 300, 300 };

    printf("reading: %d degrees\n", read_with_retries(recovers));
    VOW_TRY {
        read_with_retries(stays_slow);
    } VOW_CATCH(e) {
        printf("given up: %s\n", e.e->name);
    } VOW_END
    return 0;
}
