/* SPDX-License-Identifier: MIT */
/* Waiting for the first of several things.
 *
 *     struct vow_case cases[] = {
 *         vow_case_receive(&readings),
 *         vow_case_operation(vow_uart_read(uart, buffer, sizeof buffer)),
 *         vow_case_timeout_ms(100),
 *     };
 *     switch (vow_select(cases, 3)) {
 *     case 0: use(cases[0].value); ...
 */
#ifndef VOW_SELECT_H
#define VOW_SELECT_H

#include <vow/broadcast.h>
#include <vow/channel.h>
#include <vow/event.h>
#include <vow/mutex.h>
#include <vow/semaphore.h>

VOW_BEGIN_DECLARATIONS

/* Rules for cases
 *  - Exactly one happens, and at that moment all others are withdrawn: nothing is received, sent, locked or taken by them.
 *  - If several have happened already it is the first in the array; but an operation that is over comes before everything else, because
 *    it cannot be taken back. Later it is the one that happens first; a promise happens in the turn after it has settled.
 *  - Promises: one of vow_case_promise is borrowed, and if it loses it goes on as before. One of vow_case_operation is consumed; if it
 *    loses it is cancelled, as by a deadline, and awaited, its cleanup included. Should it be over all the same (two operations at one moment, or one
 *    that answers its cancel with a value), `status` and `value` of its case say so.
 *  - A condition is no case: its wait gives the mutex up, and a case that lost would have to lock it again, and wait. Let who notifies
 *    set an event, or send to a channel. vow_uart_write waits in its own task: an async function around it is an operation.
 *  - A case is used once. Private but for `status` and `value`. */

struct vow_case;
struct vow_case_methods;

struct vow_case {
    union {
        struct vow_waiter waiter;
        struct vow_timer timer;
        struct vow_reaction reaction;
    } at;
    const struct vow_case_methods *methods;
    void *object;               /* the channel, mutex ..., or promise */
    struct vow_selection *selection;
    vow_value value;            /* received; of a promise; VOW_UNDEFINED */
    uint8_t status;             /* VOW_PENDING: it did not happen. Otherwise as vow_await_result would say */
};

/** The cases. vow_channel_receive: VOW_ITEM, or VOW_DONE of a closed channel. vow_channel_send: VOW_FULFILLED, or VOW_REJECTED with
 *  vow_error_channel_closed. A subscriber: VOW_ITEM or VOW_DONE. A promise: its own status. The others: VOW_FULFILLED.
 *  @memory borrow what they name; vow_case_operation consumes the promise, and vow_select must follow
 *  @context task   @suspends no   @cancel - */
struct vow_case vow_case_receive(struct vow_channel *channel);
struct vow_case vow_case_send(struct vow_channel *channel, vow_value item);
struct vow_case vow_case_lock(struct vow_mutex *mutex);
struct vow_case vow_case_acquire(struct vow_semaphore *semaphore);
struct vow_case vow_case_event(struct vow_event *event);
struct vow_case vow_case_subscriber(struct vow_subscriber *subscriber);
struct vow_case vow_case_timeout_ms(uint32_t ms);
struct vow_case vow_case_deadline(vow_time deadline);
struct vow_case vow_case_promise(struct vow_promise *promise);
struct vow_case vow_case_operation(struct vow_promise *promise);

/** Waits until one case happens.
 *  @return its index; its `status` and `value` say how. Nothing is thrown for a rejection
 *  @memory borrows cases   @context task   @suspends yes, at least one microtask turn; and until the cleanup of operations that
 *  lost is over   @cancel strict: either a case has happened, or all are withdrawn, a
 *  vow_case_operation with the operation's own grade */
size_t vow_select(struct vow_case *cases, size_t count);

VOW_END_DECLARATIONS

#endif
