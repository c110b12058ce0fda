/* SPDX-License-Identifier: MIT */
/* What ends a program, chosen by a byte from the UART: by a task that another one called, and that main awaits. */
#include <vow/board_uart.h>
#include <vow/fault.h>
#include <vow/irq_controller.h>
#include <vow/vow.h>

static volatile uint32_t got, zero;
static char kind;

/* Where nothing is, on every board of the test. */
#ifdef __riscv
#define NOWHERE 0x18000010u
#define UNDEFINED "ebreak"
#else
#define NOWHERE 0x90000000u
#define UNDEFINED "udf #1"
#endif
#define WORD_AT(address) (*(volatile uint32_t *)(uintptr_t)(address))

static __attribute__((noinline)) uint32_t call_deeply(uint32_t depth)
{
    volatile uint32_t frame[16] = { depth };

    return frame[0] + (depth < 1000000 ? call_deeply(depth + 1) : 0) + frame[1];
}

static void handle(void)
{
    if (kind == 'h')
        got = WORD_AT(NOWHERE); /* h */
    if (kind == 'o')
        got = call_deeply(0);
}

#ifndef __riscv
enum { IRQ = 20, IRQ_WITHOUT_HANDLER = 21 };
void vow_irq20_handler(void);

#define NVIC_ISPR WORD_AT(0xe000e200u)
#define MPU_CTRL WORD_AT(0xe000ed94u)
#define MPU_RBAR WORD_AT(0xe000ed9cu)
#define MPU_RASR WORD_AT(0xe000eda0u)

static void raise(unsigned irq)
{
    vow_irq_enable(irq, VOW_IRQ_NORMAL);
    NVIC_ISPR = 1u << irq;
    __asm__ volatile("dsb\n\tisb" : : : "memory");
}

void vow_irq20_handler(void) { handle(); }

static void jump_to(uint32_t address)
{
    __asm__ volatile("blx %0" : : "r"(address) : "r0", "r1", "r2", "r3", "r12", "lr", "memory");
}

static void fault_of_this_processor(void)
{
#if __ARM_ARCH >= 7
    if (kind == 'd')
        __asm__ volatile("udiv %0, %1, %2" : "=r"(got) : "r"(7), "r"(zero)); /* arm d */
    if (kind == 'c')
        __asm__ volatile("mcr p0, 0, r0, c0, c0, 0"); /* arm c */
    if (kind == 'x')
        jump_to(0x40004001);
#endif
#ifdef VOW_ARCH_FPU
    if (kind == 'f')
        __asm__ volatile("vmov.f32 s0, #1.0\n\tmov r4, sp\n\tudf #1" : : : "r4", "s0"); /* arm f */
#endif
#if __ARM_ARCH == 7
    if (kind == 'z') {
        MPU_RBAR = 0x10; /* region 0 from address 0: 32 bytes, no access; the rest as without an MPU */
        MPU_RASR = 4 << 1 | 1;
        MPU_CTRL = 5;
        __asm__ volatile("dsb\n\tisb" : : : "memory");
        got = WORD_AT(0); /* arm z */
    }
#endif
    if (kind == 'n')
        __asm__ volatile("movs r0, #1\n\tldm r0!, {r1, r2}" : : : "r0", "r1", "r2"); /* arm n */
    if (kind == 'i')
        jump_to((uint32_t)(uintptr_t)raise & ~1u);
    if (kind == 'k')
        __asm__ volatile("bkpt 1"); /* arm k */
    if (kind == 'v')
        __asm__ volatile("svc 1\n\tnop"); /* arm v */
    if (kind == 's')
        __asm__ volatile("ldr r0, =0x90000100\n\tmov sp, r0\n\tnop" : : : "r0", "memory");
    raise(kind == 'm' ? IRQ_WITHOUT_HANDLER : IRQ);
}
#else
void vow_msoft_handler(void);
void vow_msoft_handler(void)
{
    WORD_AT(0x02000000u) = 0;
    handle();
}

static void fault_of_this_processor(void)
{
    if (kind == 'i')
        __asm__ volatile("unimp"); /* riscv i */
    if (kind == 'x')
        ((void (*)(void))(uintptr_t)NOWHERE)();
    if (kind == 'c')
        __asm__ volatile("ecall"); /* riscv c */
    if (kind == 'm')
        __asm__ volatile("csrs mie, %0\n\tcsrs mip, %0\n\tnop" : : "r"(2)); /* riscv m */
    __asm__ volatile("csrs mie, %0" : : "r"(8));
    WORD_AT(0x02000000u) = 1;
    for (;;)
        continue;
}
#endif

static void end(void)
{
    if (kind == 't') /* the report will stumble over this */
        vow_main_loop.guests = (struct vow_task *)(uintptr_t)NOWHERE;
    if (kind == 't' || kind == 'u')
        __asm__ volatile(UNDEFINED); /* u */
    if (kind == 'r')
        got = WORD_AT(NOWHERE); /* r */
    if (kind == 'w')
        WORD_AT(NOWHERE) = got; /* w */
    if (kind == 'p')
        vow_panic("planted"); /* p */
    fault_of_this_processor();
}

static void in_callback(void *argument)
{
    (void)argument;
    got = WORD_AT(NOWHERE); /* l */
}

static vow_value parse(void *argument)
{
    (void)argument;
    if (kind == 'l')
        vow_queue_microtask(in_callback, NULL);
    else
        end();
    vow_sleep_ms(5);
    return VOW_UNDEFINED;
}
static const struct vow_async_function parse_fn = VOW_ASYNC_FUNCTION(parse, 0, 512);

static vow_value load(void *argument)
{
    (void)argument;
    vow_sleep_ms(1);
    return vow_await(vow_call(&parse_fn, NULL, 0));
}
static const struct vow_async_function load_fn = VOW_ASYNC_FUNCTION(load, 0, 512);

/* Status 3: this is the run after a report and a reset that has kept it. */
int main(void)
{
    size_t length;

    if (vow_fault_last(&length))
        return 3;
    vow_board_uart0_open();
    vow_await(vow_uart_read(&vow_board_uart0, &kind, 1));
    return (int)vow_await(vow_call(&load_fn, NULL, 0)).i;
}
