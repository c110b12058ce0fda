/* SPDX-License-Identifier: MIT */
/* CLINT: mtime and mtimecmp of the first hart (privileged ISA, 3.2.1), 64 bits each, in two words on RV32 and RV64. */
#include <vow/tick_clint.h>

#include <vow/irq.h>

#define REGISTER(tick, offset) (*(volatile uint32_t *)((tick)->base + (offset)))
enum { MTIMECMP_LOW = 0x4000, MTIMECMP_HIGH = 0x4004, MTIME_LOW = 0xbff8, MTIME_HIGH = 0xbffc };

uint64_t vow_tick_clint_now_(const struct vow_tick_clint *tick)
{
    uint32_t high, low;

    do {
        high = REGISTER(tick, MTIME_HIGH);
        low = REGISTER(tick, MTIME_LOW);
    } while (high != REGISTER(tick, MTIME_HIGH));
    return (uint64_t)high << 32 | low;
}

/* The order of the manual: no smaller value than the old and the new one is there in between. */
void vow_tick_clint_compare_(const struct vow_tick_clint *tick, uint64_t time)
{
    REGISTER(tick, MTIMECMP_HIGH) = UINT32_MAX;
    REGISTER(tick, MTIMECMP_LOW) = (uint32_t)time;
    REGISTER(tick, MTIMECMP_HIGH) = (uint32_t)(time >> 32);
}

static void advance(struct vow_tick_clint *tick)
{
    tick->next += tick->counts;
    tick->carried += tick->rest;
    if (tick->carried >= tick->tick_hz) {
        tick->carried -= tick->tick_hz;
        tick->next++;
    }
}

void vow_tick_clint_start(struct vow_tick_clint *tick)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    tick->counts = tick->mtime_hz / tick->tick_hz;
    tick->rest = tick->mtime_hz % tick->tick_hz;
    tick->carried = 0;
    tick->next = vow_tick_clint_now_(tick);
    advance(tick);
    vow_tick_clint_compare_(tick, tick->next);
}

/* The next tick is counted from the last one, not from now: lateness does not add up. */
uint32_t vow_tick_clint_handler(struct vow_tick_clint *tick)
{
    const uint64_t time = vow_tick_clint_now_(tick);
    uint32_t ticks = 0;

    while (time >= tick->next) {
        advance(tick);
        ticks++;
    }
    vow_tick_clint_compare_(tick, tick->next);
    return ticks;
}
