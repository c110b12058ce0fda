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

/* mie.MSIE and MTIE. */
#define MIE_CLINT ((uintptr_t)(1u << 3 | 1u << 7))

/* In arch/riscv/vectors.S. The arguments are for the default handler alone. */
extern void (*const vow_irq_vectors[VOW_PLIC_SOURCES])(uintptr_t source, uintptr_t place);

void vow_mexternal_handler(uintptr_t cause, uintptr_t place);

/* What the threshold is: the priority of the handler that runs. */
static uint32_t running;

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
    THRESHOLD = running;
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

static void set_threshold(uint32_t priority)
{
    running = priority;
    THRESHOLD = priority;
}

/* More urgent sources are let in, and neither the timer nor the software interrupt: that one would leave this handler where it is for
 * a loop above. The threshold is read again because it must hold before interrupts are let in. */
static void run(uint32_t source, uintptr_t place)
{
    const uint32_t interrupted = running;
    uintptr_t clint;

    set_threshold(PRIORITY(source));
    (void)THRESHOLD;
    __asm__ volatile("csrrc %0, mie, %1\n\tcsrsi mstatus, 8" : "=&r"(clint) : "r"(MIE_CLINT) : "memory");
    vow_irq_vectors[source](source, place);
    __asm__ volatile("csrci mstatus, 8\n\tcsrs mie, %0" : : "r"(clint & MIE_CLINT) : "memory");
    set_threshold(interrupted);
}

/* A source is completed after its handler: until then the gateway holds its next interrupt back. A claim does not ask the threshold
 * (chapter "Interrupt Claim Process"), so over a handler only the one that has interrupted it is claimed. */
void vow_mexternal_handler(uintptr_t cause, uintptr_t place)
{
    uint32_t source;

    (void)cause;
    while ((source = CLAIM) != 0) {
        run(source, place);
        CLAIM = source;
        if (running)
            break;
    }
}
