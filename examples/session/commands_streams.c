/* SPDX-License-Identifier: MIT */
/* Async generators, read by for-await loops. */
#include "session.h"

/* ---- values: delayed values, as in MDN's page on AsyncGenerator ---- */

static vow_value give(void *value, vow_value nothing, enum vow_status status)
{
    (void)nothing, (void)status;
    return vow_pointer(value);
}

/* new Promise(resolve => setTimeout(() => resolve(value), ms)) */
static struct vow_promise *delayed_value(uint32_t ms, intptr_t value)
{
    return vow_promise_then(vow_delay_ms(ms), give, NULL, vow_int(value).p);
}

static vow_value delayed_values(struct vow_generator *self, void *argument)
{
    vow_yield_promise(self, delayed_value(2000, 1));
    vow_yield_promise(self, delayed_value(1000, 2));
    vow_yield_promise(self, delayed_value(500, 3));
    vow_yield_promise(self, delayed_value(250, 4));
    vow_yield_promise(self, delayed_value(125, 5));
    vow_yield_promise(self, delayed_value(50, 6));
    say("All done!");
    return vow_pointer(argument);
}

static const struct vow_generator_function delayed_values_fn = VOW_GENERATOR_FUNCTION(delayed_values, 0, SMALL_STACK);

static vow_value values(void *argument)
{
    (void)argument;
    VOW_FOR_AWAIT(value, vow_iterate(vow_generate(&delayed_values_fn, NULL, 0)))
        say("value %d", (int)value.value.i);
    return VOW_UNDEFINED;
}

/* ---- count: a generator that can be stopped from outside ---- */

static vow_value counter(struct vow_generator *self, void *argument)
{
    const struct call *call = argument;

    VOW_TRY_FINALLY {
        for (int32_t i = 1; i <= call->number[0]; i++) {
            vow_sleep_ms((uint32_t)call->number[1]);
            vow_yield(self, vow_int(i));
        }
    } VOW_FINALLY {
        say("count: finally");
    } VOW_END
    return VOW_UNDEFINED;
}

static const struct vow_generator_function counter_fn = VOW_GENERATOR_FUNCTION(counter, 2, SMALL_STACK);

/* The generators that count now; each entry lies on the stack of its command. */
static struct counting {
    struct vow_generator *generator;
    struct counting *next;
} *counting;

static void forget(void *argument)
{
    struct counting **link = &counting, *the = argument;

    while (*link != the)
        link = &(*link)->next;
    *link = the->next;
    vow_generator_release(the->generator);
}

static vow_value count(void *argument)
{
    struct counting the = { vow_generate(&counter_fn, argument, sizeof(struct call)), counting };

    counting = &the;
    VOW_DEFER(forget, &the);
    VOW_FOR_AWAIT(i, vow_iterate(vow_generator_retain(the.generator)))
        say("count %d", (int)i.value.i);
    say("count: the loop has ended");
    return VOW_UNDEFINED;
}

/* As in JavaScript the request waits for the generator's next yield: until then its body is at work. */
bool stop_counting(void)
{
    for (struct counting *the = counting; the; the = the->next)
        vow_detach(vow_generator_return(the->generator, VOW_UNDEFINED));
    return counting != NULL;
}

static vow_value stop(void *argument)
{
    if (!stop_counting())
        say("stop: nothing counts");
    return vow_pointer(argument);
}

const struct vow_async_function values_fn = VOW_ASYNC_FUNCTION(values, 0, SMALL_STACK);
const struct vow_async_function count_fn = VOW_ASYNC_FUNCTION(count, 2, SMALL_STACK);
const struct vow_async_function stop_fn = VOW_ASYNC_FUNCTION(stop, 0, SMALL_STACK);
