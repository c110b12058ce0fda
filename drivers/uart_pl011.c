/* SPDX-License-Identifier: MIT */
/* PrimeCell UART PL011: Technical Reference Manual (DDI 0183), chapter 3. FIFOs of 16 bytes each way, one interrupt. */
#include <vow/irq.h>
#include <vow/uart_pl011.h>

struct registers {
    volatile uint32_t data, status, reserved1[4], flags, reserved2, low_power, integer_divider, fractional_divider, line,
        control, fifo_levels, mask, raw, masked, clear;
};
_Static_assert(offsetof(struct registers, flags) == 0x18, "UARTFR");
_Static_assert(offsetof(struct registers, clear) == 0x44, "UARTICR");

enum { DATA_FRAMING = 1 << 8, DATA_PARITY = 1 << 9, DATA_BREAK = 1 << 10, DATA_OVERRUN = 1 << 11 };
enum { FLAG_BUSY = 8, FLAG_RECEIVE_EMPTY = 16, FLAG_TRANSMIT_FULL = 32 };
enum { LINE_FIFOS = 0x10, LINE_8_BITS = 0x60 };
enum { CONTROL_ENABLE = 1, CONTROL_TRANSMIT = 0x100, CONTROL_RECEIVE = 0x200 };
enum { INTERRUPT_RECEIVE = 0x10, INTERRUPT_TRANSMIT = 0x20, INTERRUPT_RECEIVE_TIMEOUT = 0x40 };
enum { INTERRUPTS = INTERRUPT_RECEIVE | INTERRUPT_TRANSMIT | INTERRUPT_RECEIVE_TIMEOUT };

bool vow_uart_pl011_put(void *device, uint8_t byte)
{
    struct registers *registers = device;

    if (registers->flags & FLAG_TRANSMIT_FULL)
        return false;
    registers->data = byte;
    return true;
}

bool vow_uart_pl011_is_idle(const void *device)
{
    const struct registers *registers = device;

    return !(registers->flags & FLAG_BUSY);
}

/* The transmit interrupt comes when the FIFO falls through its level (TRM 2.8.3), so it must be full whenever something
 * is left in the ring. */
static bool start_transmit(struct vow_uart *uart)
{
    struct registers *device = uart->device;
    int byte;

    if (device->flags & FLAG_TRANSMIT_FULL || (byte = vow_uart_take_from_isr(uart)) < 0)
        return false;
    device->data = (uint32_t)byte;
    return true;
}

static bool has_room(struct vow_uart *uart)
{
    const struct registers *device = uart->device;

    return !(device->flags & FLAG_TRANSMIT_FULL);
}

/* An overrun destroyed what came after the byte that shows it was there, which is good itself (TRM table 3-2). A break shows
 * as a framing error too. */
static void receive(struct vow_uart *uart, uint32_t data)
{
    if (data & DATA_OVERRUN)
        vow_uart_fault_from_isr(uart, VOW_UART_OVERRUN);
    if (data & DATA_BREAK)
        vow_uart_fault_from_isr(uart, VOW_UART_BREAK);
    else if (data & DATA_PARITY)
        vow_uart_fault_from_isr(uart, VOW_UART_PARITY);
    else if (data & DATA_FRAMING)
        vow_uart_fault_from_isr(uart, VOW_UART_FRAMING);
    else
        vow_uart_byte_from_isr(uart, (uint8_t)data);
}

/* Cleared first: what comes while the FIFO is emptied, or leaves while it is filled, brings the handler again. */
void vow_uart_pl011_handler(struct vow_uart *uart)
{
    struct registers *device = uart->device;

    device->clear = INTERRUPTS;
    while (!(device->flags & FLAG_RECEIVE_EMPTY))
        receive(uart, device->data);
    while (start_transmit(uart))
        continue;
}

int vow_uart_pl011_setup(void *device, uint32_t divider_in_64)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *registers = device;
    int held;

    while (!vow_uart_pl011_is_idle(device))
        continue;
    registers->control = 0;
    registers->mask = 0;
    registers->integer_divider = divider_in_64 >> 6;
    registers->fractional_divider = divider_in_64 & 63;
    registers->line = LINE_8_BITS | LINE_FIFOS; /* after the dividers: this write latches them (TRM 3.3.7) */
    held = registers->flags & FLAG_RECEIVE_EMPTY ? -1 : (uint8_t)registers->data;
    registers->control = CONTROL_ENABLE | CONTROL_TRANSMIT | CONTROL_RECEIVE;
    return held;
}

void vow_uart_pl011_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config, int first)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *device = config.device;
    uintptr_t state;

    config.start_transmit = start_transmit;
    config.has_room = has_room;
    vow_uart_init(uart, loop, &config);
    state = vow_irq_save();
    if (first >= 0)
        vow_uart_byte_from_isr(uart, (uint8_t)first);
    device->mask = INTERRUPTS;
    vow_uart_pl011_handler(uart); /* bytes that came before would keep the level from being passed again */
    vow_irq_restore(state);
}
