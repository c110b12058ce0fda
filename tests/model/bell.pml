/* SPDX-License-Identifier: MIT */
/* Bells, by which handlers make the loop look after those who wait: core/bell.c, core/event_isr.c, core/channel_isr.c and the rung()
 * and serve() of what rings. A tag such as [R1] names the same step there. The ring goes through the hand-over, which is in
 * handover.pml; here its push is one step.
 *
 * One core. `level` is what runs: the loop with its task, or the handler of that priority; see handover.pml. */

#define LOOP 0
#define LOW 1
#define HIGH 2
#define LEVELS 3
#define RAISES 2 /* how often each handler brings something */
#define WAITS 4  /* how often one of two tasks waits */
#define TASKS 2

mtype = { PENDING, SETTLED };

/* The bell's promise, and its reaction. At rest it is not pending. */
mtype state = SETTLED;
bool next, subscribed, is_made, handed_over, reaction_is_queued;

byte count; /* what handlers have brought, and nobody has got */
byte waiting; /* how many tasks are in the queue */

/* For the assertions alone. */
byte brought, got, rounds;

byte level, interrupted[LEVELS], raises[LEVELS], level_of[LEVELS + 1];

proctype handler(byte me) provided (level == level_of[_pid])
{
    do
    :: atomic { count++; brought++ }; /* [R1] */
       if
       :: waiting > 0 /* [R2] */
       :: waiting == 0 -> goto done
       fi;
       if
       :: state == PENDING /* [R3] */
       :: state != PENDING -> goto done
       fi;
       if
       :: atomic { !next -> next = true } /* one handler claims it */
       :: next -> goto done
       fi;
       assert(!handed_over); /* rung twice */
       handed_over = true;
done:
       atomic { level = interrupted[me] }
    od
}

/* Gives what is there to those who wait. */
inline serve()
{
    do
    :: waiting > 0 && count > 0 -> d_step { waiting--; count--; got++ } /* [R7] */
    :: else -> break
    od
}

inline arm_again()
{
    subscribed = true;
    next = false; /* [R4] */
    state = PENDING /* [R5] */
}

proctype loop() provided (level == LOOP)
{
    do
    :: d_step {
           handed_over ->
           assert(state == PENDING && subscribed); /* settled at rest */
           handed_over = false;
           state = SETTLED;
           subscribed = false;
           reaction_is_queued = true
       }
    :: atomic { reaction_is_queued -> reaction_is_queued = false };
#ifdef SERVED_BEFORE_ARMED
       serve();
       arm_again()
#else
       arm_again();
       serve()
#endif
    /* A task waits. */
    :: !reaction_is_queued && waiting < TASKS && rounds < WAITS ->
       rounds++;
       if
       :: !is_made -> is_made = true; arm_again()
       :: is_made
       fi;
#ifdef LOOKED_BEFORE_ENTERED
       if
       :: count > 0 -> d_step { count--; got++ }
       :: count == 0 -> waiting++
       fi
#else
       waiting++; /* [R6] */
       serve()
#endif
    od
}

#define TAKE(k) d_step { level < k && raises[k] < RAISES -> raises[k]++; interrupted[k] = level; level = k }

active proctype interrupts()
{
    atomic {
        level_of[0] = LEVELS; /* waits for nobody */
        level_of[1] = LOOP;
        run loop();
        level_of[2] = LOW;
        run handler(LOW);
        level_of[3] = HIGH;
        run handler(HIGH)
    };
    do
    :: TAKE(LOW)
    :: TAKE(HIGH)
    :: timeout -> break
    od;
    atomic {
        assert(level == LOOP && !handed_over && !reaction_is_queued); /* left undone */
        assert(waiting == 0 || count == 0); /* somebody waits for what is there */
        assert(brought == got + count) /* got twice, or lost */
    }
}
