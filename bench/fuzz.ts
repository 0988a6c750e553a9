import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import { mutate, seeded } from '../test/support/pdf/mutate.ts';
import { checkUsage, readOptions } from './check-usage.ts';
import { pdfsBelow } from './pdfs-below.ts';

const USAGE = `npm run fuzz -- [--times 2000] [--seed 1] [FOLDER...]
Damages the PDFs below the folders (samples and fixtures by default) and examines each. Status 1 if one hangs, exhausts memory
or crashes the process; that file is kept.`;

const { values, positionals } = readOptions(USAGE, {
  allowPositionals: true,
  options: { times: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const root = path.resolve(import.meta.dirname, '..');
const folders =
  positionals.length > 0
    ? positionals
    : ['samples', 'test/fixtures'].map((folder) => path.join(root, folder));
checkUsage(USAGE, folders);
const files: { name: string; bytes: Uint8Array }[] = [];
for (const folder of folders) {
  for (const name of pdfsBelow(folder)) {
    files.push({ name, bytes: await readFile(path.join(folder, name)) });
  }
}
const first = Number(values.seed);
const last = first + Number(values.times) - 1;
const outcomes = new Map<string, number>();
let down: string | undefined;
let failures = 0;
const examiner = isolatedExaminer({
  types: [],
  onStopped: (how) => {
    down = how;
  },
});
const started = performance.now();
let slowest = 0;
for (let seed = first; seed <= last; seed += 1) {
  const random = seeded(seed);
  const file = files[random(files.length)];
  if (!file) throw new Error(`There is no PDF in ${folders.join(', ')}`);
  const bytes = mutate(file.bytes, random);
  down = undefined;
  const before = performance.now();
  const examination = await examiner.examine(bytes);
  slowest = Math.max(slowest, performance.now() - before);
  const outcome = down ?? (examination.readable ? 'readable' : examination.code);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  if (down !== undefined) {
    failures += 1;
    const kept = path.join(os.tmpdir(), `fuzz-${seed}.pdf`);
    await writeFile(kept, bytes);
    console.log(`seed ${seed} of ${file.name}: ${down}, kept as ${kept}`);
  }
  if ((seed - first + 1) % 250 === 0) console.log(`${seed - first + 1} ...`);
}
console.log(
  `${last - first + 1} damaged files in ${((performance.now() - started) / 1000).toFixed(0)} s, slowest ${slowest.toFixed(0)} ms:`,
  Object.fromEntries(outcomes),
  `${failures} that hung, took all memory or took the process down`,
);
process.exitCode = failures === 0 ? 0 : 1;
