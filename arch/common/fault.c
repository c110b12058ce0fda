/* SPDX-License-Identifier: MIT */
/* Writing a report, and keeping it over a reset. */
#include <vow/fault.h>

#include "../arch.h"

#include <vow/board.h>

static unsigned char depth; /* of reports within a report */

#if VOW_CONFIG_FAULT_BYTES
/* Not a word that zeroed or worn-out RAM holds by chance; what it says of the text is checked, too. */
enum { WRITTEN = 0x56f0417d, SHOWN = 0x0be14f29 };

static struct {
    uint32_t state, length, checksum;
    char text[VOW_CONFIG_FAULT_BYTES];
} kept __attribute__((section(".noinit")));

static uint32_t added(uint32_t checksum, char byte) { return checksum * 31u + (unsigned char)byte + 1u; }

/* What is kept is whole after each piece: a report that never ends is kept up to there. */
static void keep(const char *text, size_t length)
{
    for (; length && kept.length < sizeof kept.text; length--) {
        kept.text[kept.length++] = *text;
        kept.checksum = added(kept.checksum, *text++);
    }
}

static bool is_whole(void)
{
    uint32_t checksum = 0;

    if (kept.length > sizeof kept.text)
        return false;
    for (size_t i = 0; i < kept.length; i++)
        checksum = added(checksum, kept.text[i]);
    return checksum == kept.checksum;
}

static void keep_nothing_yet(void)
{
    kept.length = kept.checksum = 0;
    kept.state = WRITTEN;
}

void vow_fault_show_last(void)
{
    static const char heading[] = "before the reset:\n";

    kept.state = kept.state == WRITTEN && is_whole() ? SHOWN : 0;
    if (kept.state) {
        vow_board_console_write(heading, sizeof heading - 1);
        vow_board_console_write(kept.text, kept.length);
    }
}

const char *vow_fault_last(size_t *length)
{
    *length = kept.length;
    return kept.state == SHOWN ? kept.text : NULL;
}
#else
static void keep(const char *text, size_t length) { (void)text, (void)length; }
static void keep_nothing_yet(void) { }
void vow_fault_show_last(void) { }

const char *vow_fault_last(size_t *length)
{
    *length = 0;
    return NULL;
}
#endif

bool vow_fault_begin(void)
{
    vow_arch_irq_hold();
    if (++depth == 1) {
        keep_nothing_yet();
        return true;
    }
    if (depth == 3)
        vow_hook_fault();
    while (depth > 3)
        depth = 4;
    vow_fault_text("\nwhile this was reported, ");
    return false;
}

static void say(const char *text, size_t length)
{
    keep(text, length);
    vow_board_console_write(text, length);
}

void vow_fault_text(const char *text) { say(text, __builtin_strlen(text)); }

static void number_in(const char *text, uintptr_t number, unsigned base, unsigned least_digits)
{
    char digits[20]; /* of 2^64 - 1 in decimal */
    size_t first = sizeof digits;

    while (number || sizeof digits - first < least_digits) {
        digits[--first] = "0123456789abcdef"[number % base];
        number /= base;
    }
    vow_fault_text(text);
    say(digits + first, sizeof digits - first);
}

void vow_fault_decimal(const char *text, uintptr_t number) { number_in(text, number, 10, 1); }
void vow_fault_hex(const char *text, uintptr_t number) { number_in(text, number, 16, 2 * sizeof number); }
