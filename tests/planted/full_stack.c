/* SPDX-License-Identifier: MIT */
/* A stack that overflows: PLANTED says whose, and by what. The end of the program says what lies below the task's stack. */
#include <string.h>

#include <vow/board.h>
#include <vow/vow.h>

enum { TASK_CALLS = 1, TASK_IS_INTERRUPTED, LOOP_CALLS, HANDLER_CALLS };
enum { BELOW = 0xC3, STACK_BYTES = 1024, IRQ = 20 };

#define NVIC_ISER (*(volatile uint32_t *)0xe000e100u)
#define NVIC_ISPR (*(volatile uint32_t *)0xe000e200u)

struct {
    unsigned char below[256], stack[STACK_BYTES];
} vow_planted __attribute__((aligned(16)));

static unsigned char call_deeply(unsigned depth)
{
    volatile unsigned char frame[24] = { (unsigned char)depth };

    return (unsigned char)(frame[0] + (depth ? call_deeply(depth - 1) : 0) + frame[1]);
}

static void raise_interrupt(void)
{
    NVIC_ISER = NVIC_ISPR = 1u << IRQ;
    __asm__ volatile("dsb\n\tisb" : : : "memory");
}

void vow_irq20_handler(void);
void vow_irq20_handler(void)
{
    if (PLANTED == HANDLER_CALLS)
        call_deeply(1000);
}

/* So near to the end of the stack that an interrupt has no room. */
static vow_value overflow(void *argument)
{
    if (PLANTED == TASK_CALLS)
        return vow_uint(call_deeply(1000));
    if (PLANTED == TASK_IS_INTERRUPTED)
        __asm__ volatile("mrs r0, psplim\n\tadd r0, r0, #24\n\tmov sp, r0" : : : "r0", "memory");
    raise_interrupt();
    for (;;)
        (void)argument;
}
static const struct vow_async_function overflow_fn = VOW_ASYNC_FUNCTION(overflow, 0, STACK_BYTES);

static void callback(void *argument)
{
    (void)argument;
    call_deeply(1000);
}

static bool is_untouched(void)
{
    for (size_t i = 0; i < sizeof vow_planted.below; i++)
        if (vow_planted.below[i] != BELOW)
            return false;
    return true;
}

/* In the place of the board's. */
_Noreturn void vow_board_exit(int status)
{
    const char *text = is_untouched() ? "untouched\n" : "overrun\n";

    vow_board_console_write(text, strlen(text));
    const uint32_t block[2] = { 0x20026u, (uint32_t)status };
    register uint32_t operation __asm__("r0") = 0x20u; /* semihosting: SYS_EXIT_EXTENDED */
    register const uint32_t *argument __asm__("r1") = block;
    __asm__ volatile("bkpt 0xab" : "+r"(operation) : "r"(argument) : "memory");
    for (;;)
        continue;
}

int main(void)
{
    memset(vow_planted.below, BELOW, sizeof vow_planted.below);
    if (PLANTED == LOOP_CALLS)
        vow_queue_microtask(callback, NULL);
    else
        vow_detach(vow_call_on(vow_planted.stack, STACK_BYTES, &overflow_fn, NULL, 0));
    vow_sleep_ms(5);
    return 0;
}
