/* SPDX-License-Identifier: MIT */
/* A QEMU plugin that notes which instructions are executed between two points of the program, outside of handlers, and whether an
 * interrupt could have arrived before them. At the end it writes
 *     open ADDRESS      executed with interrupts let in, at least once
 *     masked ADDRESS    executed, and always masked
 *     section ADDRESS N the longest masked section that begins with this instruction: N instructions up to the one that ends it
 * Arguments: out=FILE; begin= end= handler= handler_end=, addresses; isa=arm, basepri (where BASEPRI holds the interrupt back, too) or riscv,
 * and for RISC-V trap=, the address of the entry of traps, which end with mret.
 * An address that is translated twice may have several lines. */
#include "../../bench/qemu_plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum effect { NONE, MASKS, UNMASKS, TRAP_ENDS };
enum { BEGIN, END, HANDLER, HANDLER_END, TRAP, POINTS };
static const char *const point_names[POINTS] = { "begin", "end", "handler", "handler_end", "trap" };

static struct instruction {
    struct instruction *next;
    uint64_t address;
    enum effect effect;
    bool was_open, was_masked;
    unsigned longest;
} *all;

static uint64_t points[POINTS] = { [TRAP] = UINT64_MAX };
static FILE *out;
static bool riscv, basepri, in_window;
static unsigned in_handler, depth, depth_before_trap, length;
static struct instruction *section;

/* Thumb: CPS, and MSR of PRIMASK, BASEPRI and BASEPRI_MAX (ARMv7-M ARM, B5.2.1 and B5.2.3). Saves and restores nest, so each restore
 * ends one save; WFI stands between a BASEPRI that opens and a BASEPRI_MAX that closes. */
static enum effect effect_of_thumb(const uint8_t *code, size_t bytes)
{
    if (bytes >= 2 && code[1] == 0xB6 && (code[0] == 0x72 || code[0] == 0x62))
        return code[0] == 0x72 ? MASKS : UNMASKS;
    if (bytes < 4 || (code[0] & 0xF0) != 0x80 || code[1] != 0xF3 || code[3] != 0x88)
        return NONE;
    switch (code[2]) {
    case 0x10: return UNMASKS;
    case 0x11: return basepri ? UNMASKS : NONE;
    case 0x12: return basepri ? MASKS : NONE;
    default: return NONE;
    }
}

/* CSR instructions on mstatus (0x300), whose bit 3 is MIE. */
static enum effect effect_of_riscv(const uint8_t *code, size_t bytes)
{
    const uint32_t word = bytes < 4 ? 0 : code[0] | code[1] << 8 | code[2] << 16 | (uint32_t)code[3] << 24;
    const uint32_t source = word >> 15 & 31;

    if (word == 0x30200073)
        return TRAP_ENDS;
    if ((word & 0x7F) != 0x73 || word >> 20 != 0x300)
        return NONE;
    switch (word >> 12 & 7) {
    case 7: return source & 8 ? MASKS : NONE;
    case 6: return source & 8 ? UNMASKS : NONE;
    case 2: return source ? UNMASKS : NONE;
    default: return NONE;
    }
}

static void at_point(uint64_t address)
{
    if (address == points[BEGIN] || address == points[END])
        in_window = address == points[BEGIN];
    if (address == points[TRAP])
        depth_before_trap = depth;
    in_handler += address == points[HANDLER] || address == points[TRAP];
    in_handler -= address == points[HANDLER_END];
}

static void after(struct instruction *this)
{
    if (this->effect == MASKS && depth++ == 0) {
        section = this;
        length = 0;
    }
    if (this->effect == UNMASKS && depth && --depth == 0 && in_window && !in_handler && section && length > section->longest)
        section->longest = length;
    if (this->effect == TRAP_ENDS) {
        depth = depth_before_trap;
        in_handler--;
    }
}

static void executed(unsigned cpu, void *data)
{
    struct instruction *this = data;

    (void)cpu;
    at_point(this->address);
    if (in_window && !in_handler) {
        this->was_open |= depth == 0;
        this->was_masked |= depth != 0;
    }
    length += !in_handler;
    after(this);
}

static void translate(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(block, i);
        const uint8_t *code = qemu_plugin_insn_data(insn);
        const size_t bytes = qemu_plugin_insn_size(insn);
        struct instruction *this = calloc(1, sizeof *this);

        this->address = qemu_plugin_insn_vaddr(insn);
        this->effect = riscv ? effect_of_riscv(code, bytes) : effect_of_thumb(code, bytes);
        this->next = all;
        all = this;
        qemu_plugin_register_vcpu_insn_exec_cb(insn, executed, QEMU_PLUGIN_CB_NO_REGS, this);
    }
}

static void finish(qemu_plugin_id_t id, void *unused)
{
    (void)id, (void)unused;
    for (const struct instruction *this = all; this; this = this->next) {
        if (this->was_open || this->was_masked)
            fprintf(out, "%s %llx\n", this->was_open ? "open" : "masked", (unsigned long long)this->address);
        if (this->longest)
            fprintf(out, "section %llx %u\n", (unsigned long long)this->address, this->longest);
    }
    fprintf(out, "end\n");
    fclose(out);
}

static bool take_argument(const char *name, const char *value)
{
    if (strcmp(name, "out") == 0)
        return (out = fopen(value, "w")) != NULL;
    if (strcmp(name, "isa") == 0)
        return (riscv = strcmp(value, "riscv") == 0) || (basepri = strcmp(value, "basepri") == 0) || strcmp(value, "arm") == 0;
    for (int i = 0; i < POINTS; i++)
        if (strcmp(name, point_names[i]) == 0) {
            points[i] = strtoull(value, NULL, 0);
            return true;
        }
    return false;
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info *info, int argc, char **argv)
{
    (void)info;
    if (!take_arguments(argc, argv, take_argument) || !out)
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
    qemu_plugin_register_atexit_cb(id, finish, NULL);
    return 0;
}
