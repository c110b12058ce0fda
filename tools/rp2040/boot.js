// SPDX-License-Identifier: MIT
// What the boot ROM does (RP2040 Datasheet 2.8.1): the emulator has none. A UF2 file is put into flash as by drag and drop; then
// boot2 is checked, copied to the end of RAM and run there, and what it did to the SSI is looked at.
'use strict';

const { FLASH } = require('./chip.js');

const BLOCK = 512, PAGE = 256, FAMILY_ID_PRESENT = 0x2000, RP2040 = 0xe48bff56;
const FLASH_BYTES = 2 * 1024 * 1024;
const BOOT2_BYTES = 256, RAM = 0x20000000, RAM_END = 0x20042000, BOOT2 = RAM_END - BOOT2_BYTES;
const BOOT2_STEPS = 100000, SSI = 0x18000;

function refuse(reason) {
  throw new Error(reason);
}

// A block that is no UF2, or not for this chip, is left out by the boot ROM without a word; here it is told.
function load(chip, file) {
  const total = file.length / BLOCK;
  if (!file.length || file.length % BLOCK) refuse('the UF2 file is not made of blocks of 512 bytes');
  for (let n = 0; n < total; n++) {
    const word = (offset) => file.readUInt32LE(n * BLOCK + offset);
    if (word(0) !== 0x0a324655 || word(4) !== 0x9e5d5157 || word(508) !== 0x0ab16f30) refuse(`block ${n} is not UF2`);
    if (word(8) !== FAMILY_ID_PRESENT || word(28) !== RP2040) refuse(`block ${n} is not for the RP2040`);
    if (word(16) !== PAGE || word(12) % PAGE) refuse(`block ${n} is not a page of 256 bytes`);
    if (word(20) !== n || word(24) !== total) refuse(`block ${n} says that it is ${word(20)} of ${word(24)}`);
    const at = word(12) - FLASH;
    if (at < 0 || at >= FLASH_BYTES) refuse(`block ${n} lies outside of flash`);
    file.copy(chip.rp2040.flash, at, n * BLOCK + 32, n * BLOCK + 32 + PAGE);
  }
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}

// The two ways that boot2 knows: 03h on one line; and addresses on four lines, once EBh and a mode byte were sent.
function flashIsRead(ssi) {
  const way = [ssi.crtlr0 >>> 0, ssi.spictlr0 >>> 0].map((word) => word.toString(16)).join(' ');
  return ssi.ssienr === 1 && ssi.baudr >= 2 && ssi.crtlr1 === 0 && ['1f0300 3000218', '5f0300 a0002022'].includes(way);
}

function boot(chip, file) {
  const { core, rp2040 } = chip;
  load(chip, file);
  const boot2 = rp2040.flash.subarray(0, BOOT2_BYTES);
  if (crc32(boot2.subarray(0, BOOT2_BYTES - 4)) !== rp2040.flashView.getUint32(BOOT2_BYTES - 4, true))
    refuse('the checksum of boot2 is wrong: the boot ROM would wait for another UF2 file');
  rp2040.sram.set(boot2, BOOT2 - RAM);
  core.VTOR = 0;
  core.SP = BOOT2;
  core.LR = 0;
  core.PC = BOOT2;
  for (let n = 0; core.PC >= BOOT2 && core.PC < RAM_END; n++) {
    if (n === BOOT2_STEPS || chip.locked) refuse('boot2 does not end');
    chip.step();
  }
  if (!flashIsRead(rp2040.peripherals[SSI])) refuse('boot2 ended, and the SSI reads no flash');
}

module.exports = { boot };
