/* SPDX-License-Identifier: MIT */
/* The simulated UART of BOARD=native. As real ones do, it holds one byte to send and interrupts when that has left. */
#include <vow/irq.h>
#include <vow/native.h>
#include <vow/uart_sim.h>

static bool has_room(struct vow_uart *uart) { return !((struct vow_uart_sim *)uart->device)->transmit_full; }

static bool start_transmit(struct vow_uart *uart)
{
    struct vow_uart_sim *sim = uart->device;
    int byte;

    if (!has_room(uart) || (byte = vow_uart_take_from_isr(uart)) < 0)
        return false;
    sim->transmit_buffer = (uint8_t)byte;
    sim->transmit_full = true;
    if (!sim->transmit_held)
        vow_native_raise(sim->transmit_interrupt);
    return false;
}

void vow_uart_sim_transmit_handler(struct vow_uart *uart)
{
    struct vow_uart_sim *sim = uart->device;

    if (sim->transmit_full)
        sim->sent(sim->transmit_buffer);
    sim->transmit_full = false;
    start_transmit(uart);
}

void vow_uart_sim_let_go(struct vow_uart *uart)
{
    VOW_NOT_IN_HANDLER_();
    struct vow_uart_sim *sim = uart->device;

    sim->transmit_held = false;
    if (sim->transmit_full)
        vow_native_raise(sim->transmit_interrupt);
}

static void deliver(struct vow_uart *uart, unsigned event)
{
    if (event & VOW_UART_SIM_FAULT)
        vow_uart_fault_from_isr(uart, (enum vow_uart_fault)(event & ~VOW_UART_SIM_FAULT));
    else
        vow_uart_byte_from_isr(uart, (uint8_t)event);
}

/* The byte that is there came before those that were lost for it. */
static void receive_of_wire(struct vow_uart *uart)
{
    struct vow_uart_sim *sim = uart->device;
    const bool overrun = sim->overrun;

    if (!sim->receive_full)
        return;
    sim->receive_full = sim->overrun = false;
    deliver(uart, sim->receive_buffer);
    if (overrun)
        vow_uart_fault_from_isr(uart, VOW_UART_OVERRUN);
}

void vow_uart_sim_receive_handler(struct vow_uart *uart)
{
    struct vow_uart_sim *sim = uart->device;
    unsigned event;

    receive_of_wire(uart);
    if (sim->events_out == sim->events_in)
        return;
    event = sim->events[sim->events_out++ % VOW_UART_SIM_EVENTS];
    if (sim->events_out != sim->events_in)
        vow_native_raise(sim->receive_interrupt);
    deliver(uart, event);
}

bool vow_uart_sim_byte_time(struct vow_uart *uart, unsigned event)
{
    struct vow_uart_sim *sim = uart->device;

    if (sim->receive_full) {
        sim->overrun = true;
        return false;
    }
    sim->receive_buffer = (uint16_t)event;
    sim->receive_full = true;
    vow_native_raise(sim->receive_interrupt);
    return true;
}

static bool arrive(struct vow_uart *uart, unsigned event)
{
    struct vow_uart_sim *sim = uart->device;

    if (sim->events_in - sim->events_out == VOW_UART_SIM_EVENTS)
        return false;
    sim->events[sim->events_in++ % VOW_UART_SIM_EVENTS] = (uint16_t)event;
    vow_native_raise(sim->receive_interrupt);
    return true;
}

size_t vow_uart_sim_receive(struct vow_uart *uart, const void *data, size_t length)
{
    const uint8_t *bytes = data;
    size_t taken = 0;

    while (taken < length && arrive(uart, bytes[taken]))
        taken++;
    return taken;
}

bool vow_uart_sim_fault(struct vow_uart *uart, enum vow_uart_fault fault) { return arrive(uart, VOW_UART_SIM_FAULT | fault); }

void vow_uart_sim_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    config.start_transmit = start_transmit;
    config.has_room = has_room;
    vow_uart_init(uart, loop, &config);
}
