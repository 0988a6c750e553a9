import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: { schedules: { type: 'string' }, seed: { type: 'string' }, trace: { type: 'boolean' } },
});
const first = Number(values.seed ?? 1);
const count = Number(values.schedules ?? 1000);
const t = performance.now();
let bad = 0,
  calls = 0,
  faults = 0;
const kinds = new Map<string, number[]>();
for (let seed = first; seed < first + count; seed++) {
  const result = await simulate({ seed, trace: values.trace ? (line) => console.log(line) : undefined });
  calls += result.calls;
  faults += result.faults;
  if (result.broken.length > 0) {
    bad++;
    for (const b of new Set(
      result.broken.map((x) => x.replace(/upload-[a-z]|mk-[pn]-\d+|child-[a-z](-\d)?|\/reviews\/\S+/g, '*')),
    ))
      kinds.set(b, [...(kinds.get(b) ?? []), seed]);
  }
}
console.log({
  count,
  bad,
  ms: (performance.now() - t) / count,
  calls: calls / count,
  faults: faults / count,
});
console.log('cpu ms per schedule', process.cpuUsage().user / 1000 / count);
for (const [k, v] of kinds) console.log(v.length, k, v.slice(0, 6).join(' '));
