/* SPDX-License-Identifier: MIT */
/* A stack that overflows: a byte from the UART says whose, and by what. Before that the program says how large the task's stack is, and at the end
 * whether the neighbour, the task whose block lies below, is as it was. */
#include <string.h>

#include <vow/board.h>
#include <vow/board_uart.h>
#include <vow/vow.h>
#ifdef __x86_64__
#include <vow/native.h>
#endif

enum { TASK_CALLS = '1', TASK_AWAITS, TASK_CAME_BACK, TASK_IS_INTERRUPTED, LOOP_CALLS, HANDLER_CALLS, TASK_JUMPS };
#ifdef __x86_64__
enum { DEEP = 10000000, NEAR_BYTES = 40, LARGE = 900 * 64 }; /* the loop has the stack of the process */
#else
enum { DEEP = 1000000, NEAR_BYTES = 40, LARGE = 900 }; /* no number on the way is an address of code */
#endif

VOW_LOOP_DEFINE(vow_main_loop, 8, 4, VOW_STACKS(2, 640));

static char planted;

static const unsigned char *neighbour, *neighbour_end;
static uint32_t hash_before;

/* FNV-1a. */
static uint32_t hash_of_neighbour(void)
{
    uint32_t hash = 2166136261u;

    for (const unsigned char *byte = neighbour; byte < neighbour_end; byte++)
        hash = (hash ^ *byte) * 16777619u;
    return hash;
}

static void say(const char *text) { vow_board_console_write(text, strlen(text)); }

static void say_size(size_t bytes)
{
    char line[24], *at = line + sizeof line;

    for (*--at = 0, *--at = '\n'; bytes; bytes /= 10)
        *--at = (char)('0' + bytes % 10);
    say(at);
}

_Noreturn void __real_vow_board_exit(int status);
_Noreturn void __wrap_vow_board_exit(int status);
_Noreturn void __wrap_vow_board_exit(int status)
{
    say(hash_before == hash_of_neighbour() ? "the neighbour is unchanged\n" : "the neighbour is changed\n");
    __real_vow_board_exit(status);
}

/* ---- ways to fill a stack */

static const char *lowest(void)
{
    return (const char *)vow_task_current() - vow_task_stack_size(vow_task_current());
}

static unsigned __attribute__((noinline, noclone)) call_deeply(unsigned depth)
{
    volatile unsigned char frame[24] = { (unsigned char)depth };

    return frame[0] + (depth ? call_deeply(depth - 1) : 0) + frame[1];
}

/* Until `bytes` above the end are left; a negative number: below it. */
static unsigned __attribute__((noinline)) call_until(ptrdiff_t bytes)
{
    volatile unsigned char frame[8] = { 1 };

    if ((const char *)__builtin_frame_address(0) - lowest() > bytes)
        return call_until(bytes) + frame[0];
    if (planted == TASK_AWAITS)
        vow_await_value(VOW_UNDEFINED);
    return frame[1];
}

/* An array that reaches over the guard into the neighbour's block: it is filled from there upwards. */
static unsigned __attribute__((noinline)) jump(void)
{
    volatile unsigned char large[LARGE];

    for (unsigned i = 0; i < LARGE; i++)
        large[i] = 0x55;
    vow_await_value(VOW_UNDEFINED);
    return large[0];
}

#if defined(__riscv)
#define MSIP (*(volatile uint32_t *)0x02000000u)
void vow_msoft_handler(void);
void vow_msoft_handler(void) { call_deeply(DEEP); }
static void raise_interrupt(void)
{
    __asm__ volatile("csrs mie, %0" : : "r"(8) : "memory");
    MSIP = 1;
}
#elif defined(__x86_64__)
static void handler(void) { call_deeply(DEEP); }
static void raise_interrupt(void)
{
    vow_native_connect(5, 0, handler);
    vow_native_raise(5);
}
#elif defined(__arm__)
#define NVIC_ISER (*(volatile uint32_t *)0xe000e100u)
#define NVIC_ISPR (*(volatile uint32_t *)0xe000e200u)
void vow_irq20_handler(void);
void vow_irq20_handler(void)
{
    if (planted == HANDLER_CALLS)
        call_deeply(DEEP);
}
static void raise_interrupt(void)
{
    NVIC_ISER = NVIC_ISPR = 1u << 20;
    __asm__ volatile("dsb\n\tisb" : : : "memory");
}
/* So near to the end of the stack that the exception has no room. */
static void __attribute__((noinline)) is_interrupted_at(const char *stack_pointer)
{
    __asm__ volatile("mov sp, %0" : : "r"(stack_pointer) : "memory");
    raise_interrupt();
    for (;;)
        continue;
}
#endif

static vow_value overflow(void *argument)
{
    say_size(vow_task_stack_size(vow_task_current()));
    hash_before = hash_of_neighbour();
    switch (planted) {
    case TASK_CALLS:
        return vow_uint(call_deeply(DEEP));
    case TASK_AWAITS:
        return vow_uint(call_until(NEAR_BYTES));
    case TASK_JUMPS:
        return vow_uint(jump());
    case TASK_CAME_BACK:
        call_until(-NEAR_BYTES);
        return vow_await_value(VOW_UNDEFINED);
#if defined(__arm__)
    case TASK_IS_INTERRUPTED:
        is_interrupted_at(lowest() + 24);
        break;
#endif
    case HANDLER_CALLS:
        raise_interrupt();
        break;
    }
    return vow_await_value(vow_pointer(argument));
}
static const struct vow_async_function overflow_fn = VOW_ASYNC_FUNCTION(overflow, 0, 600);

/* On ARMv6-M as a stack would that comes near the end of the RAM, but does not leave it. */
static void callback(void *argument)
{
    (void)argument;
#if defined(__ARM_ARCH) && __ARM_ARCH == 6
    extern char vow_link_main_stack_bottom[];

    memset(vow_link_main_stack_bottom + 40, 0, (size_t)((char *)__builtin_frame_address(0) - vow_link_main_stack_bottom) - 240);
#else
    call_deeply(DEEP);
#endif
}

static vow_value wait_for_ever(void *argument)
{
    (void)argument;
    neighbour = (const unsigned char *)lowest();
    neighbour_end = (const unsigned char *)(vow_task_current() + 1);
    return vow_await(vow_promise_new("nothing"));
}
static const struct vow_async_function neighbour_fn = VOW_ASYNC_FUNCTION(wait_for_ever, 0, 600);

int main(void)
{
    vow_board_uart0_open();
    vow_await(vow_uart_read(&vow_board_uart0, &planted, 1));
    vow_detach(vow_call(&neighbour_fn, NULL, 0));
    if (planted == LOOP_CALLS)
        vow_queue_microtask(callback, NULL);
    vow_detach(vow_call(&overflow_fn, NULL, 0));
    vow_sleep_ms(5);
    return 0;
}
