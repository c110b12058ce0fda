/* SPDX-License-Identifier: MIT */
/* Watchdogs that no emulator has, or not all of them: memory in the place of their registers says what was written. */
#include "../../harness/test.h"

#include <vow/watchdog_nrf51.h>
#include <vow/watchdog_rp2040.h>
#include <vow/watchdog_sifive.h>

enum { WORDS = 0x620 / 4 };

static uint32_t registers[WORDS];
static struct vow_watchdog watchdog;

static void clear(void)
{
    for (unsigned i = 0; i < WORDS; i++)
        registers[i] = 0;
}

/* How many milliseconds pass until the register has been written again. */
static unsigned fed_after(unsigned place, unsigned limit_ms)
{
    unsigned ms = 0;

    for (registers[place / 4] = 0; !registers[place / 4] && ms < limit_ms; ms++)
        vow_sleep_ms(1);
    return ms;
}

VOW_TEST(watchdog_nrf51_writes_its_registers)
{
    clear();
    vow_watchdog_nrf51_open(&watchdog, registers, 2000);
    EXPECT(registers[0x504 / 4] == 65535);
    EXPECT(registers[0x508 / 4] == 1);
    EXPECT(registers[0x50c / 4] == 1);
    EXPECT(registers[0x000 / 4] == 1);
    EXPECT(registers[0x600 / 4] == 0x6e524635);
    EXPECT(fed_after(0x600, 1000) == 500);
    EXPECT(registers[0x600 / 4] == 0x6e524635);
    vow_timer_stop(&watchdog.timer);
}

VOW_TEST(watchdog_nrf51_counts_at_both_ends)
{
    vow_watchdog_nrf51_open(&watchdog, registers, 10);
    EXPECT(registers[0x504 / 4] == 326);
    vow_watchdog_nrf51_open(&watchdog, registers, 60000);
    EXPECT(registers[0x504 / 4] == 60 * 32768 - 1);
    vow_timer_stop(&watchdog.timer);
}

VOW_TEST(watchdog_rp2040_writes_its_registers)
{
    clear();
    vow_watchdog_rp2040_open(&watchdog, registers, 2000);
    EXPECT(registers[0] == (1u << 30 | 7u << 24));
    EXPECT(registers[1] == 4000000);
    EXPECT(fed_after(4, 1000) == 500);
    EXPECT(registers[1] == 4000000);
    vow_timer_stop(&watchdog.timer);
}

VOW_TEST(watchdog_rp2040_takes_its_longest_time)
{
    vow_watchdog_rp2040_open(&watchdog, registers, 60000);
    EXPECT(registers[1] == VOW_WATCHDOG_RP2040_LONGEST_MS * 2000);
    EXPECT(fed_after(4, 10000) == VOW_WATCHDOG_RP2040_LONGEST_MS / 4);
    vow_timer_stop(&watchdog.timer);
}

VOW_TEST(watchdog_sifive_writes_its_registers)
{
    clear();
    vow_watchdog_sifive_open(&watchdog, registers, 32768, 1000);
    EXPECT(registers[0x20 / 4] == 32768);
    EXPECT(registers[0x00 / 4] == (1u << 8 | 1u << 12));
    EXPECT(registers[0x1c / 4] == 0x51f15e);
    EXPECT(registers[0x18 / 4] == 0xd09f00d);
    registers[0x1c / 4] = 0;
    EXPECT(fed_after(0x18, 1000) == 250);
    EXPECT(registers[0x1c / 4] == 0x51f15e);
    EXPECT(registers[0x18 / 4] == 0xd09f00d);
    vow_timer_stop(&watchdog.timer);
}

VOW_TEST(watchdog_sifive_scales_a_long_time)
{
    vow_watchdog_sifive_open(&watchdog, registers, 32768, 60000);
    EXPECT(registers[0x20 / 4] == 60 * 32768 / 32);
    EXPECT(registers[0x00 / 4] == (1u << 8 | 1u << 12 | 5));
    vow_timer_stop(&watchdog.timer);
}
