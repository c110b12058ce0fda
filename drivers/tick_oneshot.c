/* SPDX-License-Identifier: MIT */
/* The loop's clock from a one-shot timer. The timer's count is the time, its alarm only says when to look at it: an alarm that
 * comes late, early or for nothing shifts no tick. */
#include <vow/idle.h>
#include <vow/irq.h>
#include <vow/tick_oneshot.h>

/* Half of what the alarm reaches, so that the clock's alarm and the sharer's, which may have passed, can be compared. */
enum { LONGEST_COUNTS = 1 << 30 };

static void handler(void *argument);

/* From the last tick to the ticks-th one after it; at most longest_ticks. */
static uint32_t counts_of(const struct vow_tick_oneshot *tick, uint32_t ticks)
{
    return ticks * tick->counts + (tick->carried + ticks * tick->rest) / tick->tick_hz;
}

/* Of the ticks that have ended since the last one: all, or a part and at least one. 0: none has. */
static uint32_t ticks_since_last(const struct vow_tick_oneshot *tick)
{
    const uint32_t counts = vow_oneshot_now(tick->alarm) - tick->last;
    uint32_t ticks;

    if (counts < counts_of(tick, 1))
        return 0;
    ticks = counts / (tick->counts + !!tick->rest);
    if (ticks > tick->longest_ticks)
        return tick->longest_ticks;
    return ticks ? ticks : 1;
}

static void count_ticks(struct vow_tick_oneshot *tick)
{
    uint32_t ticks;

    while ((ticks = ticks_since_last(tick)) != 0) { /* [I3] */
        tick->last += counts_of(tick, ticks);
        tick->carried = (tick->carried + ticks * tick->rest) % tick->tick_hz;
        vow_loop_tick_from_isr(tick->alarm->loop, ticks); /* [I4] */
    }
}

/* The earlier one of the two; at once if it has passed. */
static void set_alarm(struct vow_tick_oneshot *tick)
{
    const uintptr_t state = vow_irq_save();
    uint32_t due = tick->wake;

    if (tick->sharer_waits && (int32_t)(tick->sharer_due - due) < 0)
        due = tick->sharer_due;
    vow_oneshot_start_at(tick->alarm, due, handler, tick); /* [I2] */
    vow_irq_restore(state);
}

static void set_alarm_to_next_tick(struct vow_tick_oneshot *tick)
{
    tick->wake = tick->last + counts_of(tick, 1); /* [I5] */
    set_alarm(tick);
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

void vow_tick_oneshot_start(struct vow_tick_oneshot *tick, struct vow_oneshot *alarm, uint32_t tick_hz)
{
    const uintptr_t state = vow_irq_save();

    *tick = (struct vow_tick_oneshot){ .alarm = alarm, .tick_hz = tick_hz };
    tick->counts = alarm->counts_hz / tick_hz;
    tick->rest = alarm->counts_hz % tick_hz;
    tick->longest_ticks = LONGEST_COUNTS / (tick->counts + 1);
    if (tick->rest && tick->longest_ticks > UINT32_MAX / tick_hz - 1)
        tick->longest_ticks = UINT32_MAX / tick_hz - 1; /* counts_of stays within 32 bits */
    tick->last = vow_oneshot_now(alarm);
    set_alarm_to_next_tick(tick);
    vow_irq_restore(state);
}

/* While interrupts are masked nobody writes it. */
static vow_time clock_of(const struct vow_loop *loop) { return (vow_time)loop->ticks_high << 32 | loop->ticks_low; }

/* The deadline is counted from the tick that the loop's clock shows, as the alarm is: a tick that is due already is in neither. An
 * alarm that has passed while it is being set is pending, so that the sleep ends at once. */
void vow_tick_oneshot_idle(struct vow_tick_oneshot *tick, vow_time deadline)
{
    const vow_time now = clock_of(tick->alarm->loop), ticks = deadline > now ? deadline - now : 0;

    if (ticks > 1) {
        tick->wake = tick->last + counts_of(tick, ticks < tick->longest_ticks ? (uint32_t)ticks : tick->longest_ticks); /* [I1] */
        set_alarm(tick);
        vow_hook_idle(deadline);
        count_ticks(tick);
        set_alarm_to_next_tick(tick);
    } else {
        vow_hook_idle(deadline);
        count_ticks(tick);
    }
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
    set_alarm(tick);
}

/* The alarm may come for nothing then. */
static void sharer_disarm(struct vow_oneshot *sharer) { ((struct vow_tick_oneshot *)sharer->device)->sharer_waits = false; }

void vow_tick_oneshot_share(struct vow_tick_oneshot *tick, struct vow_oneshot *sharer)
{
    static const struct vow_oneshot_driver driver = { sharer_now, sharer_arm, sharer_disarm };

    tick->sharer_waits = false;
    vow_oneshot_init(sharer, tick->alarm->loop, &driver, tick, tick->alarm->counts_hz);
    tick->sharer = sharer;
}
