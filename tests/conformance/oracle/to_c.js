'use strict';
// SPDX-License-Identifier: MIT
// Writes random programs as ordinary C against the public API: locals, break, continue, return.
//   node to_c.js SEED...        one translation unit with the programs of these seeds
const { generate } = require('./generate.js');
const { parse } = require('./parse.js');

const LITERAL = /^[uie]/, FRESH = /^[fx]/, THENABLE = /^[tTz]/;

// A value as a word, as the promise that Promise.resolve makes of it, and where only the running program knows what it is.
function word(t) {
  const n = t.slice(1);
  if (t === 'u') return 'VOW_UNDEFINED';
  if (t === 'a') return 'a';
  if (t[0] === 'i') return `vow_fuzz_int(${n})`;
  if (t[0] === 'e') return `vow_fuzz_error(${n})`;
  return `vow_fuzz_word(${operand(t)})`;
}
const operand = t => t === 'a' ? 'vow_fuzz_operand(a)' : `vow_fuzz_evaluate("${t}", VOW_UNDEFINED)`;
const thenable = t => `${operand(t)}.thenable`;
function promise(t) {
  if (LITERAL.test(t)) return `vow_promise_resolved(${word(t)})`;
  if (t[0] === 'f') return `vow_promise_resolved(vow_fuzz_int(${t.slice(1)}))`;
  if (t[0] === 'x') return `vow_promise_rejected(vow_fuzz_error(${t.slice(1)}))`;
  if (THENABLE.test(t)) return `vow_promise_from_thenable(${thenable(t)})`;
  return `vow_fuzz_promise(${operand(t)})`;
}
// The call for each kind of operand; `first` is the argument before it.
function by_kind(t, first, plain, of_promise, of_thenable, of_any) {
  if (LITERAL.test(t)) return `${plain}(${first}${word(t)})`;
  if (FRESH.test(t)) return `${of_promise}(${first}${promise(t)})`;
  if (THENABLE.test(t)) return of_thenable ? `${of_thenable}(${first}${thenable(t)})` : `${of_promise}(${first}${promise(t)})`;
  return `${of_any}(${first}${operand(t)})`;
}
const awaited = t => by_kind(t, '', 'vow_await_value', 'vow_await', null, 'vow_fuzz_await');

const contains_try = ops => ops.some(x => x.op === 'try' || (x.body && contains_try(x.body)));

class Body {
  constructor(prefix, body) {
    Object.assign(this, { prefix, body, lines: [], count: 0, indent: '    ', tries: contains_try(body.ops) });
  }
  // A line may be a function: of what is known when the body is complete.
  put(line) { const indent = this.indent; this.lines.push(() => { const l = typeof line === 'function' ? line() : line; return l && indent + l; }); }
  inside(f) { const indent = this.indent; this.indent += '    '; f(); this.indent = indent; }
  keep(name) { if (this.tries) this.put(`KEEP(${name});`); }
  name(b) { return `${this.prefix}_b${b}`; }

  // The way out of the blocks around, which are, outermost first: loops, and parts of a try whose finally must run. Out of
  // such a part one goes to its end, and from behind the finally further out.
  leave(kind, around, value) {
    const from = kind === 'RETURN' ? around : around.slice(around.findLastIndex(x => x.loop) + 1);
    const part = from.findLast(x => x.part);
    if (!part) { this.put(kind === 'RETURN' ? `return ${value};` : kind === 'BREAK' ? 'break;' : 'continue;'); return; }
    part.kinds.add(kind);
    part.parts.add(part.part);
    if (kind === 'RETURN') this.put(`result_${part.id} = ${value};`);
    this.put(`leave_${part.id} = ${kind};`);
    this.put(`goto out_${part.id}_${part.part};`);
  }
  give_back(t, around) {
    const kind = this.body.kind, protected_ = around.some(x => x.part);
    const value = kind === 'gen' ? awaited(t) : kind === 'fn' ? word(t)
      : by_kind(t, '', '', 'vow_adopt', 'vow_adopt_thenable', 'returned');
    if (kind === 'fn') this.leave('RETURN', around, value);
    else this.put(protected_ ? `vow_return(${value});` : `return ${value};`);
  }
  caught(around) {
    this.put('a = e;');
    // A closing iterator may have thrown on the way out.
    for (const x of around) if (x.part) this.put(() => x.kinds.size && `leave_${x.id} = STAY;`);
  }
  try_(x, around) {
    if (!x.f) {
      this.put('VOW_TRY {'); this.block(x.body, around);
      this.put('} VOW_CATCH(e) {'); this.inside(() => this.caught(around)); this.block(x.c, around);
      this.put('} VOW_END'); return;
    }
    const id = ++this.count, own = { id, kinds: new Set(), parts: new Set() };
    const part = name => [...around, Object.assign(Object.create(own), { part: name })];
    const ending = name => this.put(() => own.parts.has(name) && `out_${id}_${name}: ;`);
    this.put('{');
    this.inside(() => {
      this.put(() => own.kinds.size && `enum way leave_${id} = STAY;`);
      this.put(() => own.kinds.size && `KEEP(leave_${id});`);
      this.put(() => own.kinds.has('RETURN') && `vow_value result_${id} = VOW_UNDEFINED;`);
      this.put(() => own.kinds.has('RETURN') && `KEEP(result_${id});`);
      this.put('VOW_TRY_FINALLY {'); this.block(x.body, part('body')); ending('body');
      if (x.c) {
        this.put('} VOW_CATCH(e) {'); this.inside(() => this.caught(part('catch')));
        this.block(x.c, part('catch')); ending('catch');
      }
      this.put('} VOW_FINALLY {'); this.block(x.f, around);
      this.put('} VOW_END');
      for (const kind of own.kinds) {
        this.put(`if (leave_${id} == ${kind}) {`);
        this.inside(() => this.leave(kind, around, `result_${id}`));
        this.put('}');
      }
    });
    this.put('}');
  }
  // Declares what the iterator needs, and gives its expression.
  iterator(a, id) {
    if (a[0][0] === 'g') return `vow_iterate(vow_generator_retain(G(${a[0].slice(1)})))`;
    if (a[0].startsWith('it')) {
      this.put(`struct user user_${id};`);
      return `vow_fuzz_open_user(&user_${id}, &${this.prefix}_${a[0]})`;
    }
    const values = a.slice(2), plain = values.every(t => LITERAL.test(t));
    this.put(`struct vow_array_iterator array_${id};`);
    if (!values.length) return `vow_iterate_values(&array_${id}, NULL, 0)`;
    this.put(`${plain ? 'vow_value ' : 'struct vow_promise *'}values_${id}[${values.length}];`);
    values.forEach((t, i) => this.put(`values_${id}[${i}] = ${plain ? word(t) : promise(t)};`));
    return `vow_iterate_${plain ? 'values' : 'promises'}(&array_${id}, values_${id}, ${values.length})`;
  }
  with_iterator(a, use) {
    const id = ++this.count;
    this.put('{'); this.inside(() => {
      const iterator = this.iterator(a, id);
      use(id, a[0][0] === 'g' ? `if (G(${a[0].slice(1)}))` : null, iterator);
    }); this.put('}');
  }
  for_await(x, around) {
    this.with_iterator(x.a, (id, unless, iterator) => {
      this.put(`int round_${id} = -1;`);
      this.keep(`round_${id}`);
      if (unless) this.put(unless);
      this.put(`VOW_FOR_AWAIT(item, ${iterator}) {`);
      this.inside(() => { this.put(`round_${id}++;`); this.put('a = item.value;'); });
      this.block(x.body, [...around, { loop: id }]);
      this.put('}');
    });
  }
  combine(x) {
    const [k, n, ...values] = x.a;
    const name = x.op === 'settled' ? 'vow_fuzz_all_settled' : `vow_promise_${x.op}`;
    if (!values.length) {
      if (x.op === 'race') this.put('vow_fuzz_races_of_nothing++;');
      return this.put(`vow_fuzz_slots_set(${k}, ${name}(NULL, 0));`);
    }
    this.put('{'); this.inside(() => {
      this.put(`struct vow_promise *promises[${n}];`);
      values.forEach((t, i) => this.put(`promises[${i}] = ${promise(t)};`));
      this.put(`vow_fuzz_slots_set(${k}, ${name}(promises, ${n}));`);
    }); this.put('}');
  }
  with_word(t, line) {
    this.put('{'); this.inside(() => { this.put(`vow_value word = ${word(t)};`); this.put(line); }); this.put('}');
  }
  callback(b, kind) { return b === '-' ? 'NULL' : `${this.name(b)}_${kind}`; }
  block(ops, around) { this.inside(() => ops.forEach(x => this.op(x, around))); }
  op(x, around) {
    const a = x.a, put = s => this.put(s);
    const slot = (k, s) => `vow_fuzz_slots_set(${k}, ${s});`;
    const if_ = (condition, s) => { put(`if (${condition})`); put('    ' + s); };
    const from = j => `P(${j})`, kept = j => `vow_promise_retain(P(${j}))`;
    switch (x.op) {
      case 'log': return put(`vow_fuzz_line("${a[0]}");`);
      case 'acc': return put(`vow_fuzz_line("${a[0]}=%s", vow_fuzz_show(a));`);
      case 'set': return a[0] === 'a' ? undefined : put(`a = ${word(a[0])};`);
      case 'new': return put(`new_promise(${a[0]});`);
      case 'res': return if_(`R(${a[0]})`, by_kind(a[1], `vow_promise_retain(R(${a[0]})), `, 'vow_promise_resolve',
                                                   'vow_promise_adopt', 'vow_promise_adopt_thenable', 'resolve') + ';');
      case 'rej': return if_(`R(${a[0]})`, `vow_promise_reject(vow_promise_retain(R(${a[0]})), ${word(a[1])});`);
      case 'mk': return put(slot(a[0], promise(a[1])));
      case 'mkrej': return put(slot(a[0], `vow_promise_rejected(${word(a[1])})`));
      case 'obs': return if_(from(a[1]), `observe(${kept(a[1])}, "${a[0]}");`);
      case 'then': return if_(from(a[1]), slot(a[0],
        `vow_promise_then(${kept(a[1])}, ${this.callback(a[2], 'then')}, ${this.callback(a[3], 'then')}, NULL)`));
      case 'pcatch':
        return if_(from(a[1]), slot(a[0], `vow_promise_catch(${kept(a[1])}, ${this.callback(a[2], 'then')}, NULL)`));
      case 'pfinally':
        return if_(from(a[1]), slot(a[0], `vow_promise_finally(${kept(a[1])}, ${this.callback(a[2], 'finally')}, NULL)`));
      case 'all': case 'any': case 'race': case 'settled': return this.combine(x);
      case 'call': return this.with_word(a[2], `vow_fuzz_slots_set(${a[0]}, vow_call(&${this.name(a[1])}_fn, &word, sizeof word));`);
      case 'gen':
        return this.with_word(a[2], `vow_fuzz_slots_set_generator(${a[0]}, vow_generate(&${this.name(a[1])}_fn, &word, sizeof word));`);
      case 'gnext': case 'gthrow':
        return if_(`G(${a[1]})`, slot(a[0], `vow_generator_${x.op.slice(1)}(G(${a[1]}), ${word(a[2])})`));
      case 'gret':
        return if_(`G(${a[1]})`, slot(a[0], by_kind(a[2], `G(${a[1]}), `, 'vow_generator_return', 'vow_generator_return_promise',
                                                    'vow_generator_return_thenable', 'return_any')));
      case 'timer': return this.with_word(a[3], `set_timer(${a[0]}, ${a[1]}, ${this.name(a[2])}_job, word);`);
      case 'clear': return if_(`vow_fuzz_slots.timer[${a[0]}]`, `vow_timer_stop(&vow_fuzz_slots.timer[${a[0]}]->timer);`);
      case 'micro': return put(`queue_microtask(${this.name(a[0])}_job, ${word(a[1])});`);
      case 'await': return put(`a = ${awaited(a[0])};`);
      case 'yield': return put(`a = ${by_kind(a[0], 'self, ', 'vow_yield', 'vow_yield_promise', null, 'yield_any')};`);
      case 'ystar': return this.with_iterator(a, (id, unless, iterator) => {
        if (unless) put(unless);
        put(`${unless ? '    ' : ''}a = vow_yield_star(self, ${iterator});`);
      });
      case 'forawait': return this.for_await(x, around);
      case 'at':
        put(`if (round_${around.findLast(l => l.loop).loop} == ${a[0]}) {`); this.block(x.body, around); return put('}');
      case 'break': return this.leave('BREAK', around);
      case 'cont': return this.leave('CONTINUE', around);
      case 'throw': return put(`vow_throw(${word(a[0])});`);
      case 'ret': return this.give_back(a[0], around);
      case 'try': return this.try_(x, around);
      default: throw new Error('op? ' + x.op);
    }
  }
  // What surrounds a body: its object, and how callbacks and jobs call it.
  text() {
    const { kind, id, ops } = this.body, name = this.name(id);
    const parameters = { fn: 'vow_value a', async: 'void *argument', gen: 'struct vow_generator *self, void *argument' }[kind];
    const head = [`static vow_value ${name}(${parameters})`, '{'];
    if (kind !== 'fn') head.push('    vow_value a = *(vow_value *)argument;');
    if (kind === 'gen') head.push('    (void)self;');
    if (this.tries) head.push('    KEEP(a);');
    head.push('    (void)a;');
    this.indent = '';
    this.block(ops, []);
    const wrappers = kind === 'gen' ? `GENERATOR(${name})` : kind === 'async' ? `ASYNC(${name})` : `FUNCTION(${name})`;
    return [...head, ...this.lines.map(f => f()).filter(Boolean), '    return VOW_UNDEFINED;', '}', wrappers, ''].join('\n');
  }
}

function write(seed) {
  const program = parse(generate(seed)), prefix = 's' + seed;
  const iterators = program.iters.map(d => `static const struct declaration ${prefix}_it${d.id} __attribute__((unused)) = `
    + `{ ${d.id}, ${d.kind === 'async'}, ${d.n}, "${d.mode}", "${d.ret}", "${d.thr}" };\n`);
  const bodies = program.bodies.map(b => new Body(prefix, b).text()).reverse();
  return `/* ---- seed ${seed} ---- */\n${iterators.join('')}\n${bodies.join('\n')}`
    + `const struct runnable ${prefix} = { .seed = ${seed}, .start = ${prefix}_b0_start };\n\n`;
}

let text = '/* SPDX-License-Identifier: MIT */\n/* Made by oracle/to_c.js. */\n#include "compiled.h"\n\n';
for (const seed of process.argv.slice(2)) text += write(+seed);
process.stdout.write(text);
