/* SPDX-License-Identifier: MIT */
/* RISC-V Platform-Level Interrupt Controller Specification 1.0.0: context 0 is machine mode of the first hart. */
#include <vow/plic.h>

#include <vow/error.h>
#include <vow/irq.h>
#include <vow/irq_controller.h>

#define PRIORITY(source) (*(volatile uint32_t *)(vow_plic_base + 4u * (source)))
#define ENABLE(source)   (*(volatile uint32_t *)(vow_plic_base + 0x2000u + (source) / 32u * 4u))
#define THRESHOLD        (*(volatile uint32_t *)(vow_plic_base + 0x200000u))
#define CLAIM            (*(volatile uint32_t *)(vow_plic_base + 0x200004u))

/* In arch/riscv/vectors.S. The argument is for the default handler alone. */
extern void (*const vow_irq_vectors[VOW_PLIC_SOURCES])(uintptr_t source);

void vow_mexternal_handler(void);

static void check(unsigned source)
{
    if (source == 0 || source >= VOW_PLIC_SOURCES)
        vow_panic("vow_irq: the PLIC has no such source");
}

/* Priority 0 is "never". The priority comes last: QEMU 7.2 looks at what is pending when it is written, but not at a new
 * enable bit. */
void vow_irq_enable(unsigned source, enum vow_irq_urgency urgency)
{
    uintptr_t state;

    check(source);
    state = vow_irq_save();
    ENABLE(source) |= 1u << source % 32u;
    THRESHOLD = 0;
    PRIORITY(source) = 1u + urgency;
    vow_irq_restore(state);
}

/* The enable bit stays: with it cleared in the source's own handler, the completion would be ignored and the source held back
 * for ever (chapter "Interrupt Completion"). */
void vow_irq_disable(unsigned source)
{
    check(source);
    PRIORITY(source) = 0;
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
