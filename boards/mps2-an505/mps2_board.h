/* SPDX-License-Identifier: MIT */
/* Arm AN505, chapter 3: the addresses of the Secure state. */
#define CORE_HZ            20000000u
#define TIMER0_REGISTERS   0x50000000u
#define TIMER1_REGISTERS   0x50001000u
#define TIMER1_IRQ         4
#define UART0_REGISTERS    0x50200000u
#define UART0_RECEIVE_IRQ  32
#define UART0_TRANSMIT_IRQ 33
#define FPGAIO_REGISTERS   0x50302000u
#define WATCHDOG_REGISTERS 0x50081000u
