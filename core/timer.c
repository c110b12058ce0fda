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

/* Is the first low word of a time before the second? They are never 2^31 apart: see near_stop. */
static inline bool before(uint32_t a, uint32_t b) { return (int32_t)(a - b) < 0; }

/* A timer's place in the wheel. */
struct place {
    struct vow_timer **slot;
    unsigned level, index;
    uint32_t stop; /* when the wheel comes there, the low word */
};

/* False: the timer is due already, or further away than the wheel reaches. */
static inline __attribute__((always_inline)) bool find_place(struct vow_loop *loop, vow_time due, struct place *place)
{
    vow_time difference = due ^ loop->wheel_time;
    uint32_t low = (uint32_t)difference, digits;
    unsigned shift;

    if (UNLIKELY(difference >> 32 || low - 1 >= WHEEL_SPAN - 1 || due < loop->wheel_time))
        return false;
    place->level = (31u - (unsigned)__builtin_clz(low)) * 13 >> 6; /* divided by 5, exact up to 34 */
    shift = DIGIT_BITS * place->level;
    digits = (uint32_t)due >> shift;
    place->index = digits & (SLOTS - 1);
    place->stop = digits << shift;
    place->slot = &loop->slot[place->level][place->index];
    return true;
}

/* The list of a timer that has no place in the wheel. */
static struct vow_timer **other_list(struct vow_loop *loop, vow_time due)
{
    return due <= loop->wheel_time ? &loop->due : &loop->far;
}

/* Rings are doubly linked; the list's pointer leads to the last one. */
static inline void ring_add(struct vow_timer **list, struct vow_timer *timer)
{
    struct vow_timer *last = *list;

    if (last) {
        timer->next = last->next;
        timer->previous = last;
        last->next->previous = timer;
        last->next = timer;
    } else {
        timer->next = timer->previous = timer;
    }
    *list = timer;
}

/* True if the list is empty now. */
static inline bool ring_remove(struct vow_timer **list, struct vow_timer *timer)
{
    bool last = timer->next == timer;

    if (last) {
        *list = NULL;
    } else {
        timer->next->previous = timer->previous;
        timer->previous->next = timer->next;
        if (*list == timer)
            *list = timer->previous;
    }
    timer->next = NULL;
    return last;
}

static __attribute__((noinline)) void add_to_other(struct vow_loop *loop, struct vow_timer *timer)
{
    uint32_t turned = ((uint32_t)loop->wheel_time | (WHEEL_SPAN - 1)) + 1;

    ring_add(other_list(loop, timer->due), timer);
    if (before(turned, loop->stop_low))
        loop->stop_low = turned;
}

static inline __attribute__((always_inline)) void add(struct vow_loop *loop, struct vow_timer *timer)
{
    struct place place;

    if (UNLIKELY(!find_place(loop, timer->due, &place))) {
        add_to_other(loop, timer);
        return;
    }
    ring_add(place.slot, timer);
    loop->occupied[place.level] |= 1u << place.index;
    if (before(place.stop, loop->stop_low))
        loop->stop_low = place.stop;
}

static void remove(struct vow_loop *loop, struct vow_timer *timer)
{
    struct place place;

    if (UNLIKELY(!find_place(loop, timer->due, &place)))
        ring_remove(other_list(loop, timer->due), timer);
    else if (ring_remove(place.slot, timer))
        loop->occupied[place.level] &= ~(1u << place.index);
}

/* ---- starting and stopping ---- */

static inline __attribute__((always_inline)) void start(struct vow_loop *loop, struct vow_timer *timer, vow_time now,
                                                        vow_time due, void (*callback)(void *argument), void *argument)
{
    if (UNLIKELY(timer->next))
        remove(loop, timer);
    timer->callback = callback;
    timer->argument = argument;
    /* Nothing lies between wheel_time and `now`: let the wheel stand there, and a near timer is placed only once. */
    if (before((uint32_t)now, loop->stop_low))
        loop->wheel_time = now;
    timer->due = due > now ? due : now + 1;
    add(loop, timer);
}

void vow_timer_start_at(struct vow_timer *timer, vow_time due, void (*callback)(void *argument), void *argument)
{
    struct vow_loop *loop = LOOP;

    start(loop, timer, loop_now(loop), due, callback, argument);
}

void vow_timer_start_ms(struct vow_timer *timer, uint32_t ms, void (*callback)(void *argument), void *argument)
{
    struct vow_loop *loop = LOOP;
    vow_time now = loop_now(loop);

    start(loop, timer, now, now + vow_ticks_from_ms(ms), callback, argument);
}

void vow_timer_start_us(struct vow_timer *timer, uint32_t us, void (*callback)(void *argument), void *argument)
{
    vow_timer_start_at(timer, loop_now(LOOP) + vow_ticks_from_us(us), callback, argument);
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
        add(loop, timer);
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
    vow_time now = loop_now(loop), time;
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
