/* SPDX-License-Identifier: MIT */
/* What handlers settle is cancelled: core/cancel.c and cancel_way.c, and drivers that take an operation back. Levels, interrupts and the
 * hand-over, here without its retries, as in handover.pml.
 *
 * There is one promise, and whoever would settle it is a driver's handler, or handlers of two priorities that know the promise itself.
 * The loop cancels it at some time; once settled, it is made anew for another operation. */
#ifndef RAISES
#define RAISES 3 /* how often each interrupt arrives */
#endif
#ifndef OPERATIONS
#define OPERATIONS 3
#endif

#define LOOP 0
#define LOW 1 /* also the driver's */
#define HIGH 2
#define LEVELS 3

/* `next` and the list, whose only place is the promise. */
#define NULL 0
#define END 2
#define PROMISE 4

#define SOURCE 9 /* in `value`, before it is LOW's or HIGH's */

mtype = { PENDING, FULFILLED, REJECTED };
mtype state = FULFILLED;
byte next, value, handed_over = END;
bool has_source, request; /* the driver's: its handler will settle the promise */

byte level, interrupted[LEVELS], raises[LEVELS];
bool masked, pending[LEVELS];

/* For the assertions alone. */
byte operations, settled, fulfilled, claims;

#define IRQ_SAVE(before) d_step { before = masked; masked = true }
#define IRQ_RESTORE(before) masked = before

/* ---- core/handover.c ---- */

proctype handler(byte me) provided (level == _pid - 1)
{
    bool calls;

    do
    :: atomic {
           if
           :: has_source && me == LOW -> calls = request; request = false /* [K5] */
           :: has_source && me != LOW
           :: !has_source -> calls = true
           fi
       };
       if
       :: calls && state == PENDING -> /* [H1] */
          d_step {
              calls = next == NULL;
              if
              :: calls -> next = END; claims++ /* [H3] */
              :: else
              fi
          };
          if
          :: calls ->
             value = me; /* [H4] */
             handed_over = PROMISE /* [H5] */
          :: else
          fi
       :: else
       fi;
       d_step { calls = false; level = interrupted[me] }
    od
}

/* ---- core/cancel.c, core/cancel_way.c and drivers ---- */

inline settle(how)
{
    d_step {
        assert(state == PENDING); /* settled twice */
        state = how;
        settled++
    }
}

/* The driver's masked section, and what it then makes of the promise. */
inline take_back()
{
#ifndef TAKEN_BACK_UNMASKED
    IRQ_SAVE(mask);
#endif
    taken = request; /* [K4] */
    request = false;
#ifndef TAKEN_BACK_UNMASKED
    IRQ_RESTORE(mask);
#endif
    if
    :: taken -> settle(REJECTED); next = NULL
    :: else
    fi
}

inline cancel()
{
    if
    :: next != NULL /* [K1] */
    :: next == NULL ->
       if
       :: has_source ->
#ifdef NEXT_BEFORE_SOURCE
          claimed = next != NULL;
          source = value;
#else
          source = value; /* [K2] */
          claimed = next != NULL; /* [K3] */
#endif
          if
          :: claimed
          :: !claimed -> assert(source == SOURCE); /* a value is taken for a source */ take_back()
          fi
       :: !has_source ->
#ifdef NOT_CLAIMED
          claimed = true;
#else
          d_step {
              claimed = next == NULL;
              if
              :: claimed -> next = END /* [K6] */
              :: else
              fi
          };
#endif
          if
          :: claimed -> settle(REJECTED); next = NULL /* the list of rejections */
          :: else
          fi
       fi
    fi;
    d_step { claimed = false; taken = false; source = 0 }
}

/* ---- the loop ---- */

proctype loop() provided (level == _pid - 1)
{
    byte source;
    bool claimed, taken, mask;

    do
    :: handed_over != END ->
       d_step {
           assert(next == END && (value == LOW || value == HIGH)); /* a link that leads nowhere */
           handed_over = END /* [L2] */
       };
       settle(FULFILLED); /* [L4] */
       fulfilled++
    :: state == PENDING -> cancel()
    :: state != PENDING && handed_over == END && operations < OPERATIONS ->
       if
       :: d_step { operations++; next = NULL; state = PENDING; has_source = true; value = SOURCE }; request = true
       :: d_step { operations++; next = NULL; state = PENDING; has_source = false; value = 0 }
       fi
    :: state != PENDING && handed_over == END && operations == OPERATIONS -> break
    od
}

/* ---- the hardware, and what must hold when nothing can happen any more ---- */

#define RAISE(k) d_step { raises[k] < RAISES && !pending[k] && (masked || level >= k) -> raises[k]++; pending[k] = true }
#define TAKE(k) d_step { \
    !masked && level < k && (pending[k] || raises[k] < RAISES) -> \
    if \
    :: pending[k] -> pending[k] = false \
    :: else -> raises[k]++ \
    fi; \
    interrupted[k] = level; level = k }

active proctype interrupts()
{
    atomic { run loop(); run handler(LOW); run handler(HIGH) };
    do
    :: RAISE(LOW)
    :: RAISE(HIGH)
    :: TAKE(LOW)
    :: TAKE(HIGH)
    :: timeout -> break
    od;
    assert(level == LOOP && !masked && state != PENDING && handed_over == END && operations == OPERATIONS); /* it goes on for ever */
    assert(settled == operations && fulfilled == claims) /* lost */
}
