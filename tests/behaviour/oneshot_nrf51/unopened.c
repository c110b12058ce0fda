/* SPDX-License-Identifier: MIT */
/* The tick's interrupt is the one-shot timer's, too. */
#include "../../harness/script.h"

#include <vow/irq.h>
#include <vow/oneshot_nrf51.h>

#include "../../../drivers/timer_nrf51.h"

/* What a null pointer to the device would lead to: the vector table begins with the stack's end, taken for the registers. */
static volatile uint32_t *written_by_mistake(void)
{
    static volatile uintptr_t null; /* as the compiler must not know: it makes a trap of such an access */
    struct vow_timer_nrf51_registers *const *device = (struct vow_timer_nrf51_registers *const *)null;

    return &(*device)->compare[VOW_TIMER_NRF51_ALARM];
}

VOW_TEST(oneshot_handler_before_it_is_opened_writes_nothing)
{
    static struct vow_oneshot unopened;
    volatile uint32_t *word = written_by_mistake();
    const uintptr_t state = vow_irq_save();
    const uint32_t before = *word;
    uint32_t after;

    *word = 0x5a5a5a5a;
    vow_oneshot_nrf51_handler(&unopened);
    after = *word;
    *word = before;
    vow_irq_restore(state);
    EXPECT_EQ(after, 0x5a5a5a5a);
}
