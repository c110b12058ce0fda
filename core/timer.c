/* SPDX-License-Identifier: MIT */
/* Timers: a wheel of levels with 32 slots each.
 *
 * A timer's place follows from its due time and the time at which the wheel stands: the level is that of the highest
 * 5-bit digit in which the two differ, the slot is that digit of the due time. So starting and stopping cost the same
 * whatever the number of timers, and no timer knows where it is. When the wheel reaches a slot of a higher level, the
 * slot's timers are placed again, in their order.
 *
 * Timers with equal due times fire in the order in which they were started: as long as the wheel has not reached the
 * slot, both get the same level and slot (the digits above agree or both differ), and each list is kept in order.
 *
 * Invariant: a slot of a level is occupied only if its index is larger than that level's digit of wheel_time.
 */
#include "internal.h"

enum { DIGIT_BITS = 5, SLOTS = VOW_TIMER_SLOTS, LEVELS = VOW_CONFIG_TIMER_LEVELS };
_Static_assert(SLOTS == 1 << DIGIT_BITS, "one bitmap word a level");

#define WHEEL_SPAN ((vow_time)1 << (DIGIT_BITS * LEVELS))

static inline unsigned digit(vow_time time, unsigned level) { return (uint32_t)(time >> (DIGIT_BITS * level)) % SLOTS; }

/* The list that a timer with this due time belongs to. */
static struct vow_timer **list_for(struct vow_loop *loop, vow_time due, uint32_t **occupied, unsigned *index)
{
    vow_time difference = due ^ loop->wheel_time;
    unsigned level;

    *occupied = NULL;
    if (due <= loop->wheel_time)
        return &loop->due;
    if (difference >= WHEEL_SPAN)
        return &loop->far;
    level = (31u - (unsigned)__builtin_clz((uint32_t)difference)) * 13 >> 6; /* divided by 5, exact up to 34 */
    *occupied = &loop->occupied[level];
    *index = digit(due, level);
    return &loop->slot[level][*index];
}

/* Rings are doubly linked; the list's pointer leads to the last one. */
static void append(struct vow_loop *loop, struct vow_timer *timer)
{
    uint32_t *occupied;
    unsigned index;
    struct vow_timer **list = list_for(loop, timer->due, &occupied, &index), *last = *list;

    if (last) {
        timer->next = last->next;
        timer->previous = last;
        last->next->previous = timer;
        last->next = timer;
    } else {
        timer->next = timer->previous = timer;
        if (occupied)
            *occupied |= 1u << index;
    }
    *list = timer;
}

static void remove(struct vow_loop *loop, struct vow_timer *timer)
{
    uint32_t *occupied;
    unsigned index;
    struct vow_timer **list = list_for(loop, timer->due, &occupied, &index);

    if (timer->next == timer) {
        *list = NULL;
        if (occupied)
            *occupied &= ~(1u << index);
    } else {
        timer->next->previous = timer->previous;
        timer->previous->next = timer->next;
        if (*list == timer)
            *list = timer->previous;
    }
    timer->next = NULL;
}

void vow_timer_start_at(struct vow_timer *timer, vow_time due, void (*callback)(void *argument), void *argument)
{
    struct vow_loop *loop = LOOP;

    if (timer->next)
        remove(loop, timer);
    timer->callback = callback;
    timer->argument = argument;
    timer->due = due <= loop->wheel_time ? loop->wheel_time + 1 : due;
    append(loop, timer);
}

static void start_after(struct vow_timer *timer, vow_time ticks, void (*callback)(void *argument), void *argument)
{
    vow_timer_start_at(timer, vow_loop_now_(LOOP) + (ticks ? ticks : 1), callback, argument);
}

void vow_timer_start_ms(struct vow_timer *timer, uint32_t ms, void (*callback)(void *argument), void *argument)
{
    start_after(timer, vow_ticks_from_ms(ms), callback, argument);
}

void vow_timer_start_us(struct vow_timer *timer, uint32_t us, void (*callback)(void *argument), void *argument)
{
    start_after(timer, vow_ticks_from_us(us), callback, argument);
}

bool vow_timer_stop(struct vow_timer *timer)
{
    if (!timer->next)
        return false;
    remove(LOOP, timer);
    return true;
}

/* ---- the wheel turns ---- */

/* The next time at which the wheel has something to do: a slot of the lowest level that has one. */
static vow_time next_stop(struct vow_loop *loop, unsigned *level)
{
    for (*level = 0; *level < LEVELS; ++*level) {
        unsigned shift = DIGIT_BITS * *level, index = digit(loop->wheel_time, *level);
        uint32_t ahead = loop->occupied[*level] & ~((2u << index) - 1);

        if (ahead) {
            vow_time turn = loop->wheel_time >> (shift + DIGIT_BITS) << (shift + DIGIT_BITS);

            return turn | (vow_time)(unsigned)__builtin_ctz(ahead) << shift;
        }
    }
    return loop->far ? (loop->wheel_time | (WHEEL_SPAN - 1)) + 1 : VOW_TIME_NEVER;
}

/* Places each timer of a list again. */
static void place_again(struct vow_loop *loop, struct vow_timer **list)
{
    struct vow_timer *last = *list, *timer, *next;

    if (!last)
        return;
    *list = NULL;
    timer = last->next;
    last->next = NULL;
    for (; timer; timer = next) {
        next = timer->next;
        append(loop, timer);
    }
}

static void stop_at(struct vow_loop *loop, vow_time time, unsigned level)
{
    loop->wheel_time = time;
    if (level == LEVELS) {
        place_again(loop, &loop->far);
    } else {
        unsigned index = digit(time, level);

        loop->occupied[level] &= ~(1u << index);
        place_again(loop, &loop->slot[level][index]);
    }
}

bool vow_timers_advance_(struct vow_loop *loop)
{
    vow_time now;
    unsigned level;

    if (loop->due || (uint32_t)loop->wheel_time == loop->ticks_low)
        return loop->due != NULL;
    now = vow_loop_now_(loop);
    while (loop->wheel_time != now && !loop->due) {
        vow_time time = next_stop(loop, &level);

        if (time > now) {
            loop->wheel_time = now;
            break;
        }
        stop_at(loop, time, level);
    }
    return loop->due != NULL;
}

/* One macrotask. */
void vow_timer_fire_(struct vow_loop *loop)
{
    struct vow_timer *timer = loop->due->next;

    remove(loop, timer);
    loop->job = NO_JOB;
    timer->callback(timer->argument);
}

/* Not later than the first due time; equal to it when that is near. */
vow_time vow_timers_deadline_(struct vow_loop *loop)
{
    unsigned level;

    return loop->due ? loop->wheel_time : next_stop(loop, &level);
}
