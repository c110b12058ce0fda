/* SPDX-License-Identifier: MIT */
#include "../../harness/masked_ticks.h"

VOW_TEST(nrf51_masked_ticks_are_made_up) { expect_all_are_made_up(); }
