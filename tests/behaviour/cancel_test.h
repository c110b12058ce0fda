/* SPDX-License-Identifier: MIT */
/* What the tests of cancellation share. */
#ifndef VOW_TESTS_CANCEL_TEST_H
#define VOW_TESTS_CANCEL_TEST_H

#include "../harness/waiting.h"

ASYNC(sleeper)
{
    TRACE("%s begins", STRING_ARGUMENT);
    VOW_TRY_FINALLY {
        vow_sleep_ms(1000);
        TRACE("%s slept", STRING_ARGUMENT);
    } VOW_FINALLY {
        TRACE("%s cleans up", STRING_ARGUMENT);
        vow_sleep_ms(1);
        TRACE("%s ends", STRING_ARGUMENT);
    } VOW_END
    return vow_int(1);
}

#endif
