// SPDX-License-Identifier: MIT
// run.js RP2040JS [--debug] ELF: what tools/run-rp2040.sh starts; its environment is described there.
'use strict';

const fs = require('fs');

const { Chip } = require('./chip.js');
const { boot } = require('./boot.js');
const { connect } = require('./serial.js');

const [library, ...rest] = process.argv.slice(2);
const debug = rest[0] === '--debug';
const elf = rest[rest.length - 1];
const virtual = process.env.RP2040_CLOCK === 'virtual';

const SLICE_STEPS = 50000;     // between two looks at input and debugger
const LATE_NS = 1e9;           // a host that was so late is not caught up with
const SYS_GET_CMDLINE = 0x15, SYS_EXIT_EXTENDED = 0x20, APPLICATION_EXIT = 0x20026;

let status = null; // of the guest, once it has ended
let stopped = debug;

function semihosting({ core, rp2040 }) {
  const [operation, block] = core.registers;
  if (operation === SYS_EXIT_EXTENDED && rp2040.readUint32(block) === APPLICATION_EXIT) {
    status = rp2040.readUint32(block + 4) & 255;
  } else if (operation === SYS_GET_CMDLINE) {
    const text = Buffer.from((process.env.VOW_TESTS || '') + '\0');
    const fits = text.length <= rp2040.readUint32(block + 4);
    if (fits) text.forEach((byte, n) => rp2040.writeUint8(rp2040.readUint32(block) + n, byte));
    core.registers[0] = fits ? 0 : 0xffffffff;
  } else {
    console.error(`semihosting operation 0x${operation.toString(16)} is not known here`);
    status = 1;
  }
}

function watchdog() {
  console.error('the watchdog resets the chip: the run ends');
  status = 1;
}

const chip = new Chip(require(library), { semihosting, watchdog, quad: process.env.RP2040_FLASH !== 'serial' });
const { clock } = chip;

// Host time as the guest's clock should show it.
let origin = 0;
const hostNanos = () => Number(process.hrtime.bigint()) - origin;

// Runs the guest for a while. Returns how many milliseconds the host may sleep; Infinity: until something comes from outside.
function slice() {
  for (let n = 0; n < SLICE_STEPS && status === null && !stopped; n++) {
    if (chip.locked) {
      console.error(`locked up: a fault in the handler of a fault, at 0x${chip.at.toString(16)}`);
      status = 1;
    } else if (!chip.step()) {
      if (!clock.nextAlarm) return Infinity;
      const early = virtual ? 0 : clock.nextAlarm.nanos - hostNanos();
      if (early > 0) return early / 1e6;
      clock.tick(clock.nanosToNextAlarm);
    }
  }
  return stopped ? Infinity : 0;
}

let wake = () => {};

function pause(ms) {
  return new Promise((resolve) => {
    if (!ms) return setImmediate(resolve);
    const timer = setTimeout(resolve, Math.min(Math.ceil(ms), 0x7fffffff));
    wake = () => { clearTimeout(timer); resolve(); };
  });
}

// Input came while the guest slept: its clock shows the time of now.
function received() {
  if (!virtual && chip.sleeping && !stopped)
    clock.tick(Math.max(0, Math.min(hostNanos() - clock.nanos, clock.nextAlarm ? clock.nanosToNextAlarm : Infinity)));
  wake();
}

async function run(sender) {
  origin = Number(process.hrtime.bigint()) - clock.nanos;
  while (status === null) {
    const ms = slice();
    sender.flush();
    if (status === null) await pause(ms);
    if (hostNanos() - clock.nanos > LATE_NS) origin += hostNanos() - clock.nanos;
  }
  if (process.env.RP2040_CYCLES) console.error(`${chip.cycles} cycles, ${Math.round(clock.nanos)} ns`);
  sender.flush(() => process.exit(status));
}

async function main() {
  boot(chip, fs.readFileSync(elf.replace(/\.elf$/, '.uf2')));
  let serial = process.env.SERIAL || 'stdio';
  if (debug) {
    const held = { get stopped() { return stopped; }, set stopped(value) { stopped = value; wake(); } };
    serial = require('./debug.js').start(library, chip, held, elf, serial);
  }
  await run(await connect(chip, serial, received));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(2);
});
