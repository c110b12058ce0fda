/* SPDX-License-Identifier: MIT */
/* The clock's two words: core/clock.c and loop_now in core/jobs.h. Levels as in handover.pml: a task reads the clock, the
 * tick's handler writes it, a more urgent handler reads it, too. A low word here counts to BASE. */
#define BASE 2
#define TICKS 5
#define READS 3
#define TASK 0
#define TICK 1
#define URGENT 2
#define NONE 255

byte low, high, level, interrupted[3], reads[3], ticks;
bool masked;
byte now; /* for the assertions: the ticks that have been counted */

#define TAKE(k, count, most) d_step { !masked && level < k && count < most -> count++; interrupted[k] = level; level = k }
#define RETURN(k) level = interrupted[k]

inline read_clock()
{
    do
    :: d_step { h = high; first = (first == NONE -> now : first) }; /* [C1] */
       l = low; /* [C2] */
       if
       :: h == high -> break /* [C3] */
#ifdef READ_ONCE
       :: h != high -> break
#else
       :: h != high
#endif
       fi
    od;
    assert(h * BASE + l >= first && h * BASE + l <= now); /* a time that never was */
    h = 0;
    l = 0;
    first = NONE
}

proctype reader(byte me) provided (level == _pid - 1)
{
    byte h, l, first = NONE;

    do
    :: read_clock();
       if
       :: me == TASK && reads[TASK] == READS -> break
       :: me == TASK && reads[TASK] < READS -> reads[TASK]++
       :: me != TASK -> RETURN(me)
       fi
    od
}

proctype tick_handler(byte me) provided (level == _pid - 1)
{
    do
    :: low < BASE - 1 -> d_step { low++; now++ }; RETURN(me) /* [T1] */
    :: low == BASE - 1 ->
#ifndef CARRY_UNMASKED
       masked = true;
#endif
       d_step { low = 0; now++ }; /* [T2] */
       high++; /* [T3] */
       masked = false;
       RETURN(me)
    od
}

active proctype interrupts()
{
    atomic { run reader(TASK); run tick_handler(TICK); run reader(URGENT) };
    do
    :: TAKE(TICK, ticks, TICKS)
    :: TAKE(URGENT, reads[URGENT], READS)
    :: timeout -> break
    od;
    assert(level == TASK && !masked && high * BASE + low == now && now == TICKS) /* a tick is lost */
}
