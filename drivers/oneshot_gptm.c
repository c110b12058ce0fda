/* SPDX-License-Identifier: MIT */
/* General-purpose timer module: LM3S6965 Microcontroller data sheet, "General-Purpose Timers". One timer of 32 bits that counts down
 * once, in the order of "32-Bit One-Shot/Periodic Timer Mode". */
#include <stddef.h>

#include <vow/irq.h>
#include <vow/oneshot_gptm.h>

struct registers {
    volatile uint32_t configuration, mode_a, mode_b, control, reserved[2], mask, raw, masked, clear, load_a;
};
_Static_assert(offsetof(struct registers, control) == 0x0c && offsetof(struct registers, mask) == 0x18, "GPTMCTL, GPTMIMR");
_Static_assert(offsetof(struct registers, load_a) == 0x28, "GPTMTAILR");

enum { CONFIGURATION_32_BITS = 0, MODE_ONCE = 1, CONTROL_ENABLE_A = 1, INTERRUPT_TIME_OUT_A = 1 };

static struct registers *registers_of(const struct vow_oneshot *oneshot)
{
    return ((struct vow_oneshot_gptm *)oneshot->device)->registers;
}

static uint32_t now(const struct vow_oneshot *oneshot) { return ((struct vow_oneshot_gptm *)oneshot->device)->now(); }

static void disarm(struct vow_oneshot *oneshot)
{
    struct registers *device = registers_of(oneshot);

    device->control = 0;
    device->clear = INTERRUPT_TIME_OUT_A;
}

static void arm(struct vow_oneshot *oneshot, uint32_t due)
{
    struct registers *device = registers_of(oneshot);
    uintptr_t state;
    int32_t left;

    disarm(oneshot);
    state = vow_irq_save(); /* 13 instructions, and the count's */
    left = (int32_t)(due - now(oneshot));
    device->load_a = left > 0 ? (uint32_t)left : 1;
    device->control = CONTROL_ENABLE_A;
    vow_irq_restore(state);
}

void vow_oneshot_gptm_open(struct vow_oneshot *oneshot, struct vow_loop *loop, struct vow_oneshot_gptm *device,
                           uint32_t counts_hz)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    static const struct vow_oneshot_driver driver = { now, arm, disarm };
    struct registers *registers = device->registers;

    vow_oneshot_init(oneshot, loop, &driver, device, counts_hz);
    disarm(oneshot);
    registers->configuration = CONFIGURATION_32_BITS;
    registers->mode_a = MODE_ONCE;
    registers->mask = INTERRUPT_TIME_OUT_A;
}

void vow_oneshot_gptm_handler(struct vow_oneshot *oneshot)
{
    registers_of(oneshot)->clear = INTERRUPT_TIME_OUT_A;
    vow_oneshot_fire_from_isr(oneshot);
}
