/* SPDX-License-Identifier: MIT */
/* Runs the operations. The command line says how: "once", each a single time and uninterrupted, for ./executed.c to see which
 * instructions it has; "sweep", with an interrupt at each of them; "once-quick" and "sweep-quick", some of them. */
#include "inject.h"

#include <string.h>

#include <vow/board.h>
#include <vow/irq.h>

#include "../harness/test.h"

enum { STACKS = 4, STACK_BYTES = 640 };

VOW_LOOP_DEFINE(vow_main_loop, 24, 12, VOW_STACKS(STACKS, STACK_BYTES), VOW_STACKS(1, 768));

/* Of the code, one bit for two bytes. Vow lies there. */
enum { CODE_BYTES = 48 * 1024 };

enum { WARM_ROUNDS = 2, ROUNDS_BEHIND = 8, ROUNDS_ASLEEP = 400 };

extern const char vow_link_flash[];

struct vow_promise *inject_promise;
volatile bool inject_has_arrived;
unsigned inject_calls;
vow_value inject_value;

static const struct inject_operation *volatile running;
static volatile bool finished;
static uintptr_t place;
static bool place_is_behind, around_the_tick;
static uint8_t hits[CODE_BYTES / 16];
static uint32_t arrived_at, woken_at;
static unsigned woken, called, rounds, lost, doubled, wrong;

/* ---- the report */

static void print(const char *text) { vow_board_console_write(text, strlen(text)); }

static void print_number(uintptr_t number, unsigned base)
{
    char digits[24], *first = digits + sizeof digits - 1;

    *first = '\0';
    do
        *--first = "0123456789abcdef"[number % base];
    while (number /= base);
    print(first);
}

static void print_count(const char *name, unsigned count)
{
    print(name);
    print_number(count, 10);
    print("\n");
}

static void print_place(const char *what, uintptr_t address)
{
    print(what);
    print_number(address, 16);
    print("\n");
}

static void print_hits(void)
{
    for (uint32_t bit = 0; bit < CODE_BYTES / 2; bit++)
        if (hits[bit / 8] & 1 << bit % 8)
            print_place("hit ", (uintptr_t)vow_link_flash + bit * 2);
}

/* ---- the interrupt */

/* Where ./executed.c looks: it counts what lies between two of them. */
#define POINT(name) \
    __attribute__((noinline)) void name(void) { __asm__ volatile("" : : : "memory"); }
void inject_window_begins(void);
void inject_window_ends(void);
POINT(inject_window_begins)
POINT(inject_window_ends)
POINT(inject_handler_begins)
POINT(inject_handler_ends)

void inject_arrived(uintptr_t address)
{
    const uintptr_t offset = (address - (uintptr_t)vow_link_flash) / 2;

    inject_handler_begins();
    place = address;
    place_is_behind = finished;
    if (offset < CODE_BYTES / 2 && !finished)
        hits[offset / 8] |= (uint8_t)(1 << offset % 8);
    vow_promise_resolve_from_isr(&vow_main_loop, inject_promise, vow_string("injected"));
    inject_has_arrived = true;
    arrived_at = vow_main_loop.ticks_low;
    if (running->arrive)
        inject_call_masked(running->arrive);
    inject_handler_ends();
}

static vow_value waits(void *unused)
{
    (void)unused;
    wrong += strcmp(vow_await(inject_promise).s, "injected") != 0;
    woken++;
    woken_at = vow_main_loop.ticks_low;
    return VOW_UNDEFINED;
}
static const struct vow_async_function waits_fn = VOW_ASYNC_FUNCTION(waits, 0, 640);

static vow_value calls(void *unused, vow_value value, enum vow_status status)
{
    (void)unused, (void)value, (void)status;
    called++;
    return VOW_UNDEFINED;
}

/* ---- a round */

static unsigned failures(void) { return lost + doubled + wrong; }

static void complain(const char *what)
{
    print(running->name);
    print_place(what, place);
}

/* Who sleeps is woken before the next tick; a round that is long may see one. */
static unsigned ticks_allowed(void) { return running->ticks + (!running->sleeps || around_the_tick); }

static void judge(unsigned live)
{
    if (woken == 0 || called == 0 || woken_at - arrived_at > ticks_allowed()) {
        lost++;
        complain(": lost, interrupted at ");
    } else if (woken > 1 || called > 1) {
        doubled++;
        complain(": doubled, interrupted at ");
    } else if (wrong || (running->right && !running->right()) || vow_loop_live() != live) {
        wrong++;
        complain(wrong > 1 ? ": wrong, interrupted at " : ": wrong or leaked, interrupted at ");
    }
}

/* To a multiple of so many ticks: then timers of each round go the same way through the wheel. */
static void set_clock_on(void)
{
    const uintptr_t state = vow_irq_save();

    vow_loop_tick_from_isr(&vow_main_loop, -vow_main_loop.ticks_low & 0xfff);
    vow_irq_restore(state);
}

/* It begins right behind a tick, so that none comes in between and each round is the same up to the interrupt. */
static void one_round(const struct inject_operation *operation, uint32_t counts, bool measured)
{
    const unsigned live = vow_loop_live();

    running = operation;
    woken = called = inject_calls = 0;
    finished = inject_has_arrived = false;
    inject_promise = vow_promise_new("injected");
    vow_promise_retain(vow_promise_retain(inject_promise));
    vow_detach(vow_promise_then(vow_promise_retain(inject_promise), calls, NULL, NULL));
    vow_detach(vow_call(&waits_fn, NULL, 0));
    if (operation->prepare)
        operation->prepare();
    set_clock_on();
    vow_sleep_ms(1);
    inject_timer_start(counts);
    if (measured)
        inject_window_begins();
    operation->run();
    if (measured)
        inject_window_ends();
    finished = true;
    while (!inject_has_arrived)
        ;
    vow_promise_release(inject_promise);
    vow_sleep_ms(1);
    judge(live);
    rounds++;
}

/* Until the interrupt arrives behind the operation's end, or again and again where the loop sleeps: more often than in any masked section. */
static void sweep(const struct inject_operation *operation)
{
    unsigned behind = 0, asleep = 0;

    for (uint32_t counts = 1; behind < ROUNDS_BEHIND && asleep < ROUNDS_ASLEEP && !failures(); counts++) {
        const uintptr_t before = place;

        one_round(operation, counts, false);
        if (operation->alternates)
            one_round(operation, counts, false);
        behind = place_is_behind ? behind + 1 : 0;
        asleep = place == before && !operation->has_handlers ? asleep + 1 : 0;
    }
}

/* The tick wakes the loop, which looks and sleeps again. */
static void sweep_over_the_tick(const struct inject_operation *operation)
{
    around_the_tick = true;
    for (uint32_t counts = inject_tick_counts * 5 / 6; counts < inject_tick_counts && !failures(); counts++)
        one_round(operation, counts, false);
    around_the_tick = false;
}

static vow_value takes_a_turn(void *unused)
{
    (void)unused;
    return vow_await_value(VOW_UNDEFINED);
}
static const struct vow_async_function takes_a_turn_fn = VOW_ASYNC_FUNCTION(takes_a_turn, 0, STACK_BYTES);

/* A stack that is taken for the first time is painted, for longer than a round may take. */
static void take_each_stack(void)
{
    struct vow_promise *ends[STACKS];

    for (unsigned i = 0; i < STACKS; i++)
        ends[i] = vow_call(&takes_a_turn_fn, NULL, 0);
    for (unsigned i = 0; i < STACKS; i++)
        vow_await(ends[i]);
}

static const struct inject_operation *const all[] = { inject_promises, inject_tasks, inject_time, inject_streams, inject_cancels, inject_shared,
                                                    inject_waits, inject_blocks, inject_generators, inject_combined, inject_port };

int main(void)
{
    static char how[16];
    bool quick;

    vow_test_command_line(how, sizeof how);
    quick = strchr(how, '-');
    inject_port_open();
    take_each_stack();
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
        for (const struct inject_operation *operation = all[i]; operation->name; operation++) {
            if (quick && !operation->quick)
                continue;
            for (unsigned round = 0; round < WARM_ROUNDS; round++)
                one_round(operation, inject_longest_counts, false);
            if (how[0] == 'o')
                one_round(operation, place_is_behind ? inject_longest_counts : inject_long_counts, true);
            else
                sweep(operation);
            if (operation->sleeps && how[0] == 's')
                sweep_over_the_tick(operation);
            if (failures())
                break;
        }
    print_hits();
    print_count("rounds ", rounds);
    print_count("lost ", lost);
    print_count("doubled ", doubled);
    print_count("wrong ", wrong);
    vow_board_exit(0);
}
