/* SPDX-License-Identifier: MIT */
/* Stacks that are not tasks': how deep they ever were (VOW_CONFIG_STACK_PAINT). */
#ifndef VOW_ARCH_PAINTED_H
#define VOW_ARCH_PAINTED_H

#include <stddef.h>
#include <stdint.h>

#include <vow/config.h>

#define VOW_PAINT 0xa5a5a5a5u

static inline void vow_paint_(void *bottom, const void *top)
{
#if VOW_CONFIG_STACK_PAINT
    for (volatile uint32_t *word = bottom; (const volatile void *)word < top; word++)
        *word = VOW_PAINT;
#else
    (void)bottom, (void)top;
#endif
}

static inline size_t vow_painted_used_(const void *lowest, const void *top)
{
    const uint32_t *word = lowest;

    while (VOW_CONFIG_STACK_PAINT && (const void *)word < top && *word == VOW_PAINT)
        word++;
    return VOW_CONFIG_STACK_PAINT ? (size_t)((const char *)top - (const char *)word) : 0;
}

#endif
