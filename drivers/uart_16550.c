/* SPDX-License-Identifier: MIT */
/* 16550A: TI TL16C550C data sheet (SLLS177), "principles of operation". Why its FIFOs stay off: uart_16550.h. */
#include <vow/irq.h>
#include <vow/uart_16550.h>

#define REGISTER _Alignas(VOW_UART_16550_SPACING) volatile uint8_t

struct registers {
    REGISTER data;
    REGISTER interrupts;
    REGISTER identify;
    REGISTER line_control;
    REGISTER modem_control;
    REGISTER line_status;
};

enum { INTERRUPT_RECEIVE = 1, INTERRUPT_TRANSMIT = 2, INTERRUPT_LINE = 4 };
enum { IDENTIFY_NONE = 1 };
enum { LINE_8_BITS = 3, LINE_DIVISOR = 0x80, MODEM_OUT2 = 8 };
enum { STATUS_RECEIVED = 1, STATUS_OVERRUN = 2, STATUS_PARITY = 4, STATUS_FRAMING = 8, STATUS_BREAK = 16,
       STATUS_TRANSMIT_EMPTY = 32 };

static void deliver(struct vow_uart *uart, uint8_t status, uint8_t byte)
{
    /* A break is a framing error too: its stop bit is missing. */
    if (status & STATUS_BREAK)
        vow_uart_fault_from_isr(uart, VOW_UART_BREAK);
    else if (status & STATUS_FRAMING)
        vow_uart_fault_from_isr(uart, VOW_UART_FRAMING);
    else if (status & STATUS_PARITY)
        vow_uart_fault_from_isr(uart, VOW_UART_PARITY);
    else
        vow_uart_byte_from_isr(uart, byte);
}

/* What was lost to an overrun stood before the byte that is there. Reading the status takes its faults back, so whoever
 * reads it must do this with it. */
static uint8_t receive_all(struct vow_uart *uart)
{
    struct registers *device = uart->device;
    uint8_t status;

    while ((status = device->line_status) & (STATUS_RECEIVED | STATUS_OVERRUN)) {
        if (status & STATUS_OVERRUN)
            vow_uart_fault_from_isr(uart, VOW_UART_OVERRUN);
        if (status & STATUS_RECEIVED)
            deliver(uart, status, device->data);
    }
    return status;
}

static void send(struct vow_uart *uart, uint8_t byte)
{
    struct registers *device = uart->device;

    uart->sends = true;
    device->data = byte;
}

/* A function of its own: so the other one, which is called masked, keeps no registers. */
static __attribute__((noinline)) bool send_of_writers(struct vow_uart *uart)
{
    int byte = vow_uart_take_of_writers_from_isr(uart);

    if (byte >= 0)
        send(uart, (uint8_t)byte);
    return false;
}

/* The status is left alone: with it would come the faults of what has been received, and their delivery, which masked is too long. */
static bool start_transmit(struct vow_uart *uart)
{
    uint32_t out = uart->transmit_out;

    if (uart->sends)
        return false;
    if (out == uart->transmit_in)
        return send_of_writers(uart);
    send(uart, vow_uart_take_of_ring_from_isr(uart, out));
    return false;
}

static bool has_room(struct vow_uart *uart) { return !uart->sends; }

static void look(struct vow_uart *uart) { uart->sends = !(receive_all(uart) & STATUS_TRANSMIT_EMPTY); }

/* Until nothing is left that interrupts: the line to the controller must fall once, or its next edge is not seen.
 * Reading the identification takes the transmit interrupt back. */
void vow_uart_16550_handler(struct vow_uart *uart)
{
    struct registers *device = uart->device;

    while (!(device->identify & IDENTIFY_NONE)) {
        look(uart);
        start_transmit(uart);
    }
}

void vow_uart_16550_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config, uint16_t divisor)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *device = config.device;
    uintptr_t state;

    config.start_transmit = start_transmit;
    config.has_room = has_room;
    vow_uart_init(uart, loop, &config);
    state = vow_irq_save();
    device->line_control = LINE_DIVISOR;
    device->data = (uint8_t)divisor;
    device->interrupts = (uint8_t)(divisor >> 8);
    device->line_control = LINE_8_BITS;
    device->modem_control = MODEM_OUT2; /* on PCs it lets the interrupt out */
    device->interrupts = INTERRUPT_RECEIVE | INTERRUPT_TRANSMIT | INTERRUPT_LINE;
    look(uart); /* behind that: if a byte is on its way its interrupt is to come */
    vow_irq_restore(state);
}
