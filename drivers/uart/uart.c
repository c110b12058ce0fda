/* SPDX-License-Identifier: MIT */
/* UART: the object itself, its errors and counters. */
#include <vow/irq.h>
#include <vow/uart_driver.h>

const struct vow_error vow_error_uart_dropped = { "UartError", "bytes were dropped: the receive ring was full", -40 };
const struct vow_error vow_error_uart_overrun = { "UartError", "the receiver lost bytes: overrun", -41 };
const struct vow_error vow_error_uart_framing = { "UartError", "framing error", -42 };
const struct vow_error vow_error_uart_parity = { "UartError", "parity error", -43 };
const struct vow_error vow_error_uart_break = { "UartError", "break", -44 };
const struct vow_error vow_error_uart_busy = { "UartError", "another read waits already", -45 };
const struct vow_error vow_error_uart_line_too_long = { "UartError", "the line is too long", -46 };

void vow_uart_init(struct vow_uart *uart, struct vow_loop *loop, const struct vow_uart_config *config)
{
    VOW_NOT_IN_HANDLER_();
    if (!VOW_UART_IS_POWER_OF_TWO(config->receive_bytes) || !VOW_UART_IS_POWER_OF_TWO(config->transmit_bytes))
        vow_panic("vow_uart_init: the size of a ring is not a power of two");
    *uart = (struct vow_uart){
        .loop = loop,
        .device = config->device,
        .start_transmit = config->start_transmit,
        .has_room = config->has_room,
        .receive_ring = config->receive_ring,
        .transmit_ring = config->transmit_ring,
        .receive_mask = config->receive_bytes - 1,
        .receive_end = config->receive_bytes,
        .transmit_mask = config->transmit_bytes - 1,
    };
    uart->writers_tail = &uart->writers;
}

size_t vow_uart_partial(const struct vow_uart *uart)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    return uart->partial;
}

size_t vow_uart_buffered(const struct vow_uart *uart)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    return uart->request.promise ? 0 : uart->receive_in - uart->receive_out;
}

uint32_t vow_uart_received(const struct vow_uart *uart)
{
    uintptr_t state = vow_irq_save(); /* 5 instructions */
    uint32_t received = uart->receive_in + (uart->quick_counted - uart->quick);

    vow_irq_restore(state);
    return received;
}

uint32_t vow_uart_faults(const struct vow_uart *uart, enum vow_uart_fault fault) { return uart->faults[fault]; }

unsigned vow_uart_fault_count(const struct vow_uart *uart)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    return uart->fault_count;
}
