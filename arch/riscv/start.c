/* SPDX-License-Identifier: MIT */
/* From reset to vow_board_start, and the figures that the linker script knows. */
#include "../common/painted.h"
#include "guard.h"

#include <vow/board.h>

extern uint32_t vow_link_data_start[], vow_link_data_end[], vow_link_bss_start[], vow_link_bss_end[];
extern const uint32_t vow_link_data_source[];

/* Words, not addresses of symbols: code reaches 2 GiB around itself, and a small number is further away. */
extern const uint32_t vow_link_figures[4];
enum { FLASH_USED, FLASH_SIZE, RAM_USED, RAM_SIZE };

extern void (*const __init_array_start[])(void);
extern void (*const __init_array_end[])(void);

_Noreturn void vow_reset_handler(void);

/* The stack, gp, tp, mscratch and mtvec are set (trap.S); interrupts are masked until memory is ready. */
_Noreturn void vow_reset_handler(void)
{
    const void *sp;

    __asm__ volatile("mv %0, sp" : "=r"(sp));
    /* Not the locked guard at the bottom: there are resets that leave it locked (QEMU's 7.2 does). */
    vow_paint_(vow_link_interrupt_stack_bottom + VOW_ARCH_GUARD_BYTES, sp);
    const uint32_t *source = vow_link_data_source;
    for (uint32_t *word = vow_link_data_start; word != vow_link_data_end; word++)
        *word = *source++;
    for (uint32_t *word = vow_link_bss_start; word != vow_link_bss_end; word++)
        *word = 0;
#if VOW_CONFIG_STACK_GUARD
    vow_guards_init_();
#endif
    __asm__ volatile("csrsi mstatus, 8" : : : "memory");

    vow_board_init();
    for (void (*const *constructor)(void) = __init_array_start; constructor != __init_array_end; constructor++)
        (*constructor)();
    vow_board_start();
}

uint32_t vow_board_flash_used(void) { return vow_link_figures[FLASH_USED]; }
uint32_t vow_board_flash_size(void) { return vow_link_figures[FLASH_SIZE]; }
uint32_t vow_board_ram_used(void) { return vow_link_figures[RAM_USED]; }
uint32_t vow_board_ram_size(void) { return vow_link_figures[RAM_SIZE]; }
