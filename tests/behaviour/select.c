/* SPDX-License-Identifier: MIT */
/* select: every pair of things that can be waited for, one kind with itself, too, in both orders. */
#include "select_test.h"

static void for_each_pair(void (*check)(void))
{
    for (unsigned i = 0; i < KINDS * KINDS; i++)
        check_pair(&kinds[i / KINDS], &kinds[i % KINDS], check);
}

VOW_TEST(select_every_pair_when_the_first_happens_later) { for_each_pair(first_happens_later); }
VOW_TEST(select_every_pair_when_the_second_happens_later) { for_each_pair(second_happens_later); }
VOW_TEST(select_every_pair_when_both_happen_later) { for_each_pair(both_happen_later); }
VOW_TEST(select_every_pair_when_the_first_has_happened) { for_each_pair(first_has_happened); }
VOW_TEST(select_every_pair_when_the_second_has_happened) { for_each_pair(second_has_happened); }
VOW_TEST(select_every_pair_when_both_have_happened) { for_each_pair(both_have_happened); }
VOW_TEST(select_every_pair_when_it_is_cancelled) { for_each_pair(is_cancelled); }
