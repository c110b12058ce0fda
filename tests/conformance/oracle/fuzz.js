'use strict';
// SPDX-License-Identifier: MIT
// Differential generator, Node runner and spec model. See FUZZ_FORMAT.md for the program form.
//   node fuzz.js gen SEED [features]        print the program
//   node fuzz.js run SEED|FILE [--real]     trace by Node's own promises/async functions/async generators
//   node fuzz.js model SEED|FILE [--node20] trace by the ECMA-262 step-by-step model below
//   node fuzz.js js SEED|FILE               the JavaScript the program is compiled to
//   node fuzz.js check FROM TO [features]   determinism, termination, Node versus model, statistics
//   node fuzz.js batch FROM TO [features]   a line of JSON for each seed: its program, its trace by the model, and how
//                                           many bodies are suspended for ever when it ends
//   node fuzz.js seeds SEED,SEED,...        the same for some seeds
//   node fuzz.js models                     the same for programs that come as lines of JSON on standard input
const fs = require('fs');
const ALL_FEATURES = ['gen', 'iter', 'comb', 'timer', 'thenable'];

// ---------------------------------------------------------------- random generator
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

// ---------------------------------------------------------------- parser
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

// ---------------------------------------------------------------- Node runner (compiles to JavaScript)
function compile(prog) {
  const o = [];
  const V = t => t === 'u' ? 'undefined' : t === 'a' ? 'a' : t[0] === 'i' ? t.slice(1) : `V(${JSON.stringify(t)})`;
  const S = a => a[0][0] === 'g' ? `G[${a[0].slice(1)}]` : a[0].startsWith('it') ? `IT(${a[0].slice(2)})` : `[${a.slice(2).map(V).join(',')}]`;
  const F = b => b === '-' ? 'undefined' : 'B[' + b + ']';
  function ops(list, ind, depth) { for (const x of list) one(x, ind, depth); }
  function one(x, ind, d) {
    const a = x.a, e = s => o.push(ind + s);
    switch (x.op) {
      case 'log': return e(`log('${a[0]}');`);
      case 'acc': return e(`log('${a[0]}='+show(a));`);
      case 'set': return e(`a=${V(a[0])};`);
      case 'new': return e(`newD(${a[0]});`);
      case 'res': return e(`R[${a[0]}]&&R[${a[0]}].resolve(${V(a[1])});`);
      case 'rej': return e(`R[${a[0]}]&&R[${a[0]}].reject(${V(a[1])});`);
      case 'mk': return e(`P[${a[0]}]=Promise.resolve(${V(a[1])});`);
      case 'mkrej': return e(`P[${a[0]}]=Promise.reject(${V(a[1])});`);
      case 'obs': return e(`if(isP(P[${a[1]}]))P[${a[1]}].then(v=>{log('${a[0]}+'+show(v))},v=>{log('${a[0]}-'+show(v))});`);
      case 'then': return e(`if(isP(P[${a[1]}]))P[${a[0]}]=P[${a[1]}].then(${F(a[2])},${F(a[3])});`);
      case 'pcatch': return e(`if(isP(P[${a[1]}]))P[${a[0]}]=P[${a[1]}].catch(${F(a[2])});`);
      case 'pfinally': return e(`if(isP(P[${a[1]}]))P[${a[0]}]=P[${a[1]}].finally(${F(a[2])});`);
      case 'all': case 'any': case 'race': case 'settled':
        return e(`P[${a[0]}]=Promise.${x.op === 'settled' ? 'allSettled' : x.op}([${a.slice(2).map(V).join(',')}]);`);
      case 'call': return e(`P[${a[0]}]=B[${a[1]}](${V(a[2])});`);
      case 'gen': return e(`G[${a[0]}]=B[${a[1]}](${V(a[2])});`);
      case 'gnext': return e(`if(G[${a[1]}])P[${a[0]}]=G[${a[1]}].next(${V(a[2])});`);
      case 'gret': return e(`if(G[${a[1]}])P[${a[0]}]=G[${a[1]}].return(${V(a[2])});`);
      case 'gthrow': return e(`if(G[${a[1]}])P[${a[0]}]=G[${a[1]}].throw(${V(a[2])});`);
      case 'timer': return e(`T[${a[0]}]=timer(${a[1]},${a[2]},${V(a[3])});`);
      case 'clear': return e(`clear(T[${a[0]}]);`);
      case 'micro': return e(`micro(${a[0]},${V(a[1])});`);
      case 'await': return e(`a=await ${V(a[0])};`);
      case 'yield': return e(`a=yield ${V(a[0])};`);
      case 'ystar': return e(a[0][0] === 'g' ? `if(${S(a)})a=yield* ${S(a)};` : `a=yield* ${S(a)};`);
      case 'forawait':
        e(`{let i${d}=-1;${a[0][0] === 'g' ? `if(${S(a)})` : ''}for await(const x of ${S(a)}){i${d}++;a=x;`);
        ops(x.body, ind + '  ', d + 1); return e('}}');
      case 'at': e(`if(i${d - 1}===${a[0]}){`); ops(x.body, ind + '  ', d); return e('}');
      case 'break': return e('break;');
      case 'cont': return e('continue;');
      case 'try':
        e('try{'); ops(x.body, ind + '  ', d);
        if (x.c) { e('}catch(x){a=x;'); ops(x.c, ind + '  ', d); }
        if (x.f) { e('}finally{'); ops(x.f, ind + '  ', d); }
        return e('}');
      case 'throw': return e(`throw ${V(a[0])};`);
      case 'ret': return e(`return ${V(a[0])};`);
      default: throw new Error('op? ' + x.op);
    }
  }
  for (const b of prog.bodies) {
    const head = b.kind === 'fn' ? 'function' : b.kind === 'async' ? 'async function' : 'async function*';
    o.push(`B[${b.id}]=${head} b${b.id}(a){`); ops(b.ops, '  ', 0); o.push('};');
  }
  return o.join('\n');
}
class Err { constructor(n) { this.n = n; } }
class Thenable { constructor(kind, n, env) { this.kind = kind; this.n = n; this.env = env; } }
Object.defineProperty(Thenable.prototype, 'then', { value(res, rej) {
  this.env.log(`${this.kind}${this.n}.then`);
  if (this.kind === 't') res(this.n); else if (this.kind === 'T') rej(new Err(this.n)); else throw new Err(this.n);
} });
function show(v) {
  if (v === undefined) return 'u';
  if (typeof v === 'number') return String(v);
  if (typeof v === 'boolean') return v ? 'true' : 'false';
  if (v instanceof Err) return 'E' + v.n;
  if (v instanceof Promise || v instanceof MP) return 'P';
  if (v instanceof Thenable) return 'T';
  if (v instanceof AggregateError || v.agg) return 'A[' + v.errors.map(show).join(',') + ']';
  if (v instanceof TypeError || v.typeError) return 'TE';
  if (Array.isArray(v)) return '[' + v.map(show).join(',') + ']';
  if ('status' in v) return v.status === 'fulfilled' ? '+' + show(v.value) : '-' + show(v.reason);
  if ('done' in v) return '{' + show(v.value) + ',' + (v.done ? 't' : 'f') + '}';
  return '?';
}
let currentEnv = null;
process.on('unhandledRejection', (why, p) => {
  if (currentEnv) { currentEnv.log('!unhandled ' + show(why)); currentEnv.reasons.set(p, why); }
});
process.on('rejectionHandled', p => { if (currentEnv && currentEnv.reasons.has(p)) currentEnv.log('!handled ' + show(currentEnv.reasons.get(p))); });
const tick = () => new Promise(r => setImmediate(r));
async function runNative(prog, real) {
  const trace = [];
  const env = { log: s => trace.push(s), reasons: new WeakMap() };
  const log = env.log;
  const P = [], R = [], G = [], T = [], B = [];
  const timers = []; let seq = 0, now = 0;
  const isP = p => p instanceof Promise;
  const newD = k => { P[k] = new Promise((resolve, reject) => { R[k] = { resolve, reject }; }); };
  const V = t => {
    const n = +t.slice(1);
    switch (t[0]) {
      case 'e': return new Err(n);
      case 'p': return P[n];
      case 'f': return Promise.resolve(n);
      case 'x': return Promise.reject(new Err(n));
      case 't': case 'T': case 'z': return new Thenable(t[0], n, env);
    }
  };
  const job = (b, v) => { try { B[b](v); } catch (e) { log('!uncaught ' + show(e)); } };
  const timer = (d, b, v) => {
    if (real) { pend++; let t; t = setTimeout(() => { t.fin = true; pend--; job(b, v); }, d * 8); return t; }
    const t = { at: now + d, seq: seq++, b, v }; timers.push(t); return t;
  };
  let pend = 0;
  const clear = t => { if (!t) return; if (real) { if (!t.fin) { t.fin = true; pend--; clearTimeout(t); } } else { const i = timers.indexOf(t); if (i >= 0) timers.splice(i, 1); } };
  const micro = (b, v) => queueMicrotask(() => job(b, v));
  const IT = id => userIter(prog.iters[id], { log, rej: e => Promise.reject(e), ful: v => Promise.resolve(v), Err, show });
  new Function('B', 'P', 'R', 'G', 'T', 'V', 'IT', 'log', 'show', 'newD', 'isP', 'timer', 'clear', 'micro', compile(prog))(
    B, P, R, G, T, V, IT, log, show, newD, isP, timer, clear, micro);
  await tick(); currentEnv = env;
  await tick();
  setImmediate(() => job(0, undefined));
  await tick(); await tick();
  if (real) { while (pend > 0) await new Promise(r => setTimeout(r, 10)); await tick(); await tick(); }
  while (timers.length) {
    timers.sort((x, y) => x.at - y.at || x.seq - y.seq);
    const t = timers.shift(); now = t.at; log('@' + t.at);
    setImmediate(() => job(t.b, t.v));
    await tick(); await tick();
  }
  currentEnv = null;
  return trace;
}
// A user-made iterator, the same text of rules for Node and for the model (h supplies promises).
function userIter(d, h) {
  const name = 'it' + d.id, item = i => d.id * 10 + i, E = () => new h.Err(100 + d.id);
  let i = 0;
  const asyncKind = d.kind === 'async';
  const wrap = x => asyncKind ? h.ful(x) : x;
  const it = {
    next(v) {
      h.log(`${name}.next(${h.show(v)})`);
      const k = i++;
      if (k === 1) {
        if (d.mode === 'rejat1') return h.rej(E());
        if (d.mode === 'throwat1') throw E();
        if (d.mode === 'bad1') return wrap(7);
        if (d.mode === 'rval1') return { value: h.rej(E()), done: false };
      }
      if (k >= d.n) return d.mode === 'plain' ? { value: item(9), done: true } : wrap({ value: item(9), done: true });
      const value = d.mode === 'pval' ? h.ful(item(k)) : item(k);
      return d.mode === 'plain' ? { value, done: false } : wrap({ value, done: false });
    }
  };
  const method = (label, m) => function (v) {
    h.log(`${name}.${label}(${h.show(v)})`);
    switch (m) {
      case 'ok': return wrap({ value: v, done: true });
      case 'plain': return { value: v, done: true };
      case 'notdone': return wrap({ value: v, done: false });
      case 'rej': return asyncKind ? h.rej(E()) : { value: h.rej(E()), done: true };
      case 'throw': throw E();
      case 'bad': return wrap(7);
    }
  };
  if (d.ret !== 'none') it.return = method('return', d.ret);
  if (d.thr !== 'none') it.throw = method('throw', d.thr);
  it[asyncKind ? Symbol.asyncIterator : Symbol.iterator] = () => it;
  return it;
}

// ---------------------------------------------------------------- the model: ECMA-262 steps, own job queue
class MP { constructor() { this.state = 0; this.value = undefined; this.fr = []; this.rr = []; this.handled = false; } }
function runModel(prog, node20) {
  const trace = [], log = s => trace.push(s);
  const env = { log };
  const jobs = []; let timers = [], seq = 0, now = 0;
  let waiting = 0; const generators = [];  // async functions that have not ended; all generators
  let pendingUnhandled = [], handledLate = []; const warned = new Set();
  const TE = () => ({ typeError: true });
  // --- promises
  function track(p, what) {
    if (what === 'reject') pendingUnhandled.push(p);
    else if (warned.has(p)) { warned.delete(p); handledLate.push(p); }
    else pendingUnhandled = pendingUnhandled.filter(q => q !== p);
  }
  function settle(p, state, v) {
    const rs = state === 1 ? p.fr : p.rr;
    p.state = state; p.value = v; p.fr = p.rr = null;
    if (state === 2 && !p.handled) track(p, 'reject');
    for (const x of rs) jobs.push(() => reaction(x, state, v));
  }
  function resolving(p) {
    let already = false;
    return {
      resolve(x) {
        if (already) return; already = true;
        if (x === p) return settle(p, 2, TE());
        if (x instanceof MP) { jobs.push(() => { const f = resolving(p); performThen(x, f.resolve, f.reject, new MP()); }); return; }
        if (x instanceof Thenable) { jobs.push(() => { const f = resolving(p); try { x.then(f.resolve, f.reject); } catch (e) { f.reject(e); } }); return; }
        settle(p, 1, x);
      },
      reject(e) { if (already) return; already = true; settle(p, 2, e); }
    };
  }
  function cap() { const p = new MP(); return { p, ...resolving(p) }; }
  function reaction(x, state, v) {
    const h = state === 1 ? x.f : x.r;
    let c;
    if (!h) c = { t: state === 1 ? 'n' : 'throw', v };
    else try { c = { t: 'n', v: h(v) }; } catch (e) { if (e instanceof RangeError || e instanceof ReferenceError || (e instanceof TypeError)) throw e; c = { t: 'throw', v: e }; }
    if (!x.cap) return;
    if (c.t === 'n') x.cap.resolve(c.v); else x.cap.reject(c.v);
  }
  function performThen(p, f, r, capability) {
    const x = { f, r, cap: capability instanceof MP ? { p: capability, ...resolving(capability) } : capability };
    if (p.state === 0) { p.fr.push(x); p.rr.push(x); }
    else {
      if (p.state === 2 && !p.handled) track(p, 'handle');
      const s = p.state, v = p.value; jobs.push(() => reaction(x, s, v));
    }
    p.handled = true;
    return x.cap && x.cap.p;
  }
  const then = (p, f, r) => performThen(p, f, r, cap());
  const toPromise = x => { if (x instanceof MP) return x; const c = cap(); c.resolve(x); return c.p; };
  const rejected = e => { const c = cap(); c.reject(e); return c.p; };
  function fin(p, f) {
    if (!f) return then(p, f, f);
    return then(p, v => then(toPromise(f()), () => v), e => then(toPromise(f()), () => { throw e; }));
  }
  function combine(kind, list) {
    const c = cap(), vals = []; let left = 1;
    const done = () => { if (kind === 'any') c.reject({ agg: true, errors: vals }); else c.resolve(vals); };
    list.forEach((x, i) => {
      const np = toPromise(x);
      if (kind === 'race') { then(np, c.resolve, c.reject); return; }
      vals.push(undefined); left++;
      const slot = mk => { let called = false; return v => { if (called) return; called = true; vals[i] = mk(v); if (--left === 0) done(); }; };
      if (kind === 'all') then(np, slot(v => v), c.reject);
      else if (kind === 'any') then(np, c.resolve, slot(v => v));
      else then(np, slot(value => ({ status: 'fulfilled', value })), slot(reason => ({ status: 'rejected', reason })));
    });
    if (kind !== 'race' && --left === 0) done();
    return c.p;
  }
  // --- values and slots
  const P = [], R = [], G = [], T = [];
  const V = (t, st) => {
    const n = +t.slice(1);
    switch (t[0]) {
      case 'u': return undefined;
      case 'a': return st.a;
      case 'i': return n;
      case 'e': return new Err(n);
      case 'p': return P[n];
      case 'f': return toPromise(n);
      case 'x': return rejected(new Err(n));
      default: return new Thenable(t[0], n, env);
    }
  };
  // --- bodies: sync generators as coroutines; completions are records {t, v}
  const N = v => ({ t: 'n', v }), TH = v => ({ t: 'throw', v }), RET = v => ({ t: 'ret', v });
  function* await_(v) { return yield { await: v }; }
  function* block(list, st) {
    for (const x of list) { const c = yield* exec(x, st); if (c.t !== 'n') return c; }
    return N();
  }
  function runFn(co) {                       // a plain function cannot suspend
    const r = co.next(); if (!r.done) throw new RangeError('suspended fn');
    if (r.value.t === 'throw') throw r.value.v; return r.value.t === 'ret' ? r.value.v : undefined;
  }
  function callBody(b, v) {
    const d = prog.bodies[b], st = { a: v, kind: d.kind, loops: [] };
    if (d.kind === 'fn') return runFn(block(d.ops, st));
    if (d.kind === 'async') {
      const c = cap(), co = block(d.ops, st);
      waiting++;
      drive(co, null, N(), r => { waiting--; if (r.t === 'throw') c.reject(r.v); else if (r.t === 'ret') c.resolve(r.v); else c.resolve(undefined); });
      return c.p;
    }
    const made = { gen: true, state: 'start', queue: [], co: block(d.ops, st) };
    generators.push(made);
    return made;
  }
  function drive(co, g, comp, finish) {      // run until the coroutine suspends on an await, or for good
    const r = co.next(comp);
    if (r.done) { finish(r.value); return; }
    const q = r.value;
    if ('await' in q) performThen(toPromise(q.await), v => { drive(co, g, N(v), finish); }, e => { drive(co, g, TH(e), finish); }, undefined);
    // otherwise the generator parked at a yield: nothing to do until the next request
  }
  // --- async generators
  const IR = (value, done) => ({ value, done });
  function completeStep(g, c, done) { const q = g.queue.shift(); if (c.t === 'throw') q.cap.reject(c.v); else q.cap.resolve(IR(c.v, done)); }
  function resume(g, comp) {
    g.state = 'exec';
    drive(g.co, g, comp, r => { g.state = 'drain'; completeStep(g, r.t === 'throw' ? r : N(r.t === 'ret' ? r.v : undefined), true); drain(g); });
  }
  function awaitReturn(g) {
    performThen(toPromise(g.queue[0].comp.v), v => { completeStep(g, N(v), true); drain(g); }, e => { completeStep(g, TH(e), true); drain(g); }, undefined);
  }
  function drain(g) {
    while (g.queue.length) {
      const c = g.queue[0].comp;
      if (c.t === 'ret') { awaitReturn(g); return; }
      completeStep(g, c.t === 'n' ? N(undefined) : c, true);
    }
    g.state = 'done';
  }
  function request(g, comp) {
    const c = cap();
    if (comp.t === 'n' && g.state === 'done') { c.resolve(IR(undefined, true)); return c.p; }
    if (comp.t === 'throw') { if (g.state === 'start') g.state = 'done'; if (g.state === 'done') { c.reject(comp.v); return c.p; } }
    g.queue.push({ comp, cap: c });
    if (comp.t === 'ret' && (g.state === 'start' || g.state === 'done')) { g.state = 'drain'; awaitReturn(g); }
    else if (g.state === 'start' || g.state === 'yield') resume(g, comp);
    return c.p;
  }
  function* agYield(st, v) {                 // AsyncGeneratorYield (operand already awaited)
    const g = st.g;
    completeStep(g, N(v), false);
    let c;
    if (g.queue.length) c = g.queue[0].comp; else { g.state = 'yield'; c = yield { park: true }; }
    if (c.t !== 'ret') return c;
    const w = yield* await_(c.v);
    return w.t === 'throw' ? w : RET(w.v);
  }
  // --- iterators
  function call(f) { try { return N(f()); } catch (e) { if (e instanceof RangeError || e instanceof TypeError || e instanceof ReferenceError) throw e; return TH(e); } }
  const isObj = v => typeof v === 'object' && v !== null;
  function getAsyncIter(s, st) {
    if (s[0][0] === 'g') { const g = G[+s[0].slice(1)]; if (!g) return null; return { next: v => request(g, N(v)), ret: v => request(g, RET(v)), thr: v => request(g, TH(v)) }; }
    let src;
    if (s[0] === 'arr') { const a = s.slice(2).map(t => V(t, st)); let i = 0; src = { next: () => i < a.length ? IR(a[i++], false) : IR(undefined, true) }; }
    else {
      const d = prog.iters[+s[0].slice(2)];
      src = userIter(d, { log, rej: rejected, ful: toPromise, Err, show });
      if (d.kind === 'async') return { next: v => src.next(v), ret: src.return && (v => src.return(v)), thr: src.throw && (v => src.throw(v)) };
    }
    return fromSync(src);
  }
  function syncClose(src, c) {               // IteratorClose
    let inner = N(undefined);
    if (src.return) { inner = call(() => src.return()); } else return c;
    if (c.t === 'throw') return c;
    if (inner.t === 'throw') return inner;
    if (!isObj(inner.v)) return TH(TE());
    return c;
  }
  function fromSync(src) {
    const cont = (r, c, close) => {
      const { done, value } = r, w = toPromise(value);
      const onRej = (done || !close || node20) ? undefined : e => { throw syncClose(src, TH(e)).v; };
      performThen(w, v => IR(v, done), onRej, c);
      return c.p;
    };
    const step = (f, close) => {
      const c = cap(), r = call(f);
      if (r.t === 'throw') { c.reject(r.v); return c.p; }
      if (!isObj(r.v)) { c.reject(TE()); return c.p; }
      return cont(r.v, c, close);
    };
    return {
      next: v => step(() => src.next(v), true),
      ret: v => {
        if (!src.return) { const c = cap(); c.resolve(IR(v, true)); return c.p; }
        return step(() => src.return(v), false);
      },
      thr: v => {
        if (!src.throw) {
          const c = cap();
          if (node20) { c.reject(v); return c.p; }
          const r = syncClose(src, N());
          c.reject(r.t === 'throw' ? r.v : TE());
          return c.p;
        }
        return step(() => src.throw(v), true);
      }
    };
  }
  function* asyncClose(it, c) {
    if (!it.ret) return c;
    let inner = call(() => it.ret(undefined));
    if (inner.t === 'n') inner = yield* await_(inner.v);
    if (c.t === 'throw') return c;
    if (inner.t === 'throw') return inner;
    if (!isObj(inner.v) || inner.v instanceof MP) return TH(TE());
    return c;
  }
  function* yieldStar(x, st) {
    const it = getAsyncIter(x.a, st); if (!it) return N(st.a);
    let rec = N(undefined);
    for (;;) {
      let inner;
      if (rec.t === 'n') inner = call(() => it.next(rec.v));
      else if (rec.t === 'throw') {
        if (!it.thr) {
          const c = yield* asyncClose(it, N());
          return c.t === 'throw' ? c : TH(TE());
        }
        inner = call(() => it.thr(rec.v));
      } else {
        if (!it.ret) { const w = yield* await_(rec.v); return w.t === 'throw' ? w : RET(w.v); }
        inner = call(() => it.ret(rec.v));
      }
      if (inner.t === 'throw') return inner;
      inner = yield* await_(inner.v);
      if (inner.t === 'throw') return inner;
      if (!isObj(inner.v)) return TH(TE());
      if (inner.v.done) return rec.t === 'ret' ? RET(inner.v.value) : N(inner.v.value);
      rec = yield* agYield(st, inner.v.value);
    }
  }
  function* exec(x, st) {
    const a = x.a;
    switch (x.op) {
      case 'log': log(a[0]); return N();
      case 'acc': log(a[0] + '=' + show(st.a)); return N();
      case 'set': st.a = V(a[0], st); return N();
      case 'new': { const c = cap(); R[a[0]] = c; P[a[0]] = c.p; return N(); }
      case 'res': if (R[a[0]]) { const v = V(a[1], st); R[a[0]].resolve(v); } return N();
      case 'rej': if (R[a[0]]) { const v = V(a[1], st); R[a[0]].reject(v); } return N();
      case 'mk': P[a[0]] = toPromise(V(a[1], st)); return N();
      case 'mkrej': P[a[0]] = rejected(V(a[1], st)); return N();
      case 'obs': if (P[a[1]]) then(P[a[1]], v => { log(a[0] + '+' + show(v)); }, v => { log(a[0] + '-' + show(v)); }); return N();
      case 'then': if (P[a[1]]) P[a[0]] = then(P[a[1]], fn(a[2]), fn(a[3])); return N();
      case 'pcatch': if (P[a[1]]) P[a[0]] = then(P[a[1]], undefined, fn(a[2])); return N();
      case 'pfinally': if (P[a[1]]) P[a[0]] = fin(P[a[1]], a[2] === '-' ? undefined : () => callBody(+a[2], undefined)); return N();
      case 'all': case 'any': case 'race': case 'settled': P[a[0]] = combine(x.op, a.slice(2).map(t => V(t, st))); return N();
      case 'call': P[a[0]] = callBody(+a[1], V(a[2], st)); return N();
      case 'gen': { const d = callBody(+a[1], undefined), v = V(a[2], st); const s2 = { a: v, kind: 'gen', loops: [], g: d }; d.co = block(prog.bodies[+a[1]].ops, s2); d.co = prime(d.co); G[a[0]] = d; return N(); }
      case 'gnext': if (G[a[1]]) P[a[0]] = request(G[a[1]], N(V(a[2], st))); return N();
      case 'gret': if (G[a[1]]) P[a[0]] = request(G[a[1]], RET(V(a[2], st))); return N();
      case 'gthrow': if (G[a[1]]) P[a[0]] = request(G[a[1]], TH(V(a[2], st))); return N();
      case 'timer': { const v = V(a[3], st); const t = { at: now + +a[1], seq: seq++, b: +a[2], v }; timers.push(t); T[a[0]] = t; return N(); }
      case 'clear': timers = timers.filter(t => t !== T[a[0]]); return N();
      case 'micro': { const v = V(a[1], st); jobs.push(() => job(+a[0], v)); return N(); }
      case 'await': { const c = yield* await_(V(a[0], st)); if (c.t === 'throw') return c; st.a = c.v; return N(); }
      case 'yield': {
        let c = yield* await_(V(a[0], st)); if (c.t === 'throw') return c;
        c = yield* agYield(st, c.v); if (c.t !== 'n') return c; st.a = c.v; return N();
      }
      case 'ystar': { const c = yield* yieldStar(x, st); if (c.t !== 'n') return c; st.a = c.v; return N(); }
      case 'forawait': {
        const it = getAsyncIter(a, st); if (!it) return N();
        st.loops.push(-1);
        const leave = c => { st.loops.pop(); return c; };
        for (;;) {
          let c = call(() => it.next(undefined));
          if (c.t === 'throw') return leave(c);
          c = yield* await_(c.v);
          if (c.t === 'throw') return leave(c);
          if (!isObj(c.v)) return leave(TH(TE()));
          if (c.v.done) return leave(N());
          st.loops[st.loops.length - 1]++; st.a = c.v.value;
          c = yield* block(x.body, st);
          if (c.t === 'n' || c.t === 'cont') continue;
          c = yield* asyncClose(it, c);
          return leave(c.t === 'break' ? N() : c);
        }
      }
      case 'at': return st.loops[st.loops.length - 1] === +a[0] ? yield* block(x.body, st) : N();
      case 'break': return { t: 'break' };
      case 'cont': return { t: 'cont' };
      case 'try': {
        let c = yield* block(x.body, st);
        if (x.c && c.t === 'throw') { st.a = c.v; c = yield* block(x.c, st); }
        if (x.f) { const d = yield* block(x.f, st); if (d.t !== 'n') c = d; }
        return c;
      }
      case 'throw': return TH(V(a[0], st));
      case 'ret': {
        const v = V(a[0], st);
        if (st.kind === 'gen') { const w = yield* await_(v); return w.t === 'throw' ? w : RET(w.v); }
        return RET(v);
      }
    }
    throw new RangeError('op ' + x.op);
  }
  function prime(co) {                       // the first resumption value is dropped by a sync generator anyway
    return co;
  }
  const fn = b => b === '-' ? undefined : v => callBody(+b, v);
  const job = (b, v) => { const c = call(() => callBody(b, v)); if (c.t === 'throw') log('!uncaught ' + show(c.v)); };
  function turn(b, v) {
    job(b, v);
    for (;;) {
      while (jobs.length) jobs.shift()();
      if (!handledLate.length && !pendingUnhandled.length) return;
      while (handledLate.length) log('!handled ' + show(handledLate.shift().value));
      const list = pendingUnhandled; pendingUnhandled = [];
      for (const p of list) { warned.add(p); log('!unhandled ' + show(p.value)); }
    }
  }
  turn(0, undefined);
  while (timers.length) {
    timers.sort((x, y) => x.at - y.at || x.seq - y.seq);
    const t = timers.shift(); now = t.at; log('@' + t.at);
    turn(t.b, t.v);
  }
  // A body that is to run or to go on: not yet begun, at a yield, or at an await.
  const suspended = waiting + generators.filter(g => ['start', 'yield', 'exec'].includes(g.state)).length;
  return { trace, suspended };
}

// ---------------------------------------------------------------- command line
async function main() {
  const [cmd, x, ...rest] = process.argv.slice(2);
  const feats = rest.find(s => s.startsWith('--features='));
  const features = feats ? feats.slice(11).split(',').filter(Boolean) : ALL_FEATURES;
  const modelled = (seed, program) => {
    try { return JSON.stringify({ seed, program, ...runModel(parse(program), false) }) + '\n'; }
    catch (e) { return JSON.stringify({ seed, program, failed: String(e) }) + '\n'; }
  };
  const text = () => /^\d+$/.test(x) ? generate(+x, features) : fs.readFileSync(x, 'utf8');
  if (cmd === 'gen') process.stdout.write(generate(+x, features));
  else if (cmd === 'js') console.log(compile(parse(text())));
  else if (cmd === 'run') console.log((await runNative(parse(text()), rest.includes('--real'))).join('\n'));
  else if (cmd === 'model') console.log(runModel(parse(text()), rest.includes('--node20')).trace.join('\n'));
  else if (cmd === 'batch') { for (let s = +x; s < +rest[0]; s++) fs.writeSync(1, modelled(s, generate(s, features))); }
  else if (cmd === 'seeds') { for (const s of x.split(',')) fs.writeSync(1, modelled(+s, generate(+s, features))); }
  else if (cmd === 'models') {
    for await (const line of require('readline').createInterface({ input: process.stdin })) {
      const { seed, program } = JSON.parse(line);
      fs.writeSync(1, modelled(seed, program));
    }
  }
  else if (cmd === 'check') {
    const from = +x, to = +rest[0];
    const opCount = {}, opProg = {}, lens = [], featCount = {}, traceKinds = {};
    let nd = 0, dm = [], ds = [], empty = 0;
    for (let s = from; s < to; s++) {
      const t1 = generate(s, features), t2 = generate(s, features);
      const prog = parse(t1);
      const a = await runNative(prog), b = await runNative(parse(t2));
      if (t1 !== t2 || a.join() !== b.join()) { nd++; console.log('nondeterministic', s); }
      const m20 = runModel(prog, true).trace, m = runModel(prog, false).trace;
      if (m20.join('\n') !== a.join('\n')) dm.push(s);
      if (m.join('\n') !== a.join('\n')) ds.push(s);
      lens.push(a.length);
      const seen = new Set();
      for (const l of t1.split('\n')) { let k = l.split(' ')[0]; if (/^(catch|finally) \d/.test(l)) k = 'promise.' + k; if (k) { opCount[k] = (opCount[k] || 0) + 1; seen.add(k); } }
      for (const k of seen) opProg[k] = (opProg[k] || 0) + 1;
      for (const f of prog.features) featCount[f] = (featCount[f] || 0) + 1;
      for (const l of a) { const k = l[0] === '!' ? l.split(' ')[0] : l[0] === '@' ? '@timer' : /^it/.test(l) ? 'it.' + l.replace(/^it\d+\.(\w+).*/, '$1') : /^[tTz]\d+\.then/.test(l) ? 'thenable' : /TE/.test(l) ? 'TypeError' : /A\[/.test(l) ? 'AggregateError' : /\{/.test(l) ? 'iterResult' : 'plain'; traceKinds[k] = (traceKinds[k] || 0) + 1; }
    }
    lens.sort((p, q) => p - q);
    const q = f => lens[Math.min(lens.length - 1, Math.floor(f * lens.length))];
    console.log(JSON.stringify({ programs: to - from, nondeterministic: nd, node20ModelDiffers: dm.length, specModelDiffers: ds.length,
      trace: { min: lens[0], p5: q(.05), p25: q(.25), median: q(.5), p75: q(.75), p95: q(.95), p99: q(.99), max: lens[lens.length - 1], total: lens.reduce((u, v) => u + v, 0) },
      features: featCount, traceKinds, opsTotal: opCount, opsInPrograms: opProg }, null, 1));
    console.log('node20 model differs:', dm.slice(0, 20).join(' '));
    console.log('spec model differs:', ds.slice(0, 40).join(' '));
  } else console.log('usage: node fuzz.js gen|run|model|js|check ...');
}
module.exports = { generate, parse, compile, runNative, runModel, show, ALL_FEATURES };
if (require.main === module) main();
