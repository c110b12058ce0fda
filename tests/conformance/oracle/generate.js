'use strict';
// SPDX-License-Identifier: MIT
// The random generator of programs (FUZZ_FORMAT.md).
const ALL_FEATURES = ['gen', 'iter', 'comb', 'timer', 'thenable'];

function rng(seed) {
  let s = seed >>> 0;
  return () => {                       // mulberry32
    s = (s + 0x6D2B79F5) >>> 0;
    let t = s;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
function generate(seed, features = ALL_FEATURES) {
  const has = f => features.includes(f);
  const r = rng(seed * 2654435761 + 12345);
  const int = n => Math.floor(r() * n);
  const chance = p => r() < p;
  const pick = a => a[int(a.length)];
  const NP = 6, NG = 3, NT = 2;
  const out = [];
  const nb = 3 + int(6);
  const kinds = ['fn'];
  for (let i = 1; i < nb; i++) kinds.push(pick(has('gen') ? ['fn', 'async', 'async', 'gen', 'gen'] : ['fn', 'async', 'async']));
  const focus = has('gen') && chance(0.3);   // programs centred on one delegating generator (body 1, slot 0)
  if (focus) kinds[1] = 'gen';
  const uses = new Array(nb).fill(0);
  const iters = [];
  if (has('iter') && has('gen') && (focus || chance(0.7))) {
    const n = 1 + int(2);
    for (let i = 0; i < n; i++) {
      const kind = pick(['async', 'sync']);
      const mode = kind === 'async'
        ? pick(['promise', 'promise', 'plain', 'rejat1', 'throwat1', 'bad1', 'pval'])
        : pick(['plain', 'plain', 'pval', 'rval1', 'throwat1', 'bad1']);
      const m = () => pick(['none', 'none', 'ok', 'ok', 'plain', 'notdone', 'rej', 'throw', 'bad']);
      iters.push({ kind, n: focus ? 1 + int(4) : int(4), mode, ret: m(), thr: m() });
    }
  }
  let mark = 0, err = 0, val = 0, delays = new Set();
  const lit = () => pick(['i', 'i', 'i', 'u']) === 'u' ? 'u' : 'i' + (++val);
  const errv = () => 'e' + (++err);
  function value(depth) {
    const x = r();
    if (x < 0.40) return lit();
    if (x < 0.62) return 'p' + int(NP);
    if (x < 0.72) return 'f' + (++val);
    if (x < 0.80) return 'x' + (++err);
    if (x < 0.88) return 'a';
    if (x < 0.94 && has('thenable')) return pick(['t', 't', 'T', 'z']) + (++val);
    return errv();
  }
  function ref(i, ok, max = 2) {             // a later body of a wanted kind, used at most `max` times
    const c = [];
    for (let j = i + 1; j < nb; j++) if (ok.includes(kinds[j]) && uses[j] < max) c.push(j);
    if (!c.length) return -1;
    const j = pick(c); uses[j]++; return j;
  }
  const cb = i => { const j = ref(i, ['fn', 'fn', 'async']); return j < 0 ? '-' : String(j); };
  function source() {
    const x = r();
    if (iters.length && x < 0.55) return 'it' + int(iters.length);
    if (x < 0.8) return 'g' + int(NG);
    const n = int(4); const a = ['arr', n];
    for (let i = 0; i < n; i++) a.push(pick(['i' + (++val), 'f' + (++val), 'p' + int(NP), chance(0.2) ? 'x' + (++err) : 'i' + (++val)]));
    return a.join(' ');
  }
  function burst(n, g = int(NG)) {           // several requests to one generator, each observed
    for (let k = 0; k < n; k++) {
      const p = int(NP), x = r();
      out.push(x < 0.66 ? `gnext ${p} ${g} ${value()}` : x < 0.83 ? `gret ${p} ${g} ${value()}` : `gthrow ${p} ${g} ${errv()}`);
      if (chance(0.8)) out.push(`obs ${++mark} ${p}`);
    }
  }
  let budget = 0;
  function block(i, kind, n, depth, loop) {
    for (let k = 0; k < n && budget > 0; k++) { budget--; stmt(i, kind, depth, loop); }
  }
  function stmt(i, kind, depth, loop) {
    const susp = kind !== 'fn';
    const w = [];
    const add = (p, f) => w.push([p, f]);
    add(6, () => out.push('log ' + (++mark)));
    add(4, () => out.push('acc ' + (++mark)));
    add(1, () => out.push('set ' + value()));
    add(3, () => out.push('new ' + int(NP)));
    add(5, () => out.push(`res ${int(NP)} ${value()}`));
    add(2, () => out.push(`rej ${int(NP)} ${errv()}`));
    add(1, () => out.push(`mk ${int(NP)} ${value()}`));
    add(1, () => out.push(`mkrej ${int(NP)} ${errv()}`));
    add(4, () => out.push(`obs ${++mark} ${int(NP)}`));
    add(3, () => out.push(`then ${int(NP)} ${int(NP)} ${cb(i)} ${chance(0.5) ? cb(i) : '-'}`));
    add(2, () => out.push(`catch ${int(NP)} ${int(NP)} ${cb(i)}`));
    add(2, () => out.push(`finally ${int(NP)} ${int(NP)} ${cb(i)}`));
    if (has('comb')) add(2, () => {
      const n = int(4); const a = [pick(['all', 'any', 'race', 'settled']), int(NP), n];
      for (let k = 0; k < n; k++) a.push(value());
      out.push(a.join(' '));
    });
    add(4, () => { const b = ref(i, ['async']); if (b >= 0) out.push(`call ${int(NP)} ${b} ${value()}`); });
    if (has('gen')) {
      add(5, () => { const b = ref(i, ['gen'], 3); if (b >= 0) out.push(`gen ${int(NG)} ${b} ${value()}`); });
      add(4, () => out.push(`gnext ${int(NP)} ${int(NG)} ${value()}`));
      add(i ? 2 : 5, () => burst(2 + int(3)));
      add(2, () => out.push(`gret ${int(NP)} ${int(NG)} ${value()}`));
      add(2, () => out.push(`gthrow ${int(NP)} ${int(NG)} ${errv()}`));
    }
    if (has('timer')) {
      add(3, () => {
        const b = ref(i, ['fn', 'async']); if (b < 0) return;
        let d; do d = 1 + int(60); while (delays.has(d)); delays.add(d);
        out.push(`timer ${int(NT)} ${d} ${b} ${value()}`);
      });
      add(0.5, () => out.push('clear ' + int(NT)));
    }
    add(2, () => { const b = ref(i, ['fn', 'async']); if (b >= 0) out.push(`micro ${b} ${value()}`); });
    if (susp) add(9, () => out.push('await ' + value()));
    if (kind === 'gen') {
      add(14, () => out.push('yield ' + value()));
      add(5, () => out.push('ystar ' + source()));
    }
    if (susp && has('gen') && depth < 3) add(4, () => {
      out.push('forawait ' + source());
      out.push('acc ' + (++mark));
      block(i, kind, int(3), depth + 1, true);
      if (chance(0.5)) { out.push('at ' + int(3)); block(i, kind, int(2), depth + 1, true);
        out.push(pick(['break', 'break', 'cont', `throw ${errv()}`, `ret ${value()}`])); out.push('end'); }
      if (chance(0.3)) out.push('log ' + (++mark));
      out.push('end');
    });
    if (depth < 3) add(5, () => {
      const c = chance(0.7), f = !c || chance(0.5);
      out.push('try'); block(i, kind, 1 + int(3), depth + 1, loop);
      if (c) { out.push('catch'); out.push('acc ' + (++mark)); block(i, kind, int(3), depth + 1, loop); }
      if (f) { out.push('finally'); out.push('log ' + (++mark)); block(i, kind, int(3), depth + 1, loop); }
      out.push('end');
    });
    if (loop) { add(0.6, () => out.push('break')); add(0.6, () => out.push('cont')); }
    if (i || depth) {                        // never end the main body early at its top level
      add(depth ? 1.5 : 0.4, () => out.push('throw ' + (chance(0.8) ? errv() : value())));
      add(depth ? 1.5 : 0.4, () => out.push('ret ' + value()));
    }
    let t = 0; for (const [p] of w) t += p;
    let x = r() * t;
    for (const [p, f] of w) { if ((x -= p) < 0) { f(); return; } }
  }
  iters.forEach((t, i) => out.push(`iter ${i} ${t.kind} ${t.n} ${t.mode} ${t.ret} ${t.thr}`));
  for (let i = 0; i < nb; i++) {
    out.push(`body ${i} ${kinds[i]}`);
    if (i === 0) {
      budget = 24;
      const nd = 1 + int(3);
      for (let k = 0; k < nd; k++) out.push('new ' + k);
      if (has('gen')) for (let g = 0; g < NG; g++) { const b = ref(0, ['gen'], 3); if (b >= 0) out.push(`gen ${g} ${b} ${lit()}`); }
      if (focus) {
        out.push(`gen 0 1 ${lit()}`); uses[1]++;
        const p = int(NP); out.push(`gnext ${p} 0 ${lit()}`, `obs ${++mark} ${p}`); burst(2 + int(4), 0);
      }
      block(0, 'fn', (focus ? 2 : 6) + int(8), 0, false);
      if (has('gen')) burst(1 + int(4));
      const b = ref(0, ['async'], 3); if (b >= 0) out.push(`call ${int(NP)} ${b} ${value()}`);
      for (let k = 0; k < NP; k++) if (chance(0.6)) out.push(`obs ${++mark} ${k}`);
      if (chance(0.7)) for (let k = 0; k < nd; k++) if (chance(0.6)) out.push(`res ${k} ${value()}`);
    } else {
      budget = 14;
      out.push('acc ' + (++mark));
      if (focus && i === 1) {
        const star = () => out.push('ystar ' + (iters.length && chance(0.6) ? 'it' + int(iters.length) : chance(0.7) ? 'g' + (1 + int(NG - 1)) : source()));
        if (chance(0.5)) { star(); out.push('acc ' + (++mark)); }
        else {
          const c = chance(0.6), f = !c || chance(0.6);
          out.push('try'); star(); out.push('acc ' + (++mark));
          if (c) { out.push('catch', 'acc ' + (++mark)); block(i, 'gen', int(2), 1, false); }
          if (f) { out.push('finally', 'log ' + (++mark)); block(i, 'gen', int(3), 1, false); }
          out.push('end');
        }
      } else if (focus && kinds[i] === 'gen' && chance(0.7)) {
        out.push('try', 'yield ' + value()); block(i, 'gen', int(2), 1, false);
        out.push('finally', 'log ' + (++mark)); if (chance(0.6)) out.push('yield ' + value()); out.push('end');
      }
      block(i, kinds[i], 2 + int(6), 0, false);
      if (chance(0.5)) out.push('log ' + (++mark));
      if (chance(0.4)) out.push('ret ' + value());
    }
    out.push('endbody');
  }
  const used = new Set();
  for (const l of out) for (const f of opFeatures(l)) used.add(f);
  return [`fuzz 1 ${seed}`, 'features ' + (ALL_FEATURES.filter(f => used.has(f)).join(' ') || 'core'), ...out, ''].join('\n');
}
function opFeatures(line) {
  const t = line.split(' '); const f = [];
  if (/^(gen|gnext|gret|gthrow|yield|ystar|forawait)$/.test(t[0]) || (t[0] === 'body' && t[2] === 'gen')) f.push('gen');
  if (t[0] === 'iter' || t.some(x => /^it\d+$/.test(x))) f.push('iter');
  if (/^(all|any|race|settled)$/.test(t[0])) f.push('comb');
  if (/^(timer|clear)$/.test(t[0])) f.push('timer');
  if (t.slice(1).some(x => /^[tTz]\d+$/.test(x))) f.push('thenable');
  return f;
}

module.exports = { ALL_FEATURES, generate };
