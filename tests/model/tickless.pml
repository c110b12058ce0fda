/* SPDX-License-Identifier: MIT */
/* The sleep decision without ticks: sleep_until_work in core/loop.c and drivers/tick_oneshot.c. Levels and interrupts as in
 * handover.pml; hand-overs are counted, as how they are made is shown there. The count goes on between any two steps. A tick is
 * TICK_COUNTS counts. What drivers/oneshot.c does to set the alarm is one step; so is what the code reads between two looks that must
 * see the same `last` or `changes`: a change in between makes it read anew. */
#define TICK_COUNTS 2
#ifndef COUNTS
#define COUNTS 6 /* the hardware counts so far */
#endif
#ifndef RAISES
#define RAISES 1 /* how often LOW's interrupt arrives; HIGH's does once */
#endif
#define MOST(k) (k == HIGH -> 1 : RAISES)
#ifndef SETS
#define SETS 1 /* how often the loop sets its timer */
#endif
#define NEVER 100

#define LOOP 0
#define LOW 1   /* hands over */
#define ALARM 2
#define HIGH 3  /* starts the timer that shares the alarm */
#define LEVELS 4

/* The hardware: an alarm that has been reached is pending, also when it is set then. */
byte count, alarm_at;
bool armed;
byte level, interrupted[LEVELS], raises[LEVELS];
bool masked, pending[LEVELS], asleep;
#define ANY_PENDING (pending[LOW] || pending[ALARM] || pending[HIGH])

/* The loop: what is handed over, the clock, and the tick at which a timer is due. */
byte handed_over, clock, deadline = 1;

/* The clock's driver; and the timer that shares the alarm, which hands over, too. */
byte last, wake;
bool paused;
bool sharer_waits, sharer_runs;
byte sharer_due;

/* `changes`: is who sets the alarm at this level to do it over? */
bool setting[LEVELS], stale[LEVELS];
#define CHANGES \
    stale[LOOP] = setting[LOOP]; stale[LOW] = setting[LOW]; stale[ALARM] = setting[ALARM]; stale[HIGH] = setting[HIGH]

/* For the assertions alone. */
bool counting; /* the alarm's handler or the loop is about to put the clock right */
byte handovers, woken, sets;

#define IRQ_SAVE(before) d_step { before = masked; masked = true }
#define IRQ_RESTORE(before) masked = before

/* What a handler and a task may rely on. */
#define TIME_IS_RIGHT (clock == count / TICK_COUNTS || (clock < count / TICK_COUNTS && (counting || pending[ALARM])))

/* ---- drivers/tick_oneshot.c ---- */

#ifdef ALARM_BY_EQUALITY
#define IS_REACHED (count == alarm_at)
#else
#define IS_REACHED (count >= alarm_at)
#endif

/* The earlier one of the two, until nobody has changed them meanwhile. */
inline set_alarm()
{
    do
    :: d_step {
           setting[level] = true; stale[level] = false;
#ifdef SHARER_FORGOTTEN
           due = wake
#else
           due = (sharer_waits && sharer_due < wake -> sharer_due : wake)
#endif
       };
       atomic {
           alarm_at = due; /* [I2] */
           armed = !IS_REACHED;
           pending[ALARM] = pending[ALARM] || IS_REACHED;
           alarm_at = (armed -> alarm_at : 0);
           due = 0;
           if
#ifndef ALARM_SET_ONCE
           :: stale[level]
           :: !stale[level] -> setting[level] = false; break
#else
           :: setting[level] = false; stale[level] = false; break
#endif
           fi
       }
    od
}

inline set_wake(at)
{
    d_step { wake = at; CHANGES };
    set_alarm()
}

inline set_alarm_to_next_tick()
{
    do
    :: d_step { before = last; wake = before + TICK_COUNTS; CHANGES }; /* [I5] */
       set_alarm();
       if
       :: atomic { last == before -> before = 0; break }
       :: last != before
       fi
    od
}

inline count_ticks()
{
    do
    :: atomic {
           before = last;
           ticks = (count - before) / TICK_COUNTS; /* [I3] */
           if
           :: ticks == 0 -> before = 0; break
           :: ticks != 0
           fi
       };
       d_step { /* masked */
           if
#ifdef COUNTED_TWICE
           :: true ->
#else
           :: last == before ->
#endif
              last = before + ticks * TICK_COUNTS; clock = clock + ticks /* [I4] */
           :: else
           fi;
           ticks = 0; before = 0
       }
    od
}

inline catch_up()
{
    count_ticks();
#ifndef ALARM_STAYS
    set_alarm_to_next_tick()
#endif
}

/* vow_clock_now in a handler. */
inline read_clock()
{
#ifndef NO_PAUSE
    if
    :: paused -> catch_up() /* [I0] */
    :: !paused
    fi;
#endif
    assert(TIME_IS_RIGHT) /* a handler sees a time that it is not */
}

proctype alarm_handler(byte me) provided (level == _pid - 1)
{
    byte ticks, before, due;

    do
    :: count_ticks();
       if
       :: sharer_waits && count >= sharer_due -> /* [I6] */
          sharer_waits = false;
          d_step { /* vow_oneshot_fire_from_isr: somebody may have started it anew */
              if
              :: sharer_runs && count < sharer_due -> sharer_waits = true
              :: sharer_runs && count >= sharer_due -> sharer_runs = false; sharer_due = 0; handed_over++; handovers++
              :: else
              fi
          }
       :: else
       fi;
       set_alarm_to_next_tick();
       atomic { counting = false; level = interrupted[me] }
    od
}

/* ---- other handlers ---- */

proctype low_handler(byte me) provided (level == _pid - 1)
{
    byte ticks, before, due;

    do
    :: read_clock();
       d_step {
           handed_over++; /* [H5] */
           handovers++;
           level = interrupted[me]
       }
    od
}

/* Now, or later. */
proctype high_handler(byte me) provided (level == _pid - 1)
{
    byte counts, ticks, before, due;

    do
    :: read_clock();
       select (counts : 0 .. 3);
       d_step { sharer_due = count + counts; sharer_runs = true; sharer_waits = true; counts = 0; CHANGES }; /* [I7] */
       set_alarm();
       level = interrupted[me]
    od
}

/* ---- core/loop.c ---- */

/* A task that was woken, or a timer's callback, sets the timer anew. */
inline set_timer()
{
    if
    :: sets < SETS -> sets++; select (ticks : 1 .. 4); deadline = (ticks == 4 -> NEVER : clock + ticks); ticks = 0
    :: sets == SETS -> deadline = NEVER
    fi
}

inline wait_for_interrupt()
{
    d_step { asleep = true; assert(masked) };
    d_step { ANY_PENDING -> asleep = false } /* [S4] */
}

inline sleep_until_work()
{
    paused = true; /* [I8] */
    d_step {
        distance = deadline - clock;
        at = (distance <= 1 -> wake : (deadline == NEVER -> NEVER : last + distance * TICK_COUNTS)) /* [I1] */
    };
    if
    :: distance > 1 -> set_wake(at)
    :: distance <= 1
    fi;
    atomic { distance = 0; IRQ_SAVE(mask) }; /* [S1] */
    if
    :: handed_over != 0 /* [S2] */
    :: handed_over == 0 && clock >= deadline /* [S3] */
    :: handed_over == 0 && clock < deadline -> wait_for_interrupt()
    fi;
    IRQ_RESTORE(mask); /* [S5] */
#ifndef NOT_MADE_UP
    if
    :: wake == at -> catch_up()
    :: wake != at
    fi;
#endif
    atomic { at = 0; paused = false } /* [I9] */
}

proctype loop() provided (level == _pid - 1)
{
    byte ticks, distance, before, due, at;
    bool mask;

    do
    :: handed_over != 0 -> /* [L1] */
       atomic {
           woken = woken + handed_over;
           handed_over = 0; /* [L2] */
           assert(TIME_IS_RIGHT); /* a task sees a time that it is not */
           set_timer()
       }
    :: handed_over == 0 && clock >= deadline ->
       atomic {
           assert(count / TICK_COUNTS >= deadline); /* a timer fires early */
           set_timer()
       }
    :: handed_over == 0 && clock < deadline -> sleep_until_work()
    od
}

/* ---- the hardware, and what must hold ---- */

/* Whoever sleeps on with nothing pending has nothing to do. */
inline count_on()
{
    d_step {
        count < COUNTS ->
        count++;
        if
        :: armed && IS_REACHED -> armed = false; alarm_at = 0; pending[ALARM] = true
        :: else
        fi;
        assert(!asleep || ANY_PENDING || count < deadline * TICK_COUNTS); /* asleep with a timer due */
        assert(!asleep || ANY_PENDING || !sharer_waits || count < sharer_due) /* asleep with the other timer due */
    }
}

#define RAISE(k) d_step { raises[k] < MOST(k) && !pending[k] && (masked || level >= k) -> raises[k]++; pending[k] = true }
#define TAKE(k) d_step { \
    !masked && level < k && (pending[k] || (k != ALARM && raises[k] < MOST(k))) -> \
    if \
    :: pending[k] -> pending[k] = false \
    :: else -> raises[k]++ \
    fi; \
    counting = counting || k == ALARM; \
    interrupted[k] = level; level = k }

active proctype interrupts()
{
    atomic {
        wake = TICK_COUNTS; alarm_at = wake; armed = true;
        run loop();
        run low_handler(LOW);
        run alarm_handler(ALARM);
        run high_handler(HIGH)
    };
    do
    :: count_on()
    :: RAISE(LOW)
    :: RAISE(HIGH)
    :: TAKE(LOW)
    :: TAKE(ALARM)
    :: TAKE(HIGH)
    :: timeout -> break
    od;
    atomic {
        assert(count == COUNTS && asleep && level == LOOP); /* it goes on for ever */
        assert(handed_over == 0); /* asleep with a promise handed over */
        assert(woken == handovers); /* lost */
        assert(deadline > count / TICK_COUNTS); /* asleep with a timer due */
        assert(!sharer_runs || (sharer_waits && sharer_due > count)) /* asleep with the other timer due */
    }
}
