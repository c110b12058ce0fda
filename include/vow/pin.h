/* SPDX-License-Identifier: MIT */
/* Input pins: promises of edges. A board defines its pins; drivers use vow_pin_level_from_isr. */
#ifndef VOW_PIN_H
#define VOW_PIN_H

#include <stdbool.h>

#include <vow/cancel.h>
#include <vow/loop.h>

VOW_BEGIN_DECLARATIONS

/* Rules for pins
 *  - Every edge that the handler has seen is told by exactly one promise, in order, or is kept for a later one: levels
 *    alternate, so keeping an edge takes a count and nothing can overflow. Two edges so close that the handler finds the level
 *    unchanged are two edges.
 *  - One wait at a time.
 *  - A pin belongs to the loop that it was opened with. The fields are private. */
struct vow_pin {
    struct vow_source source;
    struct vow_loop *loop;
    struct vow_promise *promise;          /* not NULL: somebody waits, and every edge has been told */
    volatile uint32_t edges_in;           /* the handler's */
    uint32_t edges_out;                   /* told; the handler's while somebody waits */
    bool first_level;
};

extern const struct vow_error vow_error_pin_busy; /* another wait for this pin's edge is under way */

/** Makes a pin ready, before its interrupt is enabled.
 *  @param level  that it has now   @memory borrows the loop   @context init, task, loop   @suspends no */
void vow_pin_init(struct vow_pin *pin, struct vow_loop *loop, bool level);

/** The handler has been called for an edge and has then read this level.   @context isr */
void vow_pin_level_from_isr(struct vow_pin *pin, bool level);

/** The next edge: fulfilled with the level that it led to, 0 or 1 (`value.u`).
 *  @errors vow_error_pin_busy, vow_error_pool_promise   @memory one reference   @context task, loop   @suspends no
 *  @cancel strict: no edge is lost */
struct vow_promise *vow_pin_edge(struct vow_pin *pin);

/** The level behind the last edge that was told.   @context task, loop   @suspends no */
bool vow_pin_level(const struct vow_pin *pin);

VOW_END_DECLARATIONS

#endif
