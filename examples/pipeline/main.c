/* SPDX-License-Identifier: MIT */
/* A producer and a consumer over a channel: the slower one sets the pace, and nothing is lost at the end. */
#include <stdio.h>

#include <vow/vow.h>

enum { ITEMS = 8, CAPACITY = 3, CONSUMER_MS = 10 };

VOW_CHANNEL_DEFINE(readings, CAPACITY);

static vow_value produce(void *argument)
{
    for (int i = 1; i <= ITEMS; i++) {
        vow_channel_send(&readings, vow_int(i * i));         /* waits while the channel is full */
        printf("%3u ms  sent %d, %u in the channel\n", (unsigned)vow_clock_now(), i * i, vow_channel_count(&readings));
    }
    vow_channel_close(&readings);
    return vow_pointer(argument);
}
static const struct vow_async_function produce_fn = VOW_ASYNC_FUNCTION(produce, 0, 512);

int main(void)
{
    struct vow_channel_stream stream;
    struct vow_promise *producer = vow_call(&produce_fn, NULL, 0);
    int sum = 0;

    VOW_FOR_AWAIT(reading, vow_channel_receive_all(&stream, &readings)) {
        vow_sleep_ms(CONSUMER_MS);                           /* the work that an item makes */
        sum += (int)reading.value.i;
        printf("%3u ms  received %d\n", (unsigned)vow_clock_now(), (int)reading.value.i);
    }
    vow_await(producer);
    printf("sum %d\n", sum);
    return 0;
}
