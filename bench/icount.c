/* SPDX-License-Identifier: MIT */
/* A QEMU plugin that counts the guest's instructions exactly, and logs points of the program with the count before them:
 *     mark ID COUNT     a mark of ops/mark.h; marks themselves are not counted
 *     NAME COUNT        the instruction at ADDRESS, given as the argument NAME=ADDRESS
 *     sleep COUNT       a WFI
 *     end COUNT
 * The argument out=FILE says where to. Debian has no header for plugins: the declarations are those of QEMU's
 * include/qemu/qemu-plugin.h, version 1 of the interface. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_info;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };
typedef void (*qemu_plugin_vcpu_udata_cb_t)(unsigned, void *);

extern void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, struct qemu_plugin_tb *));
extern void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, void *), void *);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
extern struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
extern const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *);
extern size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *);
extern uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *);
extern void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *, qemu_plugin_vcpu_udata_cb_t,
                                                   enum qemu_plugin_cb_flags, void *);
extern void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *, enum qemu_plugin_op, void *, uint64_t);

#define VOW_EXPORT __attribute__((visibility("default")))
VOW_EXPORT int qemu_plugin_version = 1;
VOW_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info *info, int argc, char **argv);

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

/* Of Thumb or of RISC-V. */
static bool is_wfi(const uint8_t *code, size_t bytes)
{
    return (bytes >= 2 && code[0] == 0x30 && code[1] == 0xBF) || (bytes >= 4 && memcmp(code, "\x73\x00\x50\x10", 4) == 0);
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
        if (is_wfi(code, bytes))
            qemu_plugin_register_vcpu_insn_exec_cb(insn, log_name, QEMU_PLUGIN_CB_NO_REGS, "sleep");
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

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info *info, int argc, char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++) {
        char *value = strchr(argv[i], '=');

        if (!value)
            return -1;
        *value++ = '\0';
        if (strcmp(argv[i], "out") == 0) {
            out = fopen(value, "w");
        } else if (point_count < sizeof points / sizeof *points && strlen(argv[i]) < sizeof points->name) {
            strcpy(points[point_count].name, argv[i]);
            points[point_count++].address = strtoull(value, NULL, 0);
        } else {
            return -1;
        }
    }
    if (!out)
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
    qemu_plugin_register_atexit_cb(id, finish, NULL);
    return 0;
}
