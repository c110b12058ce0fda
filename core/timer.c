/* SPDX-License-Identifier: MIT */
/* Timers: a wheel of levels with 16 slots each.
 *
 * A timer's place follows from its due time and the time at which the wheel stands: the level is that of the highest
 * 4-bit digit in which the two differ, the slot is that digit of the due time. So starting and stopping cost the same
 * whatever the number of timers, and no timer knows where it is. When the wheel reaches a slot of a higher level, the
 * slot's timers move to lower ones, in their order and one in each pass of the loop: the wheel stands meanwhile.
 *
 * Timers with equal due times fire in the order in which they were started: as long as the wheel has not reached the
 * slot, both get the same level and slot (the digits above agree or both differ), and each list is kept in order. While
 * a list moves, what is started joins its end.
 *
 * Invariants: a slot of a level is occupied only if its index is larger than that level's digit of wheel_time. The wheel
 * has nothing to do before stop_low; while timers move, stop_low is wheel_time, which has come.
 */
#include "internal.h"

enum { DIGIT_BITS = 4, SLOTS = VOW_TIMER_SLOTS, TOP_SHIFT = DIGIT_BITS * VOW_CONFIG_TIMER_LEVELS };
_Static_assert(SLOTS == 1 << DIGIT_BITS && SLOTS <= 32, "one bitmap word a level");
_Static_assert(TOP_SHIFT < 32, "a place is found in the low words");

#define WHEEL_SPAN (1u << TOP_SHIFT)

/* Is the first low word of a time before the second? They are never 2^31 apart: see near_stop. */
static inline bool before(uint32_t a, uint32_t b) { return (a - b) >> 31; }

/* ---- rings: doubly linked; the list's pointer leads to the last one ---- */

static inline __attribute__((always_inline)) void ring_add(struct vow_timer **list, struct vow_timer *timer)
{
    struct vow_timer *last = *list;

    *list = timer;
    if (last) {
        struct vow_timer *first = last->next;

        timer->next = first;
        timer->previous = last;
        first->previous = timer;
        last->next = timer;
    } else {
        timer->next = timer->previous = timer;
    }
}

static inline struct vow_timer *ring_shift(struct vow_timer **list)
{
    struct vow_timer *last = *list, *first = last->next, *second = first->next;

    last->next = second;
    second->previous = last;
    if (first == last)
        *list = NULL;
    first->next = NULL;
    return first;
}

/* ---- places ---- */

struct place {
    struct vow_timer **slot;
    uint32_t *occupied, bit;
    uint32_t stop; /* when the wheel comes there, the low word */
};

/* The word of a level's bitmap: DIGIT_BITS bytes after that of the level below. */
static inline uint32_t *occupied_at(struct vow_loop *loop, unsigned shift)
{
    _Static_assert(DIGIT_BITS == sizeof *loop->occupied, "shift is an offset");
    return (uint32_t *)(void *)((char *)loop->occupied + shift);
}

static inline struct vow_timer **slot_at(struct vow_loop *loop, unsigned shift, unsigned index)
{
    return &loop->slot[shift * (SLOTS / DIGIT_BITS) + index];
}

/* False: the timer is due already, or further away than the wheel reaches. */
static inline __attribute__((always_inline)) bool find_place(struct vow_loop *loop, vow_time wheel, vow_time due,
                                                             bool later, struct place *place)
{
    uint32_t difference = (uint32_t)due ^ (uint32_t)wheel, digits;
    unsigned shift, index;

    if (UNLIKELY((uint32_t)(due >> 32) != (uint32_t)(wheel >> 32) || difference >= WHEEL_SPAN))
        return false;
    if (!later && UNLIKELY(!difference))
        return false;
    shift = (31u - (unsigned)__builtin_clz(difference)) & ~(DIGIT_BITS - 1u);
    digits = (uint32_t)due >> shift;
    index = digits & (SLOTS - 1);
    place->slot = slot_at(loop, shift, index);
    place->occupied = occupied_at(loop, shift);
    place->bit = 1u << index;
    place->stop = digits << shift;
    return true;
}

static inline __attribute__((always_inline)) void stop_not_after(struct vow_loop *loop, uint32_t stop, uint32_t stop_low)
{
    if (before(stop, stop_low))
        loop->stop_low = stop;
}

/* The wheel will come there: before the slot gets its first timer. `stop_low` is the loop's, read before. */
static inline __attribute__((always_inline)) void occupy(struct vow_loop *loop, const struct place *place, uint32_t stop_low)
{
    *place->occupied |= place->bit;
    stop_not_after(loop, place->stop, stop_low);
}

/* Puts it where it belongs while the wheel stands. */
static __attribute__((noinline)) void put(struct vow_loop *loop, struct vow_timer *timer)
{
    struct vow_timer **list = &DUE(loop, 0);
    struct place place;

    if (LIKELY(find_place(loop, loop->wheel_time, timer->due, false, &place))) {
        list = place.slot;
        if (!*list)
            occupy(loop, &place, loop->stop_low);
    } else if (timer->due > loop->wheel_time) {
        list = &loop->far;
        stop_not_after(loop, ((uint32_t)loop->wheel_time | (WHEEL_SPAN - 1)) + 1, loop->stop_low);
    } else if (VOW_CONFIG_LEVELS > 1) {
        list = &DUE(loop, LEVEL_OF_TIMER(timer));
    }
    ring_add(list, timer);
}

static void move_one(struct vow_loop *loop)
{
    put(loop, ring_shift(&loop->moving));
    if (!loop->moving)
        loop->stop_low++;
}

/* ---- starting and stopping ---- */

/* The wheel has something to do first, or the timer has no place in it. */
static __attribute__((noinline)) void start_slowly(struct vow_loop *loop, struct vow_timer *timer)
{
    if (UNLIKELY(timer->due < loop->wheel_time)) /* the sum was too large */
        timer->due = VOW_TIME_NEVER;
    if (!loop->moving) {
        put(loop, timer);
        return;
    }
    ring_add(&loop->moving, timer);
    move_one(loop); /* for each that joins one leaves: they come to an end */
}

static inline __attribute__((always_inline)) void start(struct vow_loop *loop, struct vow_timer *timer, vow_time now,
                                                        vow_time due, void (*callback)(void *argument), void *argument)
{
    const uint32_t stop_low = loop->stop_low;
    struct place place;

    timer->callback = callback;
    timer->argument = argument;
    timer->due = due;
#if VOW_CONFIG_LEVELS > 1
    timer->level = loop->current->level;
#endif
    /* Nothing lies between wheel_time and `now`: let the wheel stand there, and a near timer is placed only once. */
    if (LIKELY(before((uint32_t)now, stop_low))) {
        loop->wheel_time = now;
        if (LIKELY(find_place(loop, now, due, true, &place))) {
            if (!*place.slot)
                occupy(loop, &place, stop_low);
            ring_add(place.slot, timer);
            return;
        }
    }
    start_slowly(loop, timer);
}

static __attribute__((noinline)) void start_again_at(struct vow_timer *timer, vow_time due,
                                                     void (*callback)(void *argument), void *argument)
{
    vow_timer_stop(timer);
    vow_timer_start_at(timer, due, callback, argument);
}

void vow_timer_start_at(struct vow_timer *timer, vow_time due, void (*callback)(void *argument), void *argument)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    vow_time now = loop_now(loop);

    if (UNLIKELY(timer->next))
        start_again_at(timer, due, callback, argument);
    else
        start(loop, timer, now, due > now ? due : now + 1, callback, argument);
}

static __attribute__((noinline)) void start_again_ms(struct vow_timer *timer, uint32_t ms,
                                                     void (*callback)(void *argument), void *argument)
{
    vow_timer_stop(timer);
    vow_timer_start_ms(timer, ms, callback, argument);
}

void vow_timer_start_ms(struct vow_timer *timer, uint32_t ms, void (*callback)(void *argument), void *argument)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    vow_time now = loop_now(loop);

    if (UNLIKELY(timer->next))
        start_again_ms(timer, ms, callback, argument);
    else
        start(loop, timer, now, now + vow_ticks_from_ms(ms + !ms), callback, argument);
}

void vow_timer_start_us(struct vow_timer *timer, uint32_t us, void (*callback)(void *argument), void *argument)
{
    NOT_IN_HANDLER_NOR_CALLEE();
    vow_timer_start_at(timer, time_after(loop_now(LOOP), vow_ticks_from_us(us)), callback, argument);
}

bool vow_timer_stop(struct vow_timer *timer)
{
    NOT_IN_HANDLER();
    struct vow_loop *loop = LOOP;
    struct vow_timer *next = timer->next, *previous = timer->previous, *last = next == timer ? NULL : previous;
    struct vow_timer **due;
    struct place place;

    if (!next)
        return false;
    previous->next = next;
    next->previous = previous;
    timer->next = NULL;
    if (LIKELY(find_place(loop, loop->wheel_time, timer->due, false, &place)) && *place.slot == timer) {
        *place.slot = last;
        if (!last)
            *place.occupied &= ~place.bit;
    } else if ((due = due_ending_with(loop, timer)) != NULL) {
        *due = last;
    } else if (loop->far == timer) {
        loop->far = last;
    } else if (loop->moving == timer) {
        loop->moving = last;
    }
    return true;
}

/* ---- the wheel turns ---- */

/* The next time at which the wheel has something to do: a slot of the lowest level that has one. *shift is TOP_SHIFT for
 * the list of far ones, and for no timer at all. */
static vow_time next_stop(const struct vow_loop *loop, unsigned *shift)
{
    uint32_t low = (uint32_t)loop->wheel_time;

    for (*shift = 0; *shift < TOP_SHIFT; *shift += DIGIT_BITS) {
        uint32_t occupied = loop->occupied[*shift / DIGIT_BITS];

        if (occupied) {
            uint32_t digits = (low >> *shift & ~(SLOTS - 1u)) | (uint32_t)__builtin_ctz(occupied);

            return loop->wheel_time + ((digits << *shift) - low);
        }
    }
    return loop->far ? (loop->wheel_time | (WHEEL_SPAN - 1)) + 1 : VOW_TIME_NEVER;
}

/* At most 2^30 ahead, so that low words can be compared. */
static vow_time near(const struct vow_loop *loop, vow_time stop)
{
    return stop - loop->wheel_time < 1u << 30 ? stop : loop->wheel_time + (1u << 30);
}

/* Not later than the first due time; that very time if its timer is alone in its slot: the wheel's stops on the way to it can wait. */
vow_time vow_timers_deadline_(const struct vow_loop *loop)
{
    unsigned shift;
    vow_time stop;

    if (has_due(loop) || loop->moving)
        return loop->wheel_time;
    stop = next_stop(loop, &shift);
    if (shift < TOP_SHIFT) {
        const struct vow_timer *last = loop->slot[shift * (SLOTS / DIGIT_BITS) + ((uint32_t)stop >> shift & (SLOTS - 1))];

        if (last->next == last)
            stop = last->due;
    }
    return stop == VOW_TIME_NEVER ? stop : near(loop, stop);
}

/* Takes the list out of the place that the wheel has come to. Those of its lowest level are due; where tasks have levels they are
 * sorted by those as they move. */
static void stop_at(struct vow_loop *loop, vow_time time, unsigned shift)
{
    struct vow_timer **list = &loop->far;
    uint32_t low = (uint32_t)time;

    loop->wheel_time = time;
    if (shift < TOP_SHIFT) {
        unsigned index = low >> shift & (SLOTS - 1);

        *occupied_at(loop, shift) &= ~(1u << index);
        list = slot_at(loop, shift, index);
    }
    if (shift == 0 && VOW_CONFIG_LEVELS == 1)
        DUE(loop, 0) = *list;
    else
        loop->moving = *list;
    *list = NULL;
    loop->stop_low = low + !loop->moving;
}

/* One step, called when the clock has reached stop_low and, without levels, no timer is due. */
void vow_timers_advance_(struct vow_loop *loop)
{
    vow_time now, stop;
    unsigned shift;

    if (loop->moving) {
        move_one(loop);
        return;
    }
    now = loop_now(loop);
    stop = next_stop(loop, &shift);
    if (stop <= now) {
        stop_at(loop, stop, shift);
    } else {
        loop->wheel_time = now;
        loop->stop_low = (uint32_t)near(loop, stop);
    }
}

/* One macrotask. */
void vow_timer_fire_(struct vow_loop *loop)
{
    struct vow_timer *timer = ring_shift(&DUE(loop, LEVEL_SERVED(loop)));

    loop->job = NO_JOB;
    timer->callback(timer->argument);
}
