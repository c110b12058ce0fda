/* SPDX-License-Identifier: MIT */
#ifndef VOW_LOOP_H
#define VOW_LOOP_H

#include <vow/task.h>
#include <vow/timer.h>

VOW_BEGIN_DECLARATIONS

/* Rules for loops
 *  - A loop object and its storage hold all run-time state. Every promise, task, generator and timer belongs to one
 *    loop; only the functions that end in _from_isr cross.
 *  - One pass: first everything that interrupts had handed over when the pass began, then the timers that are due.
 *    Each of these is a macrotask: all microtasks and rejection reports run before the next one. With VOW_CONFIG_LEVELS
 *    each level has passes of its own, and the most urgent one goes on first (<vow/level.h>).
 *  - On a board `main` is the first task of vow_main_loop, and the loop runs until main returns. A program that wants
 *    the loop as a guest calls vow_loop_poll() from its own superloop or RTOS thread instead. */

/* Blocks of one size: handed out fresh from the front of their memory, then from the list of returned ones. Private. */
struct vow_pool {
    void *free;
    char *fresh, *end;
    uint32_t block_bytes;
};

#define VOW_STACK_CLASSES 3
#define VOW_TIMER_SLOTS 16

/* What a loop is made with. VOW_LOOP_DEFINE fills it. */
struct vow_loop_config {
    void *promises, *records, *stacks;
    uint16_t promise_count, record_count;
    struct {
        uint32_t count, bytes;
    } stack[VOW_STACK_CLASSES]; /* smallest first; bytes without the control block */
};

#if VOW_CONFIG_LEVELS > 1
/* The macrotasks of one level that are ready (<vow/level.h>). Private. */
struct vow_level {
    struct vow_node *arrived, *arrived_last; /* handed over, oldest first */
    struct vow_node *pass_last;              /* the last one that belongs to the present pass; NULL: none is left */
    struct vow_timer *due;                   /* in their order */
    vow_time pass_due;                       /* the tick whose timers belong to the present pass; 0: none */
};
#endif

struct vow_loop {
    /* What is used most is in front: Thumb's short loads reach 124 bytes. */
    uintptr_t handed_over;         /* by interrupts, with compare-and-exchange; first, as an exclusive load takes no offset */
    /* the microtask queue and who runs */
    struct vow_node *queue;        /* ring, the last one first */
    struct vow_task *current;      /* never NULL: the loop itself counts as a task */
    struct vow_task root;          /* the loop: where it stands while a task runs */
    struct vow_node *job;          /* the job on the loop's stack, for a throw out of it */
    volatile uint32_t ticks_low, ticks_high; /* written by the tick handler alone */
    uint32_t stop_low;             /* the timer wheel has nothing to do before that (the low word of a time) */
#if VOW_CONFIG_LEVELS == 1
    struct vow_node *arrived;      /* taken from handed_over, oldest first */
    struct vow_timer *due;
#endif
    unsigned attention;            /* bits of jobs.h: what the loop has to see to that is rare */
    /* rejections without a handler, and reported ones that got one */
    struct vow_node *unhandled, *late, **unhandled_tail, **late_tail;
    /* pools */
    struct vow_pool promises, records, stacks[VOW_STACK_CLASSES];
    /* timers: the wheel stands at `wheel_time` */
    vow_time wheel_time;
    struct vow_timer *far, *moving;
    struct vow_timer *slot[VOW_CONFIG_TIMER_LEVELS * VOW_TIMER_SLOTS];
    uint32_t occupied[VOW_CONFIG_TIMER_LEVELS];
#if VOW_CONFIG_LEVELS > 1
    struct vow_level level[VOW_CONFIG_LEVELS];
#endif
    void *registers[VOW_ARCH_SAVE_WORDS];
    struct vow_node *condemned;    /* lists whose last reference went, to be taken apart without recursion */
    struct vow_promise dry_promise, dry_record, dry_stack;
    struct vow_promise cancelled;  /* what a cancelled task has awaited instead (cancel.c) */
    const struct vow_loop_config *config;
    uintptr_t resolver_id;         /* the last resolver that was made (thenable.c) */
    struct vow_task *guests;       /* tasks on stacks of their callers (vow_call_on) */
#if VOW_CONFIG_MICROTASK_LIMIT
    uint32_t microtasks_left;      /* until vow_hook_microtasks */
#endif
    uint32_t polls_left;           /* macrotasks that the running vow_loop_poll may still run */
#if VOW_CONFIG_HANDLER_CHECK == 2
    unsigned handler;              /* in which the loop was last run: 0 as a rule, none */
#endif
#if VOW_CONFIG_WAKE_HOOK
    void (*wake)(void *argument);
    void *wake_argument;
#endif
#if VOW_CONFIG_MULTI_LOOP && VOW_CONFIG_WAKE_HOOK
    struct vow_loop *above;        /* the loop that preempts this one and has its clock (<vow/above.h>) */
#if VOW_CONFIG_TICKLESS
    volatile uint32_t polls;       /* of a loop above */
#endif
#endif
};

/* 32 bytes on a 32-bit machine (40 with VOW_CONFIG_LEVELS, for the delay): a reaction of then, a generator, a delay, two entries of a
 * combinator. */
struct vow_record {
    void *words[VOW_CONFIG_LEVELS > 1 ? 10 : 8];
};

/** Defines a loop and its storage, at file scope. An application that defines none gets the board's.
 *      VOW_LOOP_DEFINE(vow_main_loop, 64, 32, VOW_STACKS(8, 512), VOW_STACKS(2, 2048));
 *  @param promises  number of promises      @param records  number of records (see struct vow_record)
 *  and one to three VOW_STACKS(count, bytes), the smallest first. On a host, where frames are large, stacks are made
 *  VOW_ARCH_STACK_SCALE times as large. */
#define VOW_STACKS(count, bytes) count, bytes
#define VOW_LOOP_DEFINE(name, promises, records, ...) \
    VOW_LOOP_DEFINE_(name, promises, records, __VA_ARGS__, 0, 0, 0, 0, 0)
#define VOW_LOOP_DEFINE_(name, promises, records, n0, b0, n1, b1, n2, b2, ...)                                       \
    static struct vow_promise name##_promises[promises];                                                            \
    static struct vow_record name##_records[records];                                                               \
    static char name##_stacks[(n0) * VOW_STACK_BLOCK_(b0) + (n1) * VOW_STACK_BLOCK_(b1) + (n2) * VOW_STACK_BLOCK_(b2) \
                              + VOW_STACK_PHASE_] __attribute__((aligned(VOW_ARCH_STACK_ALIGN)));                    \
    extern const struct vow_loop_config name##_config;                                                              \
    const struct vow_loop_config name##_config = { name##_promises, name##_records, name##_stacks, promises, records, \
        { { n0, (b0) * VOW_ARCH_STACK_SCALE }, { n1, (b1) * VOW_ARCH_STACK_SCALE }, { n2, (b2) * VOW_ARCH_STACK_SCALE } } }; \
    struct vow_loop name
/* A block: the guard, the stack, the control block; a multiple of VOW_ARCH_STACK_ALIGN, as a memory protection unit asks
 * of the guard. The pool begins so far behind such an address that VOW_ARCH_GUARD_PAD bytes lie below each guard. */
#define VOW_STACK_BLOCK_BYTES_(bytes) \
    (((bytes) + VOW_ARCH_GUARD_PAD + VOW_ARCH_GUARD_BYTES + sizeof(struct vow_task) + VOW_ARCH_STACK_ALIGN - 1) \
     / VOW_ARCH_STACK_ALIGN * VOW_ARCH_STACK_ALIGN)
#define VOW_STACK_BLOCK_(bytes) VOW_STACK_BLOCK_BYTES_((bytes) * VOW_ARCH_STACK_SCALE)
#define VOW_STACK_PHASE_ ((VOW_ARCH_STACK_ALIGN - VOW_ARCH_GUARD_PAD) % VOW_ARCH_STACK_ALIGN)

extern struct vow_loop vow_main_loop;
extern const struct vow_loop_config vow_main_loop_config;

/** Makes a loop ready. Called again on a loop that does not run, it ends everything that is suspended there: none of its
 * code runs any more, no finally and no defer, and all pools are whole. Timers, thenables, requests, channels and the like in
 * memory of the caller's must not be used afterwards without being made anew. The first loop made becomes the running one.
 *  @memory borrows both for as long as the loop is used   @context init   @suspends no */
void vow_loop_init(struct vow_loop *loop, const struct vow_loop_config *config);

/** Runs the loop until vow_loop_stop(): sleeps while there is nothing to do.   @context init   @suspends no */
void vow_loop_run(struct vow_loop *loop);

/** Makes vow_loop_run return after the running macrotask and its microtasks; before it has begun, at once.
 *  @context init, task, loop   @suspends no */
void vow_loop_stop(struct vow_loop *loop);

/** The loop as a guest: runs what is ready, at most `macrotasks` of them, and returns. A timer that the wheel moves on
 * counts as one, so the call takes bounded time.
 *  @return when to call again at the latest, an absolute time: vow_clock_now() or earlier if there is more to do,
 *          VOW_TIME_NEVER if only an interrupt can bring more (see VOW_CONFIG_WAKE_HOOK)
 *  @context init (not from a task or callback of the same loop)   @suspends no */
vow_time vow_loop_poll(struct vow_loop *loop, unsigned macrotasks);

/** Until when the loop has nothing to do if no interrupt comes: an absolute time, now or earlier if there is work, not
 *  later than the first timer (also one of the loop above it, <vow/above.h>), VOW_TIME_NEVER without one. For idle hooks of boards.
 *  @context any   @suspends no */
vow_time vow_loop_deadline(const struct vow_loop *loop);

#if VOW_CONFIG_TICKLESS
/** The last look before a sleep to the loop's deadline (<vow/idle.h>): nothing was handed over and no timer is due since it was asked
 *  for. A loop above may have set an earlier deadline: a superloop that has one asks vow_loop_deadline() once more.
 *  @param loop  a struct vow_loop   @context init, with interrupts masked   @suspends no */
bool vow_loop_may_sleep(void *loop);
#endif

/** Makes `loop` the one that calls outside of any task or callback belong to, and returns the one before. Only needed
 *  with VOW_CONFIG_MULTI_LOOP.   @context init   @suspends no */
struct vow_loop *vow_loop_enter(struct vow_loop *loop);

/** The loop's clock goes on by `ticks`, also by those that a masked handler has missed, as far as the hardware counts them
 *  (SysTick does with VOW_CONFIG_MASKED_TICKS). The board's tick handler, which Vow must mask (VOW_CONFIG_MASK_PRIORITY), calls it, and
 *  no one else.   @context isr   @suspends no */
void vow_loop_tick_from_isr(struct vow_loop *loop, uint32_t ticks);

/** queueMicrotask(callback, argument): runs on the loop's stack after the microtasks that wait already.
 *  @return NULL, or vow_error_pool_promise: nothing was queued   @context task, loop   @suspends no   @cancel - */
const struct vow_error *vow_queue_microtask(void (*callback)(void *argument), void *argument);

enum vow_pool_kind { VOW_POOL_PROMISES, VOW_POOL_RECORDS, VOW_POOL_STACKS };

/** How many blocks are free and how many there are. Walks the free list.   @context task, loop   @suspends no */
struct vow_pool_usage {
    unsigned free, total;
};
struct vow_pool_usage vow_pool_usage(enum vow_pool_kind kind);

/** Asked before a block is taken, with VOW_CONFIG_POOL_HOOK=1. The program may define it; the default says no.
 *  @return true: none is to be had; who asked for it gets the error of an empty pool
 *  @context task, loop   @suspends must not   @cancel - */
bool vow_hook_pool_fails(enum vow_pool_kind kind);

/** Blocks of all pools that are in use: 0 when nothing leaked.   @context task, loop   @suspends no */
unsigned vow_loop_live(void);

VOW_END_DECLARATIONS

#endif
