/* SPDX-License-Identifier: MIT */
/* Timer 0, interrupt 19. The count is SysTick's, at the same clock: QEMU 7.2 does not let a timer of this chip be read. */
#include <vow/board.h>
#include <vow/board_oneshot.h>
#include <vow/board_systick.h>
#include <vow/irq_controller.h>
#include <vow/oneshot_gptm.h>

#define SYSCTL_RCGC1 (*(volatile uint32_t *)0x400fe104u)
#define RCGC1_TIMER0 (1u << 16)
#define TIMER0_REGISTERS ((void *)0x40030000u)

enum { TIMER0_A_INTERRUPT = 19 };

void vow_irq19_handler(void);

static struct vow_oneshot_gptm timer0 = { TIMER0_REGISTERS, vow_board_systick_cycles };
struct vow_oneshot vow_board_oneshot;

void vow_board_oneshot_open(void)
{
    SYSCTL_RCGC1 |= RCGC1_TIMER0;
    (void)SYSCTL_RCGC1; /* a module may be used 3 clocks after its own starts */
    vow_oneshot_gptm_open(&vow_board_oneshot, &vow_main_loop, &timer0, vow_board_core_hz());
    vow_irq_enable(TIMER0_A_INTERRUPT, VOW_IRQ_NORMAL);
}

void vow_irq19_handler(void) { vow_oneshot_gptm_handler(&vow_board_oneshot); }
