// SPDX-License-Identifier: MIT
// UART0's other end: this process's streams, or a socket. The end of a pipe becomes the byte 0x04, for a UART has no end of file.
'use strict';

const fs = require('fs');
const net = require('net');

const END_OF_INPUT = 0x04, BITS_A_BYTE = 10, BAUD = 115200;

// Bytes go in at the baud rate, and none while the FIFO is full or the UART is off.
class Receiver {
  constructor(chip) {
    this.uart = chip.rp2040.uart[0];
    this.queue = [];
    this.running = false;
    this.alarm = chip.clock.createAlarm(() => this.next());
  }

  push(bytes) {
    this.queue.push(...bytes);
    if (!this.running) this.wait();
  }

  wait() {
    this.running = true;
    this.alarm.schedule((BITS_A_BYTE * 1e9) / BAUD);
  }

  next() {
    const { uart } = this;
    if (uart.enabled && uart.rxEnabled && !uart.rxFIFO.full) uart.feedByte(this.queue.shift());
    this.running = false;
    if (this.queue.length) this.wait();
  }
}

// Collects what the guest sends; `flush` passes it on. A terminal understands what comes at its rate, which clk_peri decides.
class Sender {
  constructor(chip, stream) {
    const { clocks, uart: [uart] } = chip.rp2040;
    this.stream = stream;
    this.bytes = [];
    this.rate = BAUD;
    uart.onByte = (byte) => {
      const rate = Math.round(clocks.periFreq / (16 * uart.baudDivider));
      if (Math.abs(rate / BAUD - 1) < 0.03) this.bytes.push(byte);
      else if (rate !== this.rate) console.error(`UART0 sends at ${rate} baud, the terminal reads at ${BAUD}`);
      this.rate = rate;
    };
  }

  flush(then) {
    if (!this.bytes.length && !then) return;
    const data = Buffer.from(this.bytes);
    this.bytes = [];
    this.stream.write(data, then);
  }
}

function isWholeAtStart() {
  const kind = fs.fstatSync(0);
  return kind.isFile() || (kind.isCharacterDevice() && !process.stdin.isTTY);
}

function onStdio(chip, received) {
  const receiver = new Receiver(chip);
  const end = () => receiver.push([END_OF_INPUT]);
  process.stdout.on('error', () => process.exit(1));
  if (isWholeAtStart()) {
    receiver.push(fs.readFileSync(0));
    end();
  } else {
    const terminal = process.stdin.isTTY;
    if (terminal) process.stdin.setRawMode(true);
    process.stdin.on('data', (data) => { receiver.push(data); received(); });
    process.stdin.on('end', () => { if (!terminal) end(); received(); });
    process.stdin.on('error', () => {});
  }
  return Promise.resolve(new Sender(chip, process.stdout));
}

function onSocket(chip, path, received) {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => {
      const receiver = new Receiver(chip);
      server.close();
      socket.on('data', (data) => { receiver.push(data); received(); });
      socket.on('error', () => {});
      resolve(new Sender(chip, socket));
    });
    server.on('error', reject);
    server.listen(path, () => console.error(`the guest starts when a client connects to ${path}`));
  });
}

// Connects UART0 to `where`; `received` is called when input came. Resolves to its Sender.
function connect(chip, where, received) {
  if (where === 'output') return Promise.resolve(new Sender(chip, process.stdout));
  return where === 'stdio' ? onStdio(chip, received) : onSocket(chip, where.slice('unix:'.length), received);
}

module.exports = { connect };
