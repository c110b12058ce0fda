/* SPDX-License-Identifier: MIT */
/* RISC-V Platform-Level Interrupt Controller Specification 1.0.0: context 0 is machine mode of the first hart. */
#include <vow/plic.h>

#include <vow/error.h>

#define PRIORITY(source) (*(volatile uint32_t *)(vow_plic_base + 4u * (source)))
#define ENABLE(source)   (*(volatile uint32_t *)(vow_plic_base + 0x2000u + (source) / 32u * 4u))
#define THRESHOLD        (*(volatile uint32_t *)(vow_plic_base + 0x200000u))
#define CLAIM            (*(volatile uint32_t *)(vow_plic_base + 0x200004u))

/* In arch/riscv/vectors.S. The argument is for the default handler alone. */
extern void (*const vow_irq_vectors[VOW_PLIC_SOURCES])(uintptr_t source);

void vow_mexternal_handler(void);

void vow_plic_enable(unsigned source, unsigned priority)
{
    if (source == 0 || source >= VOW_PLIC_SOURCES)
        vow_panic("vow_plic_enable: there is no such source");
    PRIORITY(source) = priority;
    THRESHOLD = 0;
    ENABLE(source) |= 1u << source % 32u;
}

/* A source is completed after its handler: until then the gateway holds its next interrupt back. */
void vow_mexternal_handler(void)
{
    uint32_t source;

    while ((source = CLAIM) != 0) {
        vow_irq_vectors[source](source);
        CLAIM = source;
    }
}
