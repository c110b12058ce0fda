/* SPDX-License-Identifier: MIT */
/* The flash's first 256 bytes. The boot ROM checks their checksum, copies them to the end of RAM and runs them there, because it
 * knows no fast way to read this flash (RP2040 Datasheet 2.8.1). They let the SSI (4.10) read it for the whole address space,
 * and go on with the program's vector table.
 *
 * Where the flash's status register 2 says that four data lines are enabled (QE; the Pico's W25Q16JV leaves its factory so), it
 * is read by Fast Read Quad I/O, EBh, without repeating the instruction; else by Read Data, 03h, on one line, which every
 * flash knows. Its registers, which keep their values for ever, are never written. W25Q16JV data sheet, chapters 7 and 8. */
    .syntax unified
    .cpu cortex-m0plus
    .thumb

    .equ SSI,           0x18000000
    .equ SSI_CTRLR0,    0x00
    .equ SSI_CTRLR1,    0x04
    .equ SSI_SSIENR,    0x08
    .equ SSI_BAUDR,     0x14
    .equ SSI_SR,        0x28
    .equ SSI_DR0,       0x60
    .equ SSI_RX_SAMPLE_DLY, 0xf0
    .equ SSI_SPI_CTRLR0,    0xf4

    .equ SR_BUSY, 1
    .equ SR_TFE,  4

    .equ CTRLR0_QUAD,         2 << 21
    .equ CTRLR0_FRAME_8_BIT,  7 << 16
    .equ CTRLR0_FRAME_32_BIT, 31 << 16
    .equ CTRLR0_READ,         3 << 8        /* send instruction and address, then receive */

    .equ SPI_CTRLR0_XIP_CMD,  24            /* the instruction; without one, what follows the address */
    .equ SPI_CTRLR0_WAIT,     11            /* clocks */
    .equ SPI_CTRLR0_INST_8,   2 << 8
    .equ SPI_CTRLR0_ADDR,     2             /* in units of 4 bits */
    .equ SPI_CTRLR0_ADDR_WIDE, 1            /* instruction on one line, address on all */
    .equ SPI_CTRLR0_ALL_WIDE,  2

    .equ READ_DATA,      0x03
    .equ READ_STATUS_2,  0x35
    .equ READ_QUAD,      0xeb
    .equ CONTINUOUS,     0xa0               /* the mode byte behind the address: the next read has no instruction */
    .equ QUAD_WAIT,      4

    .equ CLOCK_DIVIDER,  4                  /* 31 MHz when the processor runs at 125; Read Data allows 50 */
    .equ VTOR,           0xe000ed08
    .equ VECTORS,        0x10000100

    .section .vow_boot2, "ax", %progbits
    .balign 4
    .thumb_func
    .global vow_boot2
    .type   vow_boot2, %function
vow_boot2:
    ldr     r4, =SSI
    movs    r5, #0
    movs    r6, #1
    str     r5, [r4, #SSI_SSIENR]           /* what follows may be written while it is off */
    movs    r0, #CLOCK_DIVIDER
    str     r0, [r4, #SSI_BAUDR]
    movs    r0, #SSI_RX_SAMPLE_DLY
    str     r6, [r4, r0]

    ldr     r0, =CTRLR0_FRAME_8_BIT
    str     r0, [r4, #SSI_CTRLR0]
    str     r6, [r4, #SSI_SSIENR]
    movs    r0, #READ_STATUS_2
    str     r0, [r4, #SSI_DR0]
    str     r0, [r4, #SSI_DR0]              /* any byte: it clocks the answer in */
    bl      wait
    ldr     r0, [r4, #SSI_DR0]
    ldr     r0, [r4, #SSI_DR0]
    str     r5, [r4, #SSI_SSIENR]
    movs    r7, #SSI_SPI_CTRLR0
    str     r5, [r4, #SSI_CTRLR1]           /* one frame a read */
    lsrs    r0, r0, #2                      /* QE, bit 1, is the carry */
    bcc     one_line

    /* A first read with the instruction, whose mode byte makes the flash expect none afterwards. */
    ldr     r0, =CTRLR0_QUAD | CTRLR0_FRAME_32_BIT | CTRLR0_READ
    str     r0, [r4, #SSI_CTRLR0]
    ldr     r0, =QUAD_WAIT << SPI_CTRLR0_WAIT | SPI_CTRLR0_INST_8 | 8 << SPI_CTRLR0_ADDR | SPI_CTRLR0_ADDR_WIDE
    str     r0, [r4, r7]
    str     r6, [r4, #SSI_SSIENR]
    movs    r0, #READ_QUAD
    str     r0, [r4, #SSI_DR0]
    movs    r0, #CONTINUOUS                 /* address 0 */
    str     r0, [r4, #SSI_DR0]
    bl      wait
    str     r5, [r4, #SSI_SSIENR]
    ldr     r0, =CONTINUOUS << SPI_CTRLR0_XIP_CMD | QUAD_WAIT << SPI_CTRLR0_WAIT | 8 << SPI_CTRLR0_ADDR | SPI_CTRLR0_ALL_WIDE
    b       start

one_line:
    ldr     r0, =CTRLR0_FRAME_32_BIT | CTRLR0_READ
    str     r0, [r4, #SSI_CTRLR0]
    ldr     r0, =READ_DATA << SPI_CTRLR0_XIP_CMD | SPI_CTRLR0_INST_8 | 6 << SPI_CTRLR0_ADDR
start:
    str     r0, [r4, r7]
    str     r6, [r4, #SSI_SSIENR]

    ldr     r0, =VECTORS
    ldr     r1, =VTOR
    str     r0, [r1]
    ldmia   r0!, {r1, r2}
    msr     msp, r1
    bx      r2

/* Until everything was sent. */
wait:
    ldr     r0, [r4, #SSI_SR]
    movs    r1, #SR_TFE
    tst     r0, r1
    beq     wait
    tst     r0, r6                          /* SR_BUSY */
    bne     wait
    bx      lr

    .pool
    .org    252
    .word   0xd44b4e52                      /* the checksum (2.8.1.3.1): tools/uf2.py says what it must be */
    .size   vow_boot2, . - vow_boot2
