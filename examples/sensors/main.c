/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <vow/vow.h>

struct sensor { const char *name; uint32_t answers_after_ms; };
VOW_CHANNEL_DEFINE(readings, 4);

static void power_off(void *argument)
{
    printf("%3u ms  %s is off\n", (unsigned)vow_clock_now(), ((struct sensor *)argument)->name);
}

static vow_value read_sensor(void *argument)
{
    const struct sensor *sensor = argument;
    VOW_DEFER(power_off, argument);              /* on every way out, that of a cancel too */

    vow_sleep_ms(sensor->answers_after_ms);
    vow_channel_send(&readings, vow_string(sensor->name));
    return VOW_UNDEFINED;
}
static const struct vow_async_function read_sensor_fn = VOW_ASYNC_FUNCTION(read_sensor, 1, 512);

int main(void)
{
    static const struct sensor sensors[] = { { "inside", 30 }, { "outside", 60 }, { "broken", 5000 } };
    vow_value name;

    VOW_TRY {
        VOW_TIMEOUT_MS(100);                     /* for all that is awaited in this block */
        VOW_GROUP(readers) {                     /* is not left before its children are over */
            for (int i = 0; i < 3; i++)
                vow_group_call(&readers, &read_sensor_fn, &sensors[i], sizeof sensors[i]);
        }
    } VOW_CATCH(e) {
        printf("%3u ms  %s\n", (unsigned)vow_clock_now(), e.e->message);
    } VOW_END
    while (vow_channel_try_receive(&readings, &name))
        printf("%s has answered\n", name.s);
    return 0;
}
