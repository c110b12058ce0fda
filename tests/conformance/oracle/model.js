'use strict';
// SPDX-License-Identifier: MIT
// The model: ECMA-262 step by step, with a job queue of its own (SEMANTICS.md).
const { Err, MP, Thenable, show, userIter } = require('./values.js');

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

module.exports = { runModel };
