/* SPDX-License-Identifier: MIT */
/* What is known of the program that an exception stopped, and what can be said of a fault. */
#ifndef VOW_CORTEXM_FAULT_H
#define VOW_CORTEXM_FAULT_H

#include <vow/fault.h>

/* ARMv6-M and ARMv7-M ARM, B1.5.3 and B1.5.8. */
enum { HARD_FAULT = 3, USAGE_FAULT = 6, LAST_FAULT = 7 };
enum { EXC_RETURN_PSP = 1 << 2, EXC_RETURN_THREAD = 1 << 3, EXC_RETURN_NO_FPU = 1 << 4 };
enum { XPSR_EXCEPTION = 0x1ff, XPSR_ALIGNED = 1 << 9, XPSR_THUMB = 1 << 24 };

/* What vow_default_handler pushes. */
struct stopped {
    uint32_t msp, psp, number, exc_return;
    uint32_t r8_to_r11[4], r4_to_r7[4];
};

/* What the processor stacks (B1.5.6). */
struct frame {
    uint32_t r0_to_r3_r12[5], lr, pc, xpsr;
};

#if __ARM_ARCH >= 7
#define CFSR (*(volatile uint32_t *)0xe000ed28u)
#define CFSR_STKOF (1u << 20)
#endif

extern const char vow_link_flash[], vow_link_flash_size[], vow_link_ram[], vow_link_ram_size[];

static inline bool vow_fault_is_code_(uint32_t address) { return address - (uintptr_t)vow_link_flash < (uintptr_t)vow_link_flash_size; }

/* The upper byte of an instruction. */
enum { OPCODE_BKPT = 0xbe, OPCODE_UDF = 0xde, OPCODE_SVC = 0xdf };

/* Where the processor put the frame, or would have. */
static inline uint32_t vow_fault_sp_(const struct stopped *stopped)
{
    return stopped->exc_return & EXC_RETURN_PSP ? stopped->psp : stopped->msp;
}

/* The frame has been written: the stack had room, and memory was there. */
bool vow_fault_is_stacked_(const struct stopped *stopped);

/* The end of the line: why, in words, and the address that was used if it is known. */
void vow_fault_tell_cause_(const struct frame *frame);

/* r0 to r12, lr, sp and xPSR before the exception; the processor's fault registers. */
void vow_fault_tell_registers_(const struct stopped *stopped, const struct frame *frame);

#endif
