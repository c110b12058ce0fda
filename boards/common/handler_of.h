/* SPDX-License-Identifier: MIT */
#ifndef VOW_BOARDS_HANDLER_OF_H
#define VOW_BOARDS_HANDLER_OF_H

/* The name of a handler, from a macro that is the number. */
#define HANDLER_OF_(irq) vow_irq##irq##_handler
#define HANDLER_OF(irq)  HANDLER_OF_(irq)

#endif
