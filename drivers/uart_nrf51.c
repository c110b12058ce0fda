/* SPDX-License-Identifier: MIT */
/* nRF51 UART: nRF51 Series Reference Manual 3.0, chapter UART. Six bytes of buffer behind the receiver, one for the
 * transmitter, and no flag that tells whether that one is full, only the event TXDRDY when a byte has left.
 *
 * Invariant: the interrupt of TXDRDY is enabled exactly while a byte is on its way, or has left without anybody having
 * looked. The board's polled console keeps to it, so the two share the transmitter. */
#include <vow/irq.h>
#include <vow/uart_nrf51.h>

struct registers {
    volatile uint32_t startrx, stoprx, starttx, stoptx, gap0[60];
    volatile uint32_t cts, ncts, rxdrdy, gap1[4], txdrdy, gap2, error, gap3[119];
    volatile uint32_t intenset, intenclr, gap4[93];
    volatile uint32_t errorsrc, gap5[31], enable, gap6[5], rxd, txd;
};

_Static_assert(offsetof(struct registers, rxdrdy) == 0x108 && offsetof(struct registers, txdrdy) == 0x11c
               && offsetof(struct registers, error) == 0x124, "events");
_Static_assert(offsetof(struct registers, intenset) == 0x304 && offsetof(struct registers, errorsrc) == 0x480
               && offsetof(struct registers, rxd) == 0x518 && offsetof(struct registers, txd) == 0x51c, "registers");

enum { INTERRUPT_RXDRDY = 1 << 2, INTERRUPT_TXDRDY = 1 << 7, INTERRUPT_ERROR = 1 << 9 };
enum { ERROR_OVERRUN = 1, ERROR_PARITY = 2, ERROR_FRAMING = 4, ERROR_BREAK = 8 };

static bool has_room(struct vow_uart *uart)
{
    const struct registers *device = uart->device;

    return !(device->intenset & INTERRUPT_TXDRDY) || device->txdrdy;
}

static bool start_transmit(struct vow_uart *uart)
{
    struct registers *device = uart->device;
    int byte;

    if (!has_room(uart))
        return false;
    device->intenclr = INTERRUPT_TXDRDY;
    byte = vow_uart_take_from_isr(uart);
    if (byte < 0)
        return false;
    device->txdrdy = 0;
    device->txd = (uint32_t)byte;
    device->intenset = INTERRUPT_TXDRDY;
    return false;
}

/* A break is a framing error too: one fault is told, the one that says most. */
static void report_fault(struct vow_uart *uart, uint32_t source)
{
    if (source & ERROR_OVERRUN)
        vow_uart_fault_from_isr(uart, VOW_UART_OVERRUN);
    if (source & ERROR_BREAK)
        vow_uart_fault_from_isr(uart, VOW_UART_BREAK);
    else if (source & ERROR_FRAMING)
        vow_uart_fault_from_isr(uart, VOW_UART_FRAMING);
    else if (source & ERROR_PARITY)
        vow_uart_fault_from_isr(uart, VOW_UART_PARITY);
}

/* The event is cleared before its byte is read: reading brings the event of the next byte in the buffer. */
static void receive(struct vow_uart *uart)
{
    struct registers *device = uart->device;

    if (device->error) {
        uint32_t source = device->errorsrc;

        device->error = 0;
        device->errorsrc = source; /* write 1 to clear */
        report_fault(uart, source);
    }
    while (device->rxdrdy) {
        device->rxdrdy = 0;
        vow_uart_byte_from_isr(uart, (uint8_t)device->rxd);
    }
}

void vow_uart_nrf51_handler(struct vow_uart *uart)
{
    receive(uart);
    start_transmit(uart);
}

void vow_uart_nrf51_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *device = config.device;

    config.start_transmit = start_transmit;
    config.has_room = has_room;
    vow_uart_init(uart, loop, &config);
    device->intenset = INTERRUPT_RXDRDY | INTERRUPT_ERROR;
    device->startrx = 1;
}
