/* SPDX-License-Identifier: MIT */
/* Ten seconds with nothing to do: ../run counts how often the processor goes to sleep. */
#include <vow/vow.h>

int main(void)
{
    vow_sleep_ms(10000);
    return 0;
}
