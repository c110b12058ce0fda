/* SPDX-License-Identifier: MIT */
/* The hand-over and the sleep decision: core/handover.c, core/loop.c, core/clock.c. A tag such as [H1] names the same step
 * there. docs/RELIABILITY.md says what this shows; tests/model/run defines the words that choose a variant.
 *
 * One core. `level` is what runs: the loop, or the handler of that priority. An interrupt is taken between any two steps
 * of what is less urgent, unless it is masked, and what it interrupted goes on when it has returned. */

#ifndef PROMISES
#define PROMISES 2
#endif
#ifndef RAISES
#define RAISES 2 /* how often each interrupt arrives */
#endif
#ifndef REARMS
#define REARMS 1 /* how often a promise that was settled is made anew */
#endif

/* ABOVE: the loop is polled above a task of another loop, which hands promises over as well. The software interrupt that the wake
 * hook raises leaves that task, and another one goes back to it. With BACK_MASKED (RISC-V) that is masked, without a second one. */
#ifdef ABOVE
#define LOOP 1
#else
#define LOOP 0
#endif
/* BASEPRI: the most urgent handler is above VOW_CONFIG_MASK_PRIORITY: held back by PRIMASK alone. */

#define BELOW 0
#define SOFTWARE 2
#define LOW 3  /* resolves */
#define TICK 4
#define HIGH 5 /* rejects */
#define LEVELS 6

/* `next` and the head of the list: a place and the bit that says "to be rejected". */
#define NULL 0
#define PROMISE(p) ((p) * 2 + 2)
#define END (PROMISES * 2 + 2)
#define REJECT 1
#define PLACE(link) ((link) / 2 * 2)
#define NUMBER(link) ((link) / 2 - 1)

mtype = { PENDING, FULFILLED, REJECTED };
byte handed_over = END, arrived = NULL;
byte next[PROMISES], value[PROMISES];
mtype state[PROMISES] = PENDING;

/* Timers are due at tick 1 and at tick 2. */
#define NEVER 9
byte ticks, deadline = 1;
bool due;

/* The processor. */
byte level, interrupted[LEVELS], raises[LEVELS];
bool masked, held, exclusive, pending[LEVELS];
byte level_of[LEVELS + 1]; /* of each process, the hardware being number 0 */
#define ANY_PENDING (pending[LOW] || pending[TICK] || pending[HIGH])

/* Of the loop above: whether it runs, and whether it wants to go back. */
bool kept, wants_back;

/* For the assertions alone. `pushed` is the order of the hand-overs. */
#define MOST (PROMISES * (REARMS + 1))
byte pushed[MOST + 1], pushes, claims, settled, woken, fired, rearms[PROMISES], winner[PROMISES];
bool called[PROMISES];

/* ---- the contract of arch.h ----
 * What touches variables of the process alone is part of the step before it: `then`. `note` belongs to a success. */

#define IRQ_SAVE(before) d_step { before = masked; masked = true }
#define IRQ_RESTORE(before) masked = before
#define IRQ_HOLD held = true
#define IRQ_RELEASE held = false
#ifdef BASEPRI
#define IS_MASKED(k) (held || masked && (k) != HIGH)
#else
#define IS_MASKED(k) masked
#endif

#define NOTE_CLAIM d_step { claims++; winner[p] = me; assert(claims <= MOST) /* claimed twice */ }
#define NOTE_PUSH d_step { pushed[pushes] = p; pushes++; assert(pushes <= MOST) /* pushed twice */ }

#ifdef MASKED
/* ARMv6-M: a few masked instructions are one step. */
#define COMPARE_EXCHANGE(word, expected, desired, note, then) \
    atomic { \
        if \
        :: word == expected -> word = desired; same = true; note \
        :: else -> expected = word; same = false \
        fi; \
        then \
    }
#define EXCHANGE(word, desired, before) d_step { before = word; word = desired }
#else
/* LDREX and STREX: the store fails after an exception, and may fail for no reason. */
#define COMPARE_EXCHANGE(word, expected, desired, note, then) \
    d_step { seen = word; exclusive = true }; \
    atomic { \
        if \
        :: seen == expected && exclusive -> word = desired; exclusive = false; same = true; note \
        :: expected = seen; same = false \
        fi; \
        then \
    }
#define EXCHANGE(word, desired, before) \
    do \
    :: d_step { before = word; exclusive = true }; \
       if \
       :: d_step { exclusive -> word = desired; exclusive = false }; break \
       :: skip \
       fi \
    od
#endif

/* ---- core/above.c ---- */

#ifdef ABOVE
inline look_for_work()
{
    has_work = handed_over != END; /* [B1] */
    if
    :: has_work
    :: !has_work -> has_work = ticks >= deadline /* [B2] */
    fi
}
#endif

/* ---- core/handover.c ---- */

inline wake()
{
#ifdef ABOVE
    look_for_work();
    if
    :: has_work -> pending[SOFTWARE] = true /* [H7] */
    :: !has_work
    fi
#else
    skip
#endif
}

/* Settles `p`: a handler one promise each time, whichever; the task below the loop one, once. */
proctype settler(byte me; byte how) provided (level == level_of[_pid])
{
    byte p, head, link, seen;
    bool same, has_work;

    do
    :: atomic {
#ifdef ABOVE
           if
#ifdef BELOW_SHARES
           :: true -> select (p : 0 .. PROMISES - 1)
#else
           :: me == BELOW -> p = PROMISES - 1 /* nobody else settles this one: the rule in <vow/promise.h> */
           :: me != BELOW -> select (p : 0 .. PROMISES - 2)
#endif
           fi;
#else
           select (p : 0 .. PROMISES - 1);
#endif
           if
           :: state[p] != PENDING -> goto done /* [H1] */
           :: state[p] == PENDING -> called[p] = true
           fi
       };
#ifdef CLAIM_BY_LOOK
       if
       :: next[p] != NULL -> goto done
       :: next[p] == NULL -> NOTE_CLAIM
       fi;
       head = handed_over;
       value[p] = me;
       next[p] = head + how;
#else
       head = handed_over; /* [H2] */
       do
       :: COMPARE_EXCHANGE(next[p], link, head + how, NOTE_CLAIM, /* [H3] */
              if
              :: same -> break
              :: !same && link != NULL -> goto done
              :: else
              fi)
       od;
       value[p] = me; /* [H4] */
#endif
#ifdef WAKE_BEFORE_PUSH
       wake();
#endif
       do
#ifdef PLAIN_PUSH
       :: seen = handed_over;
          if
          :: seen == head -> atomic { handed_over = PROMISE(p); NOTE_PUSH }; break
          :: seen != head -> head = seen
          fi;
#else
       :: COMPARE_EXCHANGE(handed_over, head, PROMISE(p), NOTE_PUSH, /* [H5] */
              if
              :: same -> break
              :: else
              fi);
#endif
          next[p] = head + how /* [H6] */
       od;
#ifndef WAKE_BEFORE_PUSH
       wake();
#endif
done:
       atomic {
           p = 0; head = 0; link = 0; seen = 0; same = false; has_work = false; exclusive = false;
           if
           :: me == BELOW -> break
           :: me != BELOW -> level = interrupted[me]
           fi
       }
    od
}

/* ---- core/clock.c; its two words are in clock.pml ---- */

proctype tick_handler(byte me) provided (level == level_of[_pid])
{
    bool has_work;

    do
#ifdef ABOVE
    :: ticks++;
       wake();
       atomic { has_work = false; exclusive = false; level = interrupted[me] }
#else
    :: atomic { ticks++; exclusive = false; level = interrupted[me] } /* [T1] */
#endif
    od
}

/* ---- core/loop.c ---- */

inline take_arrivals()
{
    EXCHANGE(handed_over, END, taken); /* [L2] */
#ifdef YOUNGEST_ENDS_IN_NULL
    first = NULL;
#else
    first = END;
#endif
    do
    :: atomic { taken == END -> arrived = first; first = 0; taken = 0; turned = 0; break }
    :: d_step {
           taken != END ->
           assert(turned < PROMISES); /* the list is a ring */
           turned++;
           link = next[NUMBER(taken)];
           next[NUMBER(taken)] = first + link % 2; /* [L3] */
           first = taken;
           taken = PLACE(link);
           link = 0
       }
    od
}

inline settle_arrival()
{
    d_step {
        p = NUMBER(arrived);
        link = next[p];
        what = value[p];
        arrived = (PLACE(link) == END -> NULL : PLACE(link))
    };
#ifdef CLEAR_BEFORE_SETTLED
    next[p] = NULL;
#endif
    d_step {
        assert(state[p] == PENDING); /* settled twice */
        assert(pushed[settled] == p); /* settled out of order */
        assert(what == winner[p] && value[p] == what && link % 2 == (what == HIGH)); /* settled with something else */
        state[p] = (link % 2 -> REJECTED : FULFILLED); /* [L4] */
        settled++
    };
    if
    :: link % 2 -> next[p] = NULL /* the list of rejections */
    :: else
    fi;
    /* The task that waits runs, and may make the promise anew. */
    d_step {
        woken++;
        if
        :: rearms[p] < REARMS ->
           rearms[p]++; value[p] = 0; winner[p] = 0; next[p] = NULL; state[p] = PENDING; called[p] = false
        :: else
        fi;
        p = 0; link = 0; what = 0
    }
}

inline wait_for_interrupt()
{
#ifdef BASEPRI
    IRQ_HOLD; /* [S6] */
    if
#ifdef NO_LOOK_HELD
    :: true ->
#else
    :: handed_over != END /* [S7] */
    :: handed_over == END ->
#endif
#ifdef WFI_UNDER_BASEPRI
       pending[HIGH]
#else
       ANY_PENDING
#endif
    fi;
    IRQ_RELEASE /* [S8] */
#else
    ANY_PENDING /* [S4] */
#endif
}

inline sleep_until_work()
{
#ifdef LOOK_BEFORE_MASK
    if
    :: handed_over == END && ticks < deadline -> IRQ_SAVE(mask); ANY_PENDING; IRQ_RESTORE(mask)
    :: else
    fi;
    arrivals = handed_over != END
#else
    IRQ_SAVE(mask); /* [S1] */
    do
#ifdef NO_LAST_LOOK
    :: true ->
#else
    :: handed_over != END -> arrivals = true; break /* [S2] */
    :: handed_over == END ->
#endif
       if
#if defined(NO_LAST_LOOK) || defined(NO_TIMER_LOOK)
       :: true ->
#else
       :: ticks >= deadline -> break /* [S3] */
       :: ticks < deadline ->
#endif
#ifdef UNMASK_BEFORE_WFI
          IRQ_RESTORE(mask);
#endif
          wait_for_interrupt()
       fi;
       IRQ_RESTORE(mask); /* [S5] */
#if defined(NO_LAST_LOOK) || defined(NO_TIMER_LOOK)
       arrivals = handed_over != END;
       break /* else it would not leave */
#else
       IRQ_SAVE(mask)
#endif
    od;
    IRQ_RESTORE(mask)
#endif
}

/* ---- arch/cortexm/above.S, arch/riscv/above.S ---- */

#ifdef ABOVE
/* The handler of the software interrupt. */
proctype software_interrupt() provided (level == SOFTWARE)
{
    bool has_work;

    do
    :: atomic { !kept -> kept = true; exclusive = false; level = LOOP } /* [B3] */
    :: atomic { kept && !wants_back -> exclusive = false; level = LOOP } /* [B4] it will look again */
#ifndef BACK_MASKED
    :: kept && wants_back ->
#ifndef NO_LOOK_BACK
       look_for_work();
#endif
       wants_back = false;
       if
       :: atomic { has_work -> has_work = false; exclusive = false; level = LOOP } /* [B7] */
       :: !has_work ->
          kept = false; /* [B8] */
          atomic { exclusive = false; level = BELOW } /* [B9] */
       fi
#endif
    od
}

inline go_back()
{
#ifdef BACK_MASKED
#ifdef LOOK_BACK_UNMASKED
    look_for_work();
    IRQ_SAVE(mask);
#else
    IRQ_SAVE(mask); /* [B5] */
    look_for_work();
#endif
    if
    :: has_work -> has_work = false; IRQ_RESTORE(mask) /* [B7] */
    :: !has_work ->
       kept = false; /* [B8] */
       atomic { masked = false; exclusive = false; level = BELOW } /* [B9] */
    fi
#else
    wants_back = true; /* [B5] */
    pending[SOFTWARE] = true; /* [B6] */
    !pending[SOFTWARE] /* the barriers */
#endif
}
#endif

proctype loop() provided (level == LOOP)
{
    byte p, taken, first, link, what, turned;
    bool arrivals, mask, has_work;

    do
    :: if
       :: arrived == NULL && !due ->
#ifdef ABOVE
          arrivals = handed_over != END; /* [L1] */
#else
          sleep_until_work();
#endif
          d_step {
              if
              :: ticks >= deadline -> due = true; deadline = (deadline == 1 -> 2 : NEVER)
              :: else
              fi
          };
          if
          :: arrivals -> take_arrivals(); arrivals = false
          :: else
          fi
       :: else
       fi;
       if
       :: arrived != NULL -> settle_arrival()
       :: arrived == NULL && due -> d_step { due = false; fired++ }
       :: arrived == NULL && !due ->
#ifdef ABOVE
          go_back()
#else
          skip
#endif
       fi
    od
}

/* ---- the hardware, and what must hold when nothing can happen any more ---- */

/* What is not held back is taken at once. */
#define RAISE(k) d_step { raises[k] < RAISES && !pending[k] && (IS_MASKED(k) || level >= k) -> raises[k]++; pending[k] = true }
#define TAKE(k) d_step { \
    !IS_MASKED(k) && level < k && (pending[k] || raises[k] < RAISES) -> \
    if \
    :: pending[k] -> pending[k] = false \
    :: else -> raises[k]++ \
    fi; \
    interrupted[k] = level; level = k; exclusive = false }

active proctype interrupts()
{
    byte p;

    atomic {
        level_of[0] = LEVELS; /* waits for nobody */
        level_of[1] = LOOP;
        run loop();
        level_of[2] = TICK;
        run tick_handler(TICK);
        level_of[3] = LOW;
        run settler(LOW, 0);
        level_of[4] = HIGH;
        run settler(HIGH, REJECT);
#ifdef ABOVE
        level_of[5] = BELOW;
        run settler(BELOW, 0);
        level_of[6] = SOFTWARE;
        run software_interrupt()
#endif
    };
    do
    :: RAISE(LOW)
    :: RAISE(TICK)
    :: RAISE(HIGH)
    :: TAKE(LOW)
    :: TAKE(TICK)
    :: TAKE(HIGH)
#ifdef ABOVE
    :: d_step { !IS_MASKED(SOFTWARE) && level < SOFTWARE && pending[SOFTWARE] -> pending[SOFTWARE] = false; level = SOFTWARE; exclusive = false }
#endif
    :: timeout -> break
    od;
    atomic {
        assert(handed_over == END && arrived == NULL); /* asleep with a promise handed over */
        assert(settled == claims && woken == claims && pushes == claims); /* lost */
        for (p : 0 .. PROMISES - 1) {
            assert(state[p] != PENDING || !called[p]) /* a call did nothing */
        };
        assert(!due && ticks < deadline); /* asleep with a timer due */
        assert(fired == (ticks < 2 -> ticks : 2)); /* a timer fired twice or never */
        assert(level == 0 && !ANY_PENDING && !pending[SOFTWARE] && !kept) /* an interrupt never served */
    }
}
