/* SPDX-License-Identifier: MIT */
/* A QEMU plugin that counts the guest's instructions exactly, and logs points of the program with the count before them:
 *     mark ID COUNT     a mark of ops/mark.h; marks themselves are not counted
 *     NAME COUNT        the instruction at ADDRESS, given as the argument NAME=ADDRESS
 *     sleep COUNT       a WFI
 *     mask COUNT        interrupts are masked by CPSID, and
 *     unmask COUNT      let in by CPSIE or MSR PRIMASK, or masked still if masks nest
 *     end COUNT
 * The argument out=FILE says where to. */
#include "qemu_plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t count;
static FILE *out;
static struct {
    char name[16];
    uint64_t address;
} points[8];
static size_t point_count;

static void log_mark(unsigned cpu, void *id)
{
    (void)cpu;
    fprintf(out, "mark %u %llu\n", (unsigned)(uintptr_t)id, (unsigned long long)count);
}

static void log_name(unsigned cpu, void *name)
{
    (void)cpu;
    fprintf(out, "%s %llu\n", (const char *)name, (unsigned long long)count);
}

/* The mark's hint 0xF3AF80xx, low halfword first; 0x20 to 0xEF are unallocated (ARMv7-M ARM, A5.3.4). At the end of a page
 * QEMU peeks at the next instruction and counts its bytes to this one, so only a minimum can be asked for. */
static int mark_id(const uint8_t *code, size_t bytes)
{
    bool mark = bytes >= 4 && code[0] == 0xAF && code[1] == 0xF3 && code[3] == 0x80 && code[2] >= 0x20 && code[2] < 0xF0;

    return mark ? code[2] : -1;
}

/* What the instruction is a point of, or NULL (ARMv7-M ARM, A7.7.261, B5.2.1 and B5.2.3). */
static char *name_of(const uint8_t *code, size_t bytes)
{
    if ((bytes >= 2 && code[0] == 0x30 && code[1] == 0xBF) || (bytes >= 4 && memcmp(code, "\x73\x00\x50\x10", 4) == 0))
        return "sleep"; /* of Thumb or of RISC-V */
    if (bytes >= 2 && code[0] == 0x72 && code[1] == 0xB6)
        return "mask";
    if ((bytes >= 2 && code[0] == 0x62 && code[1] == 0xB6)
        || (bytes >= 4 && (code[0] & 0xF0) == 0x80 && code[1] == 0xF3 && code[2] == 0x10 && code[3] == 0x88))
        return "unmask";
    return NULL;
}

static void translate(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(block, i);
        const uint8_t *code = qemu_plugin_insn_data(insn);
        size_t bytes = qemu_plugin_insn_size(insn);
        int mark = mark_id(code, bytes);

        for (size_t p = 0; p < point_count; p++)
            if (qemu_plugin_insn_vaddr(insn) == points[p].address)
                qemu_plugin_register_vcpu_insn_exec_cb(insn, log_name, QEMU_PLUGIN_CB_NO_REGS, points[p].name);
        if (name_of(code, bytes))
            qemu_plugin_register_vcpu_insn_exec_cb(insn, log_name, QEMU_PLUGIN_CB_NO_REGS, name_of(code, bytes));
        if (mark >= 0)
            qemu_plugin_register_vcpu_insn_exec_cb(insn, log_mark, QEMU_PLUGIN_CB_NO_REGS, (void *)(uintptr_t)mark);
        else
            qemu_plugin_register_vcpu_insn_exec_inline(insn, QEMU_PLUGIN_INLINE_ADD_U64, &count, 1);
    }
}

static void finish(qemu_plugin_id_t id, void *unused)
{
    (void)id;
    (void)unused;
    fprintf(out, "end %llu\n", (unsigned long long)count);
    fclose(out);
}

static bool take_argument(const char *name, const char *value)
{
    if (strcmp(name, "out") == 0)
        return (out = fopen(value, "w")) != NULL;
    if (point_count == sizeof points / sizeof *points || strlen(name) >= sizeof points->name)
        return false;
    strcpy(points[point_count].name, name);
    points[point_count++].address = strtoull(value, NULL, 0);
    return true;
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
