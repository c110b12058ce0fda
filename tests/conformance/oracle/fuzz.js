'use strict';
// SPDX-License-Identifier: MIT
// The command line of the generator, the Node runner and the model. See FUZZ_FORMAT.md for the program form.
//   node fuzz.js gen SEED [features]        print the program
//   node fuzz.js run SEED|FILE [--real]     trace by Node's own promises/async functions/async generators
//   node fuzz.js model SEED|FILE [--node20] trace by the ECMA-262 step-by-step model
//   node fuzz.js js SEED|FILE               the JavaScript the program is compiled to
//   node fuzz.js check FROM TO [features]   determinism, termination, Node versus model, statistics
//   node fuzz.js batch FROM TO [features]   a line of JSON for each seed: its program, its trace by the model, and how
//                                           many bodies are suspended for ever when it ends
//   node fuzz.js seeds SEED,SEED,...        the same for some seeds
//   node fuzz.js models                     the same for programs that come as lines of JSON on standard input
const fs = require('fs');
const { ALL_FEATURES, generate } = require('./generate.js');
const { runModel } = require('./model.js');
const { compile, runNative } = require('./node.js');
const { parse } = require('./parse.js');

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
main();
