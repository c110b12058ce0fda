/* SPDX-License-Identifier: MIT */
/* From reset to vow_board_start, and the figures that the linker script knows. */
#include "../common/painted.h"
#include "overflow.h"

#include <vow/board.h>

extern uint32_t vow_link_data_start[], vow_link_data_end[], vow_link_bss_start[], vow_link_bss_end[];
extern const uint32_t vow_link_data_source[];
extern const char vow_link_flash_used[], vow_link_flash_size[], vow_link_ram_used[], vow_link_ram_size[];

/* Defined by picolibc, in a program that uses thread-local data such as errno. */
extern void _set_tls(void *base) __attribute__((weak));
extern char __tls_base[];

#ifdef VOW_ARCH_FPU
/* Coprocessor Access Control Register (B3.2.20): the FPU, CP10 and CP11, is off after reset. */
#define CPACR (*(volatile uint32_t *)0xe000ed88u)
#define CPACR_FPU_FULL (0xfu << 20)
#endif

extern char vow_link_main_stack_bottom[];

#if __ARM_ARCH >= 7
#define CCR (*(volatile uint32_t *)0xe000ed14u)
#define CCR_DIV_0_TRP (1u << 4)
#endif

#ifdef VOW_ARCH_MARGIN_BYTES
#define CCR_STKOFHFNMIGN (1u << 10)
#define SHCSR (*(volatile uint32_t *)0xe000ed24u)
#define SHCSR_USGFAULTENA (1u << 18)

/* Below MSPLIM there is room for what a HardFault stacks, with FPU state: it alone is not checked (ARMv8-M ARM, "CCR"). So a handler
 * that fills the main stack is reported too, and not the end of the processor. */
#define HARDFAULT_BYTES 112

static inline void guard_main_stack(void)
{
    __asm__ volatile("msr msplim, %0" : : "r"(vow_link_main_stack_bottom + HARDFAULT_BYTES));
    CCR |= CCR_STKOFHFNMIGN;
    SHCSR |= SHCSR_USGFAULTENA;
}
#elif VOW_CONFIG_STACK_GUARD && __ARM_ARCH >= 7
#define SHCSR (*(volatile uint32_t *)0xe000ed24u)
#define SHCSR_MEMFAULTENA (1u << 16)

/* ARMv7-M ARM, B3.5. Without an MPU the registers are 0 whatever is written. */
#define MPU_CTRL (*(volatile uint32_t *)0xe000ed94u)
#define MPU_CTRL_ENABLE 1u
#define MPU_CTRL_PRIVDEFENA 4u /* all else is as without the MPU */
#define MPU_RBAR (*(volatile uint32_t *)0xe000ed9cu)
#define MPU_RBAR_VALID 0x10u
#define MPU_RASR (*(volatile uint32_t *)0xe000eda0u)
#define MPU_RASR_ENABLE 1u
#define MPU_RASR_XN (1u << 28) /* and AP 0: no access */
#define MPU_RASR_SIZE ((uint32_t)__builtin_ctz(VOW_ARCH_GUARD_BYTES) - 1) << 1

/* Both regions guard the main stack; one of them moves with the tasks (switch.S). */
static inline void guard_main_stack(void)
{
    for (uintptr_t region = VOW_CORTEXM_MAIN_REGION; region <= VOW_CORTEXM_TASK_REGION; region++) {
        MPU_RBAR = (uintptr_t)vow_link_main_stack_bottom | MPU_RBAR_VALID | region;
        MPU_RASR = MPU_RASR_XN | MPU_RASR_SIZE | MPU_RASR_ENABLE;
    }
    MPU_CTRL = MPU_CTRL_PRIVDEFENA | MPU_CTRL_ENABLE;
    SHCSR |= SHCSR_MEMFAULTENA;
    __asm__ volatile("dsb\n\tisb" : : : "memory");
}
#elif VOW_CONFIG_STACK_GUARD
static inline void guard_main_stack(void)
{
    *(uint32_t *)(void *)(vow_link_main_stack_bottom + VOW_ARCH_MAIN_MARGIN_BYTES) = VOW_ARCH_CANARY;
}
#else
static inline void guard_main_stack(void) {}
#endif

extern void (*const __init_array_start[])(void);
extern void (*const __init_array_end[])(void);

_Noreturn void vow_reset_handler(void);

_Noreturn void vow_reset_handler(void)
{
    const void *sp;

    __asm__ volatile("mov %0, sp" : "=r"(sp));
    vow_paint_(vow_link_main_stack_bottom, sp);
    guard_main_stack();
#if __ARM_ARCH >= 7
    CCR |= CCR_DIV_0_TRP; /* a division by zero is a fault, not a 0 */
#endif
#ifdef VOW_ARCH_FPU
    CPACR |= CPACR_FPU_FULL;
    __asm__ volatile("dsb\n\tisb" : : : "memory");
#endif
    const uint32_t *source = vow_link_data_source;
    for (uint32_t *word = vow_link_data_start; word != vow_link_data_end; word++)
        *word = *source++;
    for (uint32_t *word = vow_link_bss_start; word != vow_link_bss_end; word++)
        *word = 0;
    if (_set_tls)
        _set_tls(__tls_base);

    vow_board_init();
    for (void (*const *constructor)(void) = __init_array_start; constructor != __init_array_end; constructor++)
        (*constructor)();
    vow_board_start();
}

uint32_t vow_board_flash_used(void)
{
    return (uint32_t)(uintptr_t)vow_link_flash_used;
}

uint32_t vow_board_flash_size(void)
{
    return (uint32_t)(uintptr_t)vow_link_flash_size;
}

uint32_t vow_board_ram_used(void)
{
    return (uint32_t)(uintptr_t)vow_link_ram_used;
}

uint32_t vow_board_ram_size(void)
{
    return (uint32_t)(uintptr_t)vow_link_ram_size;
}
