/* SPDX-License-Identifier: MIT */
/* SiFive's UART: FE310-G000 Manual v3p1, chapter "Universal Asynchronous Receiver/Transmitter (UART)". FIFOs of eight bytes
 * each way, one interrupt. */
#include <vow/uart_sifive.h>

#include <vow/irq.h>

struct registers {
    volatile uint32_t transmit, receive, transmit_control, receive_control, enable, pending, divisor;
};
_Static_assert(offsetof(struct registers, divisor) == 0x18, "div");

enum { FIFO_BYTES = 8 };
enum { CONTROL_ENABLE = 1, CONTROL_WATERMARK_1 = 1 << 16 };
enum { INTERRUPT_TRANSMIT = 1, INTERRUPT_RECEIVE = 2 };
#define FIFO_FULL  0x80000000u /* in `transmit` */
#define FIFO_EMPTY 0x80000000u /* in `receive` */

bool vow_uart_sifive_put(void *device, uint8_t byte)
{
    struct registers *registers = device;

    if (registers->transmit & FIFO_FULL)
        return false;
    registers->transmit = byte;
    return true;
}

/* The transmit watermark is one byte. */
bool vow_uart_sifive_is_empty(const void *device)
{
    const struct registers *registers = device;

    return registers->pending & INTERRUPT_TRANSMIT;
}

/* The interrupt stays as long as the FIFO is empty: it comes now, or when what an earlier handler left there has been sent. */
static bool start_transmit(struct vow_uart *uart)
{
    struct registers *device = uart->device;

    device->enable = INTERRUPT_RECEIVE | INTERRUPT_TRANSMIT;
    return false;
}

/* While the interrupt is enabled its handler comes. */
static bool has_room(struct vow_uart *uart)
{
    const struct registers *device = uart->device;

    return !(device->enable & INTERRUPT_TRANSMIT);
}

/* The interrupt is enabled while something waits behind the byte. */
static void transmit(struct vow_uart *uart)
{
    struct registers *device = uart->device;
    unsigned room = FIFO_BYTES; /* one FIFO a call: QEMU's is never full */
    int byte;

    while (room-- && !(device->transmit & FIFO_FULL) && (byte = vow_uart_take_from_isr(uart)) >= 0)
        device->transmit = (uint32_t)byte;
    if (uart->transmit_out == uart->transmit_in && !uart->writers)
        device->enable = INTERRUPT_RECEIVE;
}

void vow_uart_sifive_handler(struct vow_uart *uart)
{
    struct registers *device = uart->device;
    uint32_t received;

    while (!((received = device->receive) & FIFO_EMPTY))
        vow_uart_byte_from_isr(uart, (uint8_t)received);
    if (device->enable & INTERRUPT_TRANSMIT)
        transmit(uart);
}

void vow_uart_sifive_setup(void *device, uint32_t divisor)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *registers = device;

    registers->enable = 0;
    registers->divisor = divisor - 1;
    registers->transmit_control = CONTROL_ENABLE | CONTROL_WATERMARK_1;
    registers->receive_control = CONTROL_ENABLE;
}

void vow_uart_sifive_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *device = config.device;

    config.start_transmit = start_transmit;
    config.has_room = has_room;
    vow_uart_init(uart, loop, &config);
    device->enable = INTERRUPT_RECEIVE;
}
