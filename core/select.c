/* SPDX-License-Identifier: MIT */
/* select: all cases wait with one slot. The first one that happens claims it, and in the same step the others are withdrawn, so
 * whoever had something to give to a loser keeps it. */
#include "select.h"

/* Withdraws all but `winner`. Gives back the first one that cannot be taken back, or `winner`. */
static struct vow_case *withdraw_others(struct vow_selection *selection, struct vow_case *winner)
{
    struct vow_case *firm = NULL;

    for (size_t i = 0; i < selection->count; i++) {
        struct vow_case *one = &selection->cases[i];

        if (one != winner && !one->methods->withdraw(one) && !firm)
            firm = one;
    }
    return firm ? firm : winner;
}

bool vow_select_win_(struct vow_case *one, unsigned status, vow_value value, bool firm)
{
    struct vow_selection *selection = one->selection;

    if (!selection->is_over) {
        struct vow_case *firmest;

        selection->is_over = true;
        firmest = withdraw_others(selection, one);
        selection->chosen = firm ? one : firmest;
    }
    if (selection->chosen != one || selection->slot.node.state != VOW_PENDING)
        return false;
    one->status = (uint8_t)status;
    one->value = value;
    settle(&selection->slot, VOW_FULFILLED, VOW_UNDEFINED);
    return true;
}

bool vow_select_end_(struct vow_waiter *waiter, unsigned status, vow_value value)
{
    return vow_select_win_(CONTAINER_OF(waiter, struct vow_case, at.waiter), status, value, false);
}

static enum vow_cancel_outcome cancel(struct vow_source *source, struct vow_promise *slot)
{
    struct vow_selection *selection = CONTAINER_OF(source, struct vow_selection, source);

    if (selection->is_over)
        return VOW_CANCEL_TOO_LATE;
    selection->is_over = true;
    selection->chosen = withdraw_others(selection, NULL);
    if (selection->chosen)
        return VOW_CANCEL_TOO_LATE;
    settle(slot, VOW_REJECTED, vow_error_value(&vow_error_cancelled));
    return VOW_CANCELLED;
}

static void finish_all(struct vow_selection *selection)
{
    for (size_t i = 0; i < selection->count; i++)
        if (selection->cases[i].methods->finish)
            selection->cases[i].methods->finish(&selection->cases[i]);
}

size_t vow_select(struct vow_case *cases, size_t count)
{
    NOT_IN_HANDLER();
    static const struct vow_source_methods methods = { "select", cancel };
    struct vow_selection selection;
    vow_value reason;

    selection.source.methods = &methods;
    selection.cases = cases;
    selection.chosen = NULL;
    selection.count = count;
    selection.is_over = false;
    slot_init(&selection.slot);
    promise_set_source(&selection.slot, &selection.source);
    for (size_t i = 0; i < count; i++)
        cases[i].selection = &selection;
    for (size_t i = 0; i < count && !selection.is_over; i++)
        cases[i].methods->start(&cases[i]);
    if (vow_await_result(&selection.slot, &reason) >= VOW_REJECTED) {
        finish_all(&selection);
        vow_throw(reason);
    }
    finish_all(&selection);
    return (size_t)(selection.chosen - cases);
}
