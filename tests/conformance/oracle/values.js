'use strict';
// SPDX-License-Identifier: MIT
// What programs compute with, for Node and for the model, and how a trace shows it.
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
// The model's promise.
class MP { constructor() { this.state = 0; this.value = undefined; this.fr = []; this.rr = []; this.handled = false; } }
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

module.exports = { Err, MP, Thenable, show, userIter };
