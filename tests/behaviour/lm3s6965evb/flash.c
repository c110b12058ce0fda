/* SPDX-License-Identifier: MIT */
/* Flash is read-only, other than that of the MPS2 boards, which is RAM: a store does not change it. (QEMU drops it. Flash is written
 * through the registers of LM3S6965 data sheet, chapter 7 (Internal Memory), which QEMU does not have.) So this board shows that nothing
 * of Vow's is linked into flash that is written. */
#include "../../harness/test.h"

extern uint32_t vow_link_flash[], vow_link_data_start[];

/* Returns whether the word has another value after a store. */
static bool is_writable(volatile uint32_t *word)
{
    const uint32_t before = *word;
    bool changed;

    *word = ~before;
    changed = *word != before;
    *word = before;
    return changed;
}

VOW_TEST(flash_is_read_only)
{
    static const uint32_t constant = 1;

    EXPECT(!is_writable(vow_link_flash));
    EXPECT(!is_writable((volatile uint32_t *)(uintptr_t)&constant));
    EXPECT(is_writable(vow_link_data_start));
}
