/* SPDX-License-Identifier: MIT */
/* What connects the hardware of a one-shot timer to the generic part. Only drivers and boards include it. */
#ifndef VOW_ONESHOT_DRIVER_H
#define VOW_ONESHOT_DRIVER_H

#include <vow/oneshot.h>

VOW_BEGIN_DECLARATIONS

struct vow_oneshot_driver {
    /* The count, modulo 2^32. Called in any context. */
    uint32_t (*now)(const struct vow_oneshot *oneshot);

    /* The interrupt shall come when the count reaches `due`, in place of the one before; at once if it has been reached when the
     * hardware is ready. It may come earlier if the hardware does not reach so far. Called in any context. A handler may interrupt it and call
     * either of the two: then it is called once more, so it masks only what must not take longer, such as from a look at the count until
     * the rest of the time is loaded. */
    void (*arm)(struct vow_oneshot *oneshot, uint32_t due);

    /* No interrupt shall come. One that is pending does no harm. Called in any context, as `arm`. */
    void (*disarm)(struct vow_oneshot *oneshot);
};

/** Makes a timer ready, before its interrupt is enabled. A deadline that it had is forgotten.
 *  @memory borrows all for as long as the timer is used   @context init, task, loop   @suspends no */
void vow_oneshot_init(struct vow_oneshot *oneshot, struct vow_loop *loop, const struct vow_oneshot_driver *driver,
                      void *device, uint32_t counts_hz);

/** The body of the handler, after the driver has cleared its interrupt. One that comes too early, or for nothing, is made good.
 *  @context isr */
void vow_oneshot_fire_from_isr(struct vow_oneshot *oneshot);

VOW_END_DECLARATIONS

#endif
