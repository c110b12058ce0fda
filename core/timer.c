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

#define WHEEL_SPAN (1u << (DIGIT_BITS * LEVELS))
_Static_assert(DIGIT_BITS * LEVELS < 32, "a place is found in the low words");

/* A list of timers: a slot of the wheel with its bit, or one of the two other lists. */
struct place {
    struct vow_timer **list;
    uint32_t *occupied, bit;
    unsigned shift; /* of the level's digit */
};

static inline __attribute__((always_inline)) struct place place_of(struct vow_loop *loop, vow_time due)
{
    vow_time difference = due ^ loop->wheel_time;
    uint32_t low = (uint32_t)difference;
    struct place place = { &loop->due, NULL, 0, 0 };
    unsigned level, index;

    if (difference >> 32 || low >= WHEEL_SPAN) {
        if (due > loop->wheel_time)
            place.list = &loop->far;
    } else if (due > loop->wheel_time) {
        level = (31u - (unsigned)__builtin_clz(low)) * 13 >> 6; /* divided by 5, exact up to 34 */
        place.shift = DIGIT_BITS * level;
        index = (uint32_t)due >> place.shift & (SLOTS - 1);
        place.list = &loop->slot[level][index];
        place.occupied = &loop->occupied[level];
        place.bit = 1u << index;
    }
    return place;
}

/* Rings are doubly linked; the list's pointer leads to the last one. */
static struct place append(struct vow_loop *loop, struct vow_timer *timer)
{
    struct place place = place_of(loop, timer->due);
    struct vow_timer *last = *place.list;

    if (last) {
        timer->next = last->next;
        timer->previous = last;
        last->next->previous = timer;
        last->next = timer;
    } else {
        timer->next = timer->previous = timer;
        if (place.occupied)
            *place.occupied |= place.bit;
    }
    *place.list = timer;
    return place;
}

static void remove(struct vow_loop *loop, struct vow_timer *timer)
{
    struct place place = place_of(loop, timer->due);

    if (timer->next == timer) {
        *place.list = NULL;
        if (place.occupied)
            *place.occupied &= ~place.bit;
    } else {
        timer->next->previous = timer->previous;
        timer->previous->next = timer->next;
        if (*place.list == timer)
            *place.list = timer->previous;
    }
    timer->next = NULL;
}

/* Is the first low word of a time before the second? They are never 2^31 apart: see stop_low. */
static inline bool before(uint32_t a, uint32_t b) { return (int32_t)(a - b) < 0; }

/* Nothing lies between wheel_time and `now`, so the wheel may stand there: near timers then need no second placing. */
static void follow_clock(struct vow_loop *loop, vow_time now)
{
    if (before((uint32_t)now, loop->stop_low))
        loop->wheel_time = now;
}

static void start(struct vow_loop *loop, struct vow_timer *timer, vow_time due, void (*callback)(void *argument),
                  void *argument)
{
    uint32_t stop;
    struct place place;

    if (timer->next)
        remove(loop, timer);
    timer->callback = callback;
    timer->argument = argument;
    timer->due = due;
    place = append(loop, timer);
    if (place.occupied)
        stop = (uint32_t)due >> place.shift << place.shift;
    else
        stop = ((uint32_t)loop->wheel_time | (WHEEL_SPAN - 1)) + 1; /* far: when the wheel has turned */
    if (before(stop, loop->stop_low))
        loop->stop_low = stop;
}

void vow_timer_start_at(struct vow_timer *timer, vow_time due, void (*callback)(void *argument), void *argument)
{
    struct vow_loop *loop = LOOP;

    follow_clock(loop, vow_loop_now_(loop));
    start(loop, timer, due <= loop->wheel_time ? loop->wheel_time + 1 : due, callback, argument);
}

static void start_after(struct vow_timer *timer, vow_time ticks, void (*callback)(void *argument), void *argument)
{
    struct vow_loop *loop = LOOP;
    vow_time now = vow_loop_now_(loop);

    follow_clock(loop, now);
    start(loop, timer, now + (ticks ? ticks : 1), callback, argument);
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

/* The next time at which the wheel has something to do: a slot of the lowest level that has one. *level is LEVELS for
 * the list of far ones, and for no timer at all. */
static vow_time next_stop(const struct vow_loop *loop, unsigned *level)
{
    uint32_t low = (uint32_t)loop->wheel_time;

    for (*level = 0; *level < LEVELS; ++*level) {
        unsigned shift = DIGIT_BITS * *level;
        uint32_t ahead = loop->occupied[*level] & ~((2u << (low >> shift & (SLOTS - 1))) - 1);

        if (ahead) {
            uint32_t stop = (low >> shift & ~(SLOTS - 1u)) | (uint32_t)__builtin_ctz(ahead);

            return loop->wheel_time + ((stop << shift) - low);
        }
    }
    return loop->far ? (loop->wheel_time | (WHEEL_SPAN - 1)) + 1 : VOW_TIME_NEVER;
}

/* At most 2^30 ahead, so that low words can be compared. */
static vow_time near_stop(const struct vow_loop *loop)
{
    vow_time furthest = loop->wheel_time + (1u << 30);
    unsigned level;
    vow_time stop = next_stop(loop, &level);

    return stop < furthest ? stop : furthest;
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
        unsigned index = (uint32_t)time >> (DIGIT_BITS * level) & (SLOTS - 1);

        loop->occupied[level] &= ~(1u << index);
        place_again(loop, &loop->slot[level][index]);
    }
}

/* Called when the clock has reached stop_low: moves the wheel to the clock, or to the first timers that are due. */
void vow_timers_advance_(struct vow_loop *loop)
{
    vow_time now = vow_loop_now_(loop), time;
    unsigned level;

    while ((time = next_stop(loop, &level)) <= now) {
        stop_at(loop, time, level);
        if (loop->due)
            break;
    }
    if (!loop->due)
        loop->wheel_time = now;
    loop->stop_low = (uint32_t)near_stop(loop);
}

/* One macrotask. */
void vow_timer_fire_(struct vow_loop *loop)
{
    struct vow_timer *last = loop->due, *timer = last->next;

    if (timer == last) {
        loop->due = NULL;
    } else {
        last->next = timer->next;
        timer->next->previous = last;
    }
    timer->next = NULL;
    loop->job = NO_JOB;
    timer->callback(timer->argument);
}

/* Not later than the first due time. */
vow_time vow_timers_deadline_(const struct vow_loop *loop)
{
    unsigned level;

    if (loop->due)
        return loop->wheel_time;
    return next_stop(loop, &level) == VOW_TIME_NEVER ? VOW_TIME_NEVER : near_stop(loop);
}
