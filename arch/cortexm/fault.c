/* SPDX-License-Identifier: MIT */
/* What the registers say of a fault. */
#include "fault.h"

#if __ARM_ARCH >= 7
/* ARMv7-M ARM, B3.2.15 to B3.2.18; ARMv8-M ARM, "CFSR", "SFSR". */
#define HFSR (*(volatile uint32_t *)0xe000ed2cu)
#define MMFAR (*(volatile uint32_t *)0xe000ed34u)
#define BFAR (*(volatile uint32_t *)0xe000ed38u)
#define CFSR_MMARVALID (1u << 7)
#define CFSR_BFARVALID (1u << 15)
#define CFSR_NOT_STACKED (1u << 4 | 1u << 12 | CFSR_STKOF)
#define HFSR_VECTTBL (1u << 1)

/* The number of a bit, its meaning, NUL. */
static const char cfsr_bits[] = "\000" "code is not executable\0"
                                "\001" "access denied\0"
                                "\003" "unstacking: access denied\0"
                                "\004" "stacking: access denied\0"
                                "\005" "FPU stacking: access denied\0"
                                "\010" "no code there\0"
                                "\011" "nothing answers\0"
                                "\012" "a write a little before: nothing answers\0"
                                "\013" "unstacking: nothing answers\0"
                                "\014" "stacking: nothing answers\0"
                                "\015" "FPU stacking: nothing answers\0"
                                "\020" "undefined instruction\0"
                                "\021" "not Thumb code\0"
                                "\022" "not a return from an exception\0"
                                "\023" "no such coprocessor\0"
                                "\030" "unaligned access\0"
                                "\031" "division by zero";

static void tell(const char *what)
{
    vow_fault_text(", ");
    vow_fault_text(what);
}

static void tell_bits(uint32_t bits, const char *names, size_t length)
{
    for (const char *end = names + length; names < end; names += __builtin_strlen(names + 1) + 2)
        if (bits >> *names & 1)
            tell(names + 1);
}

static void tell_security(void)
{
#if __ARM_ARCH >= 8
#define SFSR (*(volatile uint32_t *)0xe000ede4u)
#define SFAR (*(volatile uint32_t *)0xe000ede8u)
#define SFSR_SFARVALID (1u << 6)
    static const char sfsr_bits[] = "\000" "not an entry to Secure code\0"
                                    "\001" "no frame of this security state\0"
                                    "\002" "not a return to this security state\0"
                                    "\003" "access denied by the SAU\0"
                                    "\004" "branch to the other security state\0"
                                    "\005" "FPU stacking: the other security state\0"
                                    "\007" "FPU state of the other security state";

    tell_bits(SFSR, sfsr_bits, sizeof sfsr_bits);
    if (SFSR & SFSR_SFARVALID)
        vow_fault_hex(", address 0x", SFAR);
#endif
}

void vow_fault_tell_cause_(const struct frame *frame)
{
    const uint32_t cfsr = CFSR;

    tell_bits(cfsr, cfsr_bits, sizeof cfsr_bits);
    tell_security();
    if (HFSR & HFSR_VECTTBL)
        tell("no vector table there");
    else if (!cfsr && vow_fault_is_code_(frame->pc) && *(const uint8_t *)(frame->pc + 1) == OPCODE_BKPT)
        tell("breakpoint without a debugger");
    if (cfsr & (CFSR_MMARVALID | CFSR_BFARVALID))
        vow_fault_hex(", address 0x", cfsr & CFSR_MMARVALID ? MMFAR : BFAR);
}

bool vow_fault_is_stacked_(const struct stopped *stopped)
{
    (void)stopped;
    return !(CFSR & CFSR_NOT_STACKED);
}

/* Cleared for the next fault: the bits stay where they are. */
static void tell_fault_registers(void)
{
    const uint32_t cfsr = CFSR;

    vow_fault_hex("cfsr ", cfsr);
    vow_fault_hex(" hfsr ", HFSR);
#if __ARM_ARCH >= 8
    vow_fault_hex(" sfsr ", SFSR);
#endif
    vow_fault_text("\n");
    CFSR = cfsr;
}
#else
/* An ARMv6-M processor keeps no cause: the instruction tells. */
void vow_fault_tell_cause_(const struct frame *frame)
{
    const char *cause = ", unaligned access, or nothing answers";

    if (!frame->xpsr)
        cause = ", stacking: not in RAM";
    else if (!(frame->xpsr & XPSR_THUMB))
        cause = ", not Thumb code";
    else if (!vow_fault_is_code_(frame->pc))
        cause = ", no code there";
    else switch (*(const uint8_t *)(frame->pc + 1)) {
    case OPCODE_UDF: cause = ", undefined instruction"; break;
    case OPCODE_SVC: cause = ", SVC while it is masked"; break;
    case OPCODE_BKPT: cause = ", breakpoint without a debugger"; break;
    }
    vow_fault_text(cause);
}

bool vow_fault_is_stacked_(const struct stopped *stopped)
{
    return vow_fault_sp_(stopped) - (uintptr_t)vow_link_ram <= (uintptr_t)vow_link_ram_size - sizeof(struct frame);
}

static void tell_fault_registers(void) { }
#endif

static void tell_words(const char *name, const uint32_t *words, unsigned count)
{
    vow_fault_text(name);
    while (count--)
        vow_fault_hex(" ", *words++);
}

void vow_fault_tell_registers_(const struct stopped *stopped, const struct frame *frame)
{
    uint32_t sp = vow_fault_sp_(stopped);

    if (vow_fault_is_stacked_(stopped)) {
        sp += sizeof *frame + (frame->xpsr & XPSR_ALIGNED ? 4 : 0);
#ifdef VOW_ARCH_FPU
        sp += stopped->exc_return & EXC_RETURN_NO_FPU ? 0 : 72;
#endif
        tell_words("r0-r3, r12", &frame->r0_to_r3_r12[0], 5);
        tell_words(" lr", &frame->lr, 1);
        tell_words(" xpsr", &frame->xpsr, 1);
        vow_fault_text("\n");
    }
    tell_words("r4-r7", stopped->r4_to_r7, 4);
    tell_words(" r8-r11", stopped->r8_to_r11, 4);
    tell_words(" sp", &sp, 1);
    vow_fault_text("\n");
    tell_fault_registers();
}
