// SPDX-License-Identifier: MIT
// A server for gdb on GDB_PORT. The guest waits at the program's reset handler: boot2 has run.
'use strict';

const { spawn } = require('child_process');
const path = require('path');

// `held.stopped` says whether the debugger holds the chip. Returns where UART0 goes: what is typed is gdb's on a terminal.
function start(library, chip, held, elf, serial) {
  const port = Number(process.env.GDB_PORT || 3333);
  const { GDBTCPServer } = require(path.join(library, 'dist/cjs/gdb/gdb-tcp-server.js'));
  const target = {
    rp2040: chip.rp2040,
    get executing() { return !held.stopped; },
    execute() { held.stopped = false; },
    stop() { held.stopped = true; },
  };
  const command = ['gdb-multiarch', '-q', elf, '-ex', `target remote localhost:${port}`];

  class Server extends GDBTCPServer {
    addConnection(connection) {
      const onBreak = chip.rp2040.onBreak;
      super.addConnection(connection);
      chip.breakpoint = chip.rp2040.onBreak;
      chip.rp2040.onBreak = onBreak;
    }
  }
  const server = new Server(target, port).socketServer;
  server.on('error', (error) => {
    console.error(error.message);
    process.exit(2);
  });
  if (!process.stdin.isTTY) {
    console.log('the guest waits for a debugger: ' + command.map((word) => (/ /.test(word) ? `'${word}'` : word)).join(' '));
    return serial;
  }
  process.on('SIGINT', () => {}); // Ctrl-C is gdb's, to stop the guest
  server.on('listening', () => {
    const gdb = spawn(command[0], command.slice(1), { stdio: 'inherit' });
    gdb.on('error', (error) => { console.error(error.message); process.exit(2); });
    gdb.on('exit', (code) => process.exit(code === null ? 1 : code));
  });
  return serial === 'stdio' ? 'none' : serial;
}

module.exports = { start };
