/* SPDX-License-Identifier: MIT */
/* The clock of the core and its devices: FE310-G000 Manual v3p1, chapter "Clock Generation (PRCI)", whose sections are named below;
 * and the divider of the flash, "Serial Clock Divisor Register (sckdiv)" of chapter "Serial Peripheral Interface (SPI)". The program
 * runs from that flash. */
#include "hifive1.h"

#define PRCI_HFROSCCFG (*(volatile uint32_t *)0x10008000u)
#define PRCI_HFXOSCCFG (*(volatile uint32_t *)0x10008004u)
#define PRCI_PLLCFG    (*(volatile uint32_t *)0x10008008u)
#define PRCI_PLLOUTDIV (*(volatile uint32_t *)0x1000800cu)
#define QSPI0_SCKDIV   (*(volatile uint32_t *)0x10014000u)

#define OSCILLATOR_ENABLE (1u << 30)
#define OSCILLATOR_READY  (1u << 31)
#define HFROSC_RESET      (OSCILLATOR_ENABLE | 16u << 16 | 4u) /* trim 16, 72 MHz / 5 */

/* "Internal High-Frequency PLL (HFPLL)": 16 MHz / 2 is 8 MHz (6 to 12 allowed), * 64 is 512 MHz (384 to 768), / 2 is 256 MHz (48 to
 * 384). "PLL Output Divider". */
#define PLL_DIVIDE_REFERENCE (1u << 0)   /* pllr: by this and one */
#define PLL_MULTIPLY         (31u << 4)  /* pllf: by 2 * (this and one) */
#define PLL_DIVIDE_OUTPUT    (1u << 10)  /* pllq: by 2 to the power of this */
#define PLL_SELECT           (1u << 16)
#define PLL_CRYSTAL          (1u << 17)
#define PLL_BYPASS           (1u << 18)
#define PLL_LOCKED           (1u << 31)
#define PLLOUTDIV_BY_1       (1u << 8)

/* 256 MHz / (2 * (8 + 1)) is 14.2 MHz; the flash reads with this command at up to 50 MHz. */
#define FLASH_DIVIDER 8u

/* The lock bit means nothing for the first 100 us ("Internal High-Frequency PLL (HFPLL)"). The core's clock is at most 72 MHz until
 * then. */
#define LOCK_CYCLES 7200u

void vow_hifive1_start_clock(void)
{
    const uint32_t pll = PLL_CRYSTAL | PLL_DIVIDE_REFERENCE | PLL_MULTIPLY | PLL_DIVIDE_OUTPUT;
    uint32_t start;

    /* A boot loader, or this program before a restart, may run from the PLL: to the ring oscillator,
     * "Internal Trimmable Programmable 72 MHz Oscillator (HFROSC)". */
    PRCI_HFROSCCFG = HFROSC_RESET;
    while (!(PRCI_HFROSCCFG & OSCILLATOR_READY))
        continue;
    PRCI_PLLCFG &= ~PLL_SELECT;

    /* "External 16 MHz Crystal Oscillator (HFXOSC)". */
    PRCI_HFXOSCCFG = OSCILLATOR_ENABLE;
    while (!(PRCI_HFXOSCCFG & OSCILLATOR_READY))
        continue;

    QSPI0_SCKDIV = FLASH_DIVIDER;
    PRCI_PLLOUTDIV = PLLOUTDIV_BY_1;
    PRCI_PLLCFG = pll | PLL_BYPASS;
    PRCI_PLLCFG = pll;
    start = vow_hifive1_cycles();
    while (vow_hifive1_cycles() - start < LOCK_CYCLES)
        continue;
    while (!(PRCI_PLLCFG & PLL_LOCKED))
        continue;
    PRCI_PLLCFG = pll | PLL_SELECT;
    PRCI_HFROSCCFG = 0;
}
