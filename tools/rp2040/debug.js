// SPDX-License-Identifier: MIT
// A server for gdb on GDB_PORT. The guest waits at the program's reset handler: boot2 has run.
'use strict';

const { spawn } = require('child_process');
const net = require('net');
const path = require('path');

// The protocol is the emulator's, but for what it leaves out: detach, kill, and a step of a processor that sleeps, which ends
// behind the interrupt that wakes it. BKPT 0xab stays the guest's.
function serve(library, chip, target) {
  const { GDBServer } = require(path.join(library, 'dist/cjs/gdb/gdb-server.js'));
  const { GDBConnection } = require(path.join(library, 'dist/cjs/gdb/gdb-connection.js'));

  class Server extends GDBServer {
    processGDBMessage(message) {
      if (message[0] === 'k') process.exit(0);
      if (message[0] !== 'D') return super.processGDBMessage(message);
      target.execute();
      return '$OK#9a';
    }

    addConnection(connection) {
      const { onBreak } = chip.rp2040;
      super.addConnection(connection);
      chip.breakpoint = chip.rp2040.onBreak;
      chip.rp2040.onBreak = onBreak;
    }
  }
  chip.rp2040.step = () => {
    while (!chip.step() && chip.clock.nextAlarm) chip.clock.tick(chip.clock.nanosToNextAlarm);
  };
  const server = new Server(target);
  return net.createServer((socket) => {
    const connection = new GDBConnection(server, (data) => socket.write(data));
    socket.setNoDelay(true);
    socket.on('data', (data) => connection.feedData(data.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => server.removeConnection(connection));
  });
}

function fail(error) {
  console.error(error.message);
  process.exit(2);
}

// `held.stopped` says whether the debugger holds the chip. Returns where UART0 goes: what is typed is gdb's on a terminal.
function start(library, chip, held, elf, serial) {
  const port = Number(process.env.GDB_PORT || 3333);
  const command = ['gdb-multiarch', '-q', elf, '-ex', `target remote localhost:${port}`];
  const server = serve(library, chip, {
    rp2040: chip.rp2040,
    get executing() { return !held.stopped; },
    execute() { held.stopped = false; },
    stop() { held.stopped = true; },
  });

  server.on('error', fail);
  if (!process.stdin.isTTY) {
    server.listen(port, 'localhost', () => {
      console.log('the guest waits for a debugger: ' + command.map((word) => (/ /.test(word) ? `'${word}'` : word)).join(' '));
    });
    return serial;
  }
  process.on('SIGINT', () => {}); // Ctrl-C is gdb's, to stop the guest
  server.listen(port, 'localhost', () => {
    const gdb = spawn(command[0], command.slice(1), { stdio: 'inherit' });
    gdb.on('error', fail);
    gdb.on('exit', (code) => process.exit(code === null ? 1 : code));
  });
  return serial === 'stdio' ? 'output' : serial;
}

module.exports = { start };
