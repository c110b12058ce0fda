'use strict';
// SPDX-License-Identifier: MIT
// The Node runner: a program compiled to JavaScript, and its trace by Node's own promises.
const { Err, Thenable, show, userIter } = require('./values.js');

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

module.exports = { compile, runNative };
