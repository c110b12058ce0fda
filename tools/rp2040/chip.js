// SPDX-License-Identifier: MIT
// The chip: rp2040js, with what version 1.4.1 does differently from the RP2040 put right where programs see it.
'use strict';

const FLASH = 0x10000000, SSI = 0x18000, TIMER = 0x40054, WATCHDOG = 0x40058;
const HARDFAULT = 3, FIRST_INTERRUPT = 16, FLASH_READ_STATUS_2 = 0x35, FLASH_QUAD_ENABLED = 2;
const BKPT_SEMIHOSTING = 0xbeab, BREAKPOINTS = [0xbe, 0xde]; // BKPT, and UDF, which gdb takes where it thinks of Linux
const SSI_DR0 = 0x60, TIMER_ALARM0 = 0x10, TIMER_ALARM3 = 0x1c, SYST_CVR = 0x18, NVIC_ISPR = 0x200, NVIC_ICPR = 0x280;

// A byte leaves the UART at once, so its FIFO never falls through a level, and a transmit interrupt never comes. The emulator
// raises one for ever.
function correctUart(chip, uart) {
  uart.checkInterrupts = () => chip.setInterrupt(uart.irq, (uart.interruptStatus & uart.interruptMask) !== 0);
}

// An alarm comes when the counter equals it; the emulator's is up to a microsecond early.
function correctTimer(chip, timer) {
  const write = timer.writeUint32.bind(timer);
  timer.writeUint32 = (offset, value) => {
    write(offset, value);
    if (offset >= TIMER_ALARM0 && offset <= TIMER_ALARM3) {
      const now = chip.clock.nanos / 1000;
      const micros = ((value - Math.floor(now)) >>> 0) - (now - Math.floor(now));
      timer.alarms[(offset - TIMER_ALARM0) / 4].clockAlarm.schedule(Math.max(micros, 0) * 1000);
    }
  };
}

// The reset that the watchdog makes stops it; the emulator's expires for ever, at the same time.
function correctWatchdog(device, reset) {
  device.onWatchdogTrigger = () => {
    device.alarm.enable = false;
    reset();
  };
}

// Writing SysTick's current value makes it start again from the reload value (ARMv6-M ARM, B3.3); the emulator's expires at once.
function correctSystick(ppb) {
  const write = ppb.writeUint32.bind(ppb);
  ppb.writeUint32 = (offset, value) => {
    write(offset, value);
    if (offset !== SYST_CVR) return;
    ppb.systickCountFlag = false;
    ppb.systickTimer.set(ppb.systickReload);
  };
}

// The NVIC holds an interrupt pending that software has made so, until its handler starts; the emulator holds what devices ask
// for alone.
function correctNvic(core, ppb) {
  let asked = 0, made = 0; // by devices, by software
  const set = core.setInterrupt.bind(core), enter = core.exceptionEntry.bind(core), write = ppb.writeUint32.bind(ppb);
  core.setInterrupt = (irq, value) => {
    asked = value ? asked | (1 << irq) : asked & ~(1 << irq);
    if (value || !(made & (1 << irq))) set(irq, value);
  };
  core.exceptionEntry = (number) => {
    if (number >= FIRST_INTERRUPT) {
      made &= ~(1 << (number - FIRST_INTERRUPT));
      core.pendingInterrupts &= asked | ~(1 << (number - FIRST_INTERRUPT));
    }
    enter(number);
  };
  ppb.writeUint32 = (offset, value) => {
    write(offset, value);
    if (offset === NVIC_ISPR) made |= value;
    if (offset === NVIC_ICPR) {
      made &= ~value;
      core.pendingInterrupts &= asked | ~value;
    }
  };
}

// A step that enters a handler executes its first instruction as well.
function followEntries(chip) {
  const { core } = chip, enter = core.exceptionEntry.bind(core);
  core.exceptionEntry = (number) => {
    enter(number);
    chip.at = (core.PC & ~1) >>> 0;
  };
}

// There is no flash behind the SSI, memory is read whatever it says. It answers what boot2 asks.
function correctFlash(ssi, quad) {
  const write = ssi.writeUint32.bind(ssi);
  ssi.writeUint32 = (offset, value) => {
    if (offset === SSI_DR0 && value === FLASH_READ_STATUS_2) ssi.dr0 = quad ? FLASH_QUAD_ENABLED : 0;
    else write(offset, value);
  };
}

// The emulator looks at the addresses of words that are read only.
function checkAlignment(chip) {
  const { rp2040 } = chip;
  for (const [name, mask] of [['readUint16', 1], ['writeUint16', 1], ['writeUint32', 3]]) {
    const access = rp2040[name];
    rp2040[name] = function (address, value) {
      if (address & mask) chip.fault = chip.fault || chip.executing;
      return access.call(rp2040, address, value);
    };
  }
}

class Chip {
  // `semihosting` is called with the chip at BKPT 0xab, `watchdog` when that resets the chip, which the emulator cannot. `stopped` says whether a debugger holds it.
  constructor(rp2040js, { semihosting, watchdog, quad }) {
    this.rp2040 = new rp2040js.RP2040();
    this.core = this.rp2040.core;
    this.clock = this.rp2040.clock;
    this.cycles = 0;
    this.sleeping = false;
    this.fault = false;
    this.executing = false;
    this.locked = false;
    this.semihosting = semihosting;
    this.breakpoint = null;
    const { rp2040 } = this;
    rp2040.logger = this.logger();
    rp2040.onBreak = () => this.brk();
    for (const uart of rp2040.uart) correctUart(rp2040, uart);
    correctTimer(rp2040, rp2040.peripherals[TIMER]);
    correctSystick(rp2040.ppb);
    correctNvic(this.core, rp2040.ppb);
    followEntries(this);
    checkAlignment(this);
    correctFlash(rp2040.peripherals[SSI], quad);
    correctWatchdog(rp2040.peripherals[WATCHDOG], watchdog);
  }

  // An access that the bus or the processor refuses is a fault; what the emulator says of its own gaps is for its authors.
  logger() {
    const nothing = () => {};
    const fault = (name, text) => {
      if (/^Unimplemented/.test(text) || (name !== 'RP2040' && !/aligned/.test(text))) return;
      this.fault = this.fault || this.executing;
    };
    return { debug: nothing, info: nothing, warn: fault, error: fault };
  }

  brk() {
    const at = this.at, instruction = this.rp2040.readUint16(at);
    if (instruction === BKPT_SEMIHOSTING) this.semihosting(this);
    else if (this.breakpoint && BREAKPOINTS.includes(instruction >>> 8)) this.breakpoint();
    else this.fault = true;
  }

  // WFI ends on an interrupt that is pending and enabled, whatever PRIMASK says. The emulator's does not see SysTick and
  // PendSV, and enters a handler that PRIMASK holds back; so it is never left waiting.
  wakes() {
    const { core } = this;
    return core.pendingNMI || core.pendingSystick || core.pendingPendSV || (core.pendingInterrupts & core.enabledInterrupts) !== 0;
  }

  // One instruction, or nothing if the processor sleeps.
  step() {
    const { core } = this;
    if (this.sleeping) {
      if (!this.wakes()) return false;
      this.sleeping = false;
    }
    this.at = (core.PC & ~1) >>> 0;
    this.executing = true;
    const cycles = core.executeInstruction();
    this.executing = false;
    if (core.waiting) {
      core.waiting = false;
      this.sleeping = true;
    }
    if (this.fault) this.enterFault();
    this.cycles += cycles;
    this.clock.tick((cycles * 1e9) / this.rp2040.clkSys);
    return true;
  }

  enterFault() {
    const { core } = this;
    this.fault = false;
    if (core.IPSR === HARDFAULT) {
      this.locked = true;
      return;
    }
    core.PC = this.at;
    core.exceptionEntry(HARDFAULT);
  }
}

module.exports = { Chip, FLASH };
