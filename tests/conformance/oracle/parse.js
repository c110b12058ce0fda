'use strict';
// SPDX-License-Identifier: MIT
// A program's text as a tree.
function parse(text) {
  const lines = text.split('\n').map(l => l.trim()).filter(l => l && l[0] !== '#');
  const prog = { seed: 0, iters: [], bodies: [] };
  let p = 0;
  function block(stops) {
    const ops = [];
    for (;;) {
      const t = lines[p].split(' ');
      if (stops.includes(t[0])) return ops;
      p++;
      if (t[0] === 'forawait' || t[0] === 'at') { ops.push({ op: t[0], a: t.slice(1), body: block(['end']) }); p++; }
      else if (t[0] === 'try') {
        const o = { op: 'try', a: [], body: block(['catch', 'finally', 'end']), c: null, f: null };
        // inside a try block a "catch k j b" operation has arguments; the separator has none
        if (lines[p] === 'catch') { p++; o.c = block(['finally', 'end']); }
        if (lines[p] === 'finally') { p++; o.f = block(['end']); }
        p++; ops.push(o);
      } else ops.push({ op: t[0], a: t.slice(1) });
    }
  }
  const isSep = l => l === 'catch' || l === 'finally';
  // rename separators so that they cannot be mistaken for the catch/finally operations
  for (let i = 0; i < lines.length; i++) {
    if (/^catch \d/.test(lines[i])) lines[i] = 'pcatch' + lines[i].slice(5);
    else if (/^finally \d/.test(lines[i])) lines[i] = 'pfinally' + lines[i].slice(7);
  }
  while (p < lines.length) {
    const t = lines[p].split(' '); p++;
    if (t[0] === 'fuzz') prog.seed = +t[2];
    else if (t[0] === 'features') prog.features = t.slice(1);
    else if (t[0] === 'iter') prog.iters[+t[1]] = { id: +t[1], kind: t[2], n: +t[3], mode: t[4], ret: t[5], thr: t[6] };
    else if (t[0] === 'body') { prog.bodies[+t[1]] = { id: +t[1], kind: t[2], ops: block(['endbody']) }; p++; }
    else throw new Error('line? ' + t.join(' '));
  }
  return prog;
}

module.exports = { parse };
