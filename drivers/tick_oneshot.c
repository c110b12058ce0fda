/* SPDX-License-Identifier: MIT */
/* The loop's clock from a one-shot timer. The timer's count is the time, its alarm only says when to look at it: an alarm that
 * comes late, early or for nothing shifts no tick.
 *
 * A sleep masks interrupts for the last look and WFI alone:
 *   1. The pause begins: whoever reads the clock from now on, in a handler or in a loop above, counts first.
 *   2. The deadline's place on the count is found, from a clock that no handler has moved meanwhile, and the alarm is set to it.
 *   3. Masked: the caller's last look at what handlers have left since the deadline was found, and WFI.
 *   4. Unmasked: the handlers run. Then the ticks are counted and the alarm is set to the next one, and the pause is over.
 * What is not masked is done over when a handler has changed it meanwhile: `last` tells that ticks were counted, `changes` that somebody
 * wants another alarm. */
#include <vow/idle.h>
#include <vow/irq.h>
#include <vow/tick_oneshot.h>

/* Half of what the alarm reaches, so that the clock's alarm and the sharer's, which may have passed, can be compared. */
enum { LONGEST_COUNTS = 1 << 30 };

static void handler(void *argument);

/* From a tick after which so much is left over to the ticks-th one after it; at most longest_ticks. */
static uint32_t counts_of(const struct vow_tick_oneshot *tick, uint32_t carried, uint32_t ticks)
{
    return ticks * tick->counts + (carried + ticks * tick->rest) / tick->tick_hz;
}

/* Of the ticks that have ended since that one: all, or a part and at least one. 0: none has. */
static uint32_t ticks_since(const struct vow_tick_oneshot *tick, uint32_t last, uint32_t carried)
{
    const uint32_t counts = vow_oneshot_now(tick->alarm) - last;
    uint32_t ticks;

    if (counts < counts_of(tick, carried, 1))
        return 0;
    ticks = counts / (tick->counts + !!tick->rest);
    if (ticks > tick->longest_ticks)
        return tick->longest_ticks;
    return ticks ? ticks : 1;
}

/* Handlers count, too: what they have counted meanwhile is not counted again. */
static void count_ticks(struct vow_tick_oneshot *tick)
{
    uint32_t last, carried, ticks;

    while (last = tick->last, carried = tick->carried, (ticks = ticks_since(tick, last, carried)) != 0) { /* [I3] */
        const uint32_t next = last + counts_of(tick, carried, ticks);
        const uint32_t rest = (carried + ticks * tick->rest) % tick->tick_hz;
        const uintptr_t state = vow_irq_save(); /* 18 instructions, and those of the wake hook */

        if (tick->last == last) {
            tick->last = next;
            tick->carried = rest;
            vow_loop_tick_from_isr(tick->alarm->loop, ticks); /* [I4] */
        }
        vow_irq_restore(state);
    }
}

/* The earlier one of the two; at once if it has passed. */
static void set_alarm(struct vow_tick_oneshot *tick)
{
    uint32_t changes, due;

    do {
        changes = tick->changes;
        due = tick->wake;
        if (tick->sharer_waits && (int32_t)(tick->sharer_due - due) < 0)
            due = tick->sharer_due;
        vow_oneshot_start_at(tick->alarm, due, handler, tick); /* [I2] */
    } while (tick->changes != changes);
}

static void set_wake(struct vow_tick_oneshot *tick, uint32_t wake)
{
    tick->wake = wake;
    tick->changes++;
    set_alarm(tick);
}

static void set_alarm_to_next_tick(struct vow_tick_oneshot *tick)
{
    uint32_t last;

    do {
        last = tick->last;
        set_wake(tick, last + counts_of(tick, tick->carried, 1)); /* [I5] */
    } while (tick->last != last);
}

/* A more urgent handler may start the sharer at any time: vow_oneshot_fire_from_isr makes that good. */
static void handler(void *argument)
{
    struct vow_tick_oneshot *tick = argument;

    count_ticks(tick);
    if (tick->sharer_waits && (int32_t)(vow_oneshot_now(tick->alarm) - tick->sharer_due) >= 0) { /* [I6] */
        tick->sharer_waits = false;
        vow_oneshot_fire_from_isr(tick->sharer);
    }
    set_alarm_to_next_tick(tick);
}

static void catch_up(struct vow_clock_pause *pause)
{
    struct vow_tick_oneshot *tick = (struct vow_tick_oneshot *)(void *)((char *)pause - offsetof(struct vow_tick_oneshot, pause));

    count_ticks(tick);
    set_alarm_to_next_tick(tick);
}

void vow_tick_oneshot_start(struct vow_tick_oneshot *tick, struct vow_oneshot *alarm, uint32_t tick_hz)
{
    VOW_NOT_IN_HANDLER_();
    *tick = (struct vow_tick_oneshot){ .alarm = alarm, .tick_hz = tick_hz, .pause = { catch_up } };
    tick->counts = alarm->counts_hz / tick_hz;
    tick->rest = alarm->counts_hz % tick_hz;
    tick->longest_ticks = LONGEST_COUNTS / (tick->counts + 1);
    if (tick->rest && tick->longest_ticks > UINT32_MAX / tick_hz - 1)
        tick->longest_ticks = UINT32_MAX / tick_hz - 1; /* counts_of stays within 32 bits */
    tick->last = vow_oneshot_now(alarm);
    set_alarm_to_next_tick(tick);
}

/* The ticks from now to the deadline, and in *wake the count of that tick. The deadline is counted from the tick that the loop's clock
 * shows, as the alarm is: a tick that is due already is in neither. */
static uint32_t ticks_until(const struct vow_tick_oneshot *tick, vow_time deadline, uint32_t *wake)
{
    const struct vow_loop *loop = tick->alarm->loop;
    uint32_t last, ticks;

    do {
        vow_time now;

        last = tick->last;
        now = (vow_time)loop->ticks_high << 32 | loop->ticks_low;
        now = deadline > now ? deadline - now : 0; /* [I1] */
        ticks = now < tick->longest_ticks ? (uint32_t)now : tick->longest_ticks;
        *wake = last + counts_of(tick, tick->carried, ticks);
    } while (tick->last != last);
    return ticks;
}

/* With ticks the clock does not ask. */
static inline void pause_clock(struct vow_clock_pause *pause)
{
#if VOW_CONFIG_TICKLESS
    vow_clock_pause_ = pause;
#else
    (void)pause;
#endif
}

/* An alarm that has passed while it is being set is pending, so that the sleep ends at once. If somebody has set it to the next tick
 * since, the clock runs. */
void vow_tick_oneshot_idle(struct vow_tick_oneshot *tick, vow_time deadline, bool (*may_sleep)(void *argument), void *argument)
{
    uint32_t wake;
    uintptr_t state;

    pause_clock(&tick->pause); /* [I8] */
    if (ticks_until(tick, deadline, &wake) > 1)
        set_wake(tick, wake);
    else
        wake = tick->wake;
    state = vow_irq_save(); /* [S1]; 6 instructions, the look and the hook */
    if (may_sleep(argument))
        vow_hook_idle(deadline); /* [S4] */
    vow_irq_restore(state); /* [S5] */
    if (tick->wake == wake)
        catch_up(&tick->pause);
    pause_clock(NULL); /* [I9] */
}

/* ---- the timer that shares the hardware ---- */

static uint32_t sharer_now(const struct vow_oneshot *sharer)
{
    return vow_oneshot_now(((struct vow_tick_oneshot *)sharer->device)->alarm);
}

static void sharer_arm(struct vow_oneshot *sharer, uint32_t due)
{
    struct vow_tick_oneshot *tick = sharer->device;

    tick->sharer_due = due;
    tick->sharer_waits = true; /* [I7] */
    tick->changes++;
    set_alarm(tick);
}

/* The alarm may come for nothing then. */
static void sharer_disarm(struct vow_oneshot *sharer) { ((struct vow_tick_oneshot *)sharer->device)->sharer_waits = false; }

void vow_tick_oneshot_share(struct vow_tick_oneshot *tick, struct vow_oneshot *sharer)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    static const struct vow_oneshot_driver driver = { sharer_now, sharer_arm, sharer_disarm };

    tick->sharer_waits = false;
    vow_oneshot_init(sharer, tick->alarm->loop, &driver, tick, tick->alarm->counts_hz);
    tick->sharer = sharer;
}
