/* SPDX-License-Identifier: MIT */
/* The crystal of 12 MHz and the PLL at 125 MHz. Registers: RP2040 Datasheet 2.14 (resets), 2.15 (clocks), 2.16 (XOSC),
 * 2.18 (PLL), 4.7 (watchdog, for the tick). */
#include "rpi-pico.h"

#define CLK_REF_CTRL     RP2040_REGISTER(0x40008030u)
#define CLK_REF_SELECTED RP2040_REGISTER(0x40008038u)
#define CLK_SYS_CTRL     0x4000803cu
#define CLK_SYS_SELECTED RP2040_REGISTER(0x40008044u)
#define CLK_PERI_CTRL    RP2040_REGISTER(0x40008048u)
#define CLK_REF_CTRL_XOSC    2u /* SELECTED has one bit for each source */
#define CLK_SYS_CTRL_SRC_AUX 1u
#define CLK_SYS_CTRL_AUX_PLL 0u
#define CLK_PERI_CTRL_ENABLE (1u << 11) /* from clk_sys */

#define XOSC_CTRL    RP2040_REGISTER(0x40024000u)
#define XOSC_STATUS  RP2040_REGISTER(0x40024004u)
#define XOSC_STARTUP RP2040_REGISTER(0x4002400cu)
#define XOSC_CTRL_1_TO_15_MHZ 0xaa0u
#define XOSC_CTRL_ENABLE      (0xfabu << 12)
#define XOSC_STATUS_STABLE    (1u << 31)

#define PLL_SYS_CS    RP2040_REGISTER(0x40028000u)
#define PLL_SYS_PWR   0x40028004u
#define PLL_SYS_FBDIV RP2040_REGISTER(0x40028008u)
#define PLL_SYS_PRIM  RP2040_REGISTER(0x4002800cu)
#define PLL_CS_LOCK      (1u << 31)
#define PLL_PWR_PD       (1u << 0)
#define PLL_PWR_POSTDIV  (1u << 3)
#define PLL_PWR_VCO      (1u << 5)
#define PLL_PRIM_DIV_1(n) ((uint32_t)(n) << 16)
#define PLL_PRIM_DIV_2(n) ((uint32_t)(n) << 12)

#define WATCHDOG_TICK RP2040_REGISTER(0x4005802cu)
#define WATCHDOG_TICK_ENABLE (1u << 9)

enum { XOSC_MHZ = 12, FEEDBACK = 125, DIVIDER_1 = 6, DIVIDER_2 = 2 }; /* the VCO at 1500 MHz, within 750 and 1600 */
_Static_assert(XOSC_MHZ * 1000000 / (DIVIDER_1 * DIVIDER_2) * FEEDBACK == RP2040_CORE_HZ, "the PLL's output");

/* 2.16.3: about 1 ms, in units of 256 cycles of the crystal. */
enum { XOSC_STARTUP_256_CYCLES = (XOSC_MHZ * 1000 + 128) / 256 };

void vow_rp2040_reset(uint32_t blocks)
{
    RP2040_SET(RP2040_RESETS) = blocks;
    RP2040_CLEAR(RP2040_RESETS) = blocks;
    while ((RP2040_REGISTER(RP2040_RESETS_DONE) & blocks) != blocks)
        continue;
}

/* After the boot ROM everything runs from the ring oscillator; after a debugger's reset perhaps from this PLL, so the processor
 * leaves it first. The multiplexers of clk_ref and clk_sys may be switched while they run, their auxiliary ones not (2.15.3.2). */
void vow_rp2040_start_clocks(void)
{
    XOSC_STARTUP = XOSC_STARTUP_256_CYCLES;
    XOSC_CTRL = XOSC_CTRL_1_TO_15_MHZ | XOSC_CTRL_ENABLE;
    while (!(XOSC_STATUS & XOSC_STATUS_STABLE))
        continue;

    RP2040_CLEAR(CLK_SYS_CTRL) = CLK_SYS_CTRL_SRC_AUX;
    while (!(CLK_SYS_SELECTED & 1u))
        continue;
    CLK_REF_CTRL = CLK_REF_CTRL_XOSC;
    while (!(CLK_REF_SELECTED & 1u << CLK_REF_CTRL_XOSC))
        continue;

    /* 2.18.2: the dividers, then the VCO, and when it has locked the post-dividers. */
    vow_rp2040_reset(RP2040_RESETS_PLL_SYS);
    PLL_SYS_CS = 1; /* the reference is the crystal divided by 1 */
    PLL_SYS_FBDIV = FEEDBACK;
    RP2040_CLEAR(PLL_SYS_PWR) = PLL_PWR_PD | PLL_PWR_VCO;
    while (!(PLL_SYS_CS & PLL_CS_LOCK))
        continue;
    PLL_SYS_PRIM = PLL_PRIM_DIV_1(DIVIDER_1) | PLL_PRIM_DIV_2(DIVIDER_2);
    RP2040_CLEAR(PLL_SYS_PWR) = PLL_PWR_POSTDIV;

    RP2040_REGISTER(CLK_SYS_CTRL) = CLK_SYS_CTRL_AUX_PLL;
    RP2040_SET(CLK_SYS_CTRL) = CLK_SYS_CTRL_SRC_AUX;
    while (!(CLK_SYS_SELECTED & 1u << CLK_SYS_CTRL_SRC_AUX))
        continue;
    CLK_PERI_CTRL = CLK_PERI_CTRL_ENABLE;

    /* 4.7.2: clk_ref by 12 is what TIMER counts. */
    WATCHDOG_TICK = WATCHDOG_TICK_ENABLE | XOSC_MHZ;
}
