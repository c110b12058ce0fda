/* SPDX-License-Identifier: MIT */
/* CMSDK APB UART: Cortex-M System Design Kit Technical Reference Manual (DDI 0479), section 4.3. One byte of buffer each
 * way, and both interrupts are edges: "the transmit buffer became empty", "a byte arrived". */
#include <vow/irq.h>
#include <vow/uart_cmsdk.h>

struct registers {
    volatile uint32_t data, state, control, interrupts, divider;
};

enum { STATE_TRANSMIT_FULL = 1, STATE_RECEIVE_FULL = 2, STATE_RECEIVE_OVERRUN = 8 };
enum { CONTROL_TRANSMIT = 1, CONTROL_RECEIVE = 2, CONTROL_TRANSMIT_INTERRUPT = 4, CONTROL_RECEIVE_INTERRUPT = 8 };
enum { INTERRUPT_TRANSMIT = 1, INTERRUPT_RECEIVE = 2 };

/* The first byte is written here, and the edge that it causes when it leaves brings the handler. The buffer may be
 * full although nothing of ours is in it: the polled console shares it. Its byte brings the handler as well. */
static bool start_transmit(struct vow_uart *uart)
{
    struct registers *device = uart->device;
    int byte;

    if (!(device->state & STATE_TRANSMIT_FULL) && (byte = vow_uart_take_from_isr(uart)) >= 0)
        device->data = (uint32_t)byte;
    return false;
}

static bool has_room(struct vow_uart *uart)
{
    const struct registers *device = uart->device;

    return !(device->state & STATE_TRANSMIT_FULL);
}

void vow_uart_cmsdk_transmit_handler(struct vow_uart *uart)
{
    struct registers *device = uart->device;

    device->interrupts = INTERRUPT_TRANSMIT; /* before the byte is written: the next edge may come at once */
    start_transmit(uart);
}

/* The interrupt is cleared before the byte is read, so that the next byte's edge is not cleared with it. The manual
 * does not tell which byte an overrun destroys; the mark is put before the one that is there. */
void vow_uart_cmsdk_receive_handler(struct vow_uart *uart)
{
    struct registers *device = uart->device;
    uint32_t state;

    device->interrupts = INTERRUPT_RECEIVE;
    state = device->state;
    if (state & STATE_RECEIVE_OVERRUN) {
        device->state = STATE_RECEIVE_OVERRUN; /* write 1 to clear */
        vow_uart_fault_from_isr(uart, VOW_UART_OVERRUN);
    }
    if (state & STATE_RECEIVE_FULL)
        vow_uart_byte_from_isr(uart, (uint8_t)device->data);
}

void vow_uart_cmsdk_open(struct vow_uart *uart, struct vow_loop *loop, struct vow_uart_config config, uint32_t divider)
{
    VOW_NOT_IN_HANDLER_NOR_CALLEE_();
    struct registers *device = config.device;
    uintptr_t state;

    config.start_transmit = start_transmit;
    config.has_room = has_room;
    vow_uart_init(uart, loop, &config);
    device->divider = divider;
    device->control = CONTROL_TRANSMIT | CONTROL_RECEIVE | CONTROL_TRANSMIT_INTERRUPT | CONTROL_RECEIVE_INTERRUPT;
    /* A byte that came before the interrupt was on raised no edge, and would block the line for ever. */
    state = vow_irq_save();
    vow_uart_cmsdk_receive_handler(uart);
    vow_irq_restore(state);
}
