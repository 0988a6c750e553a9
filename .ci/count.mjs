// Prints the last line of a run, from Vitest's own results: `node .ci/count.mjs RESULTS
// COMMANDS_THAT_FAILED`. In plain JavaScript, for whatever Node the machine has.
import { readFileSync } from 'node:fs';

const [file = '', commands = '0'] = process.argv.slice(2);
const results = read(file);
const tests = results.numFailedTests ?? 0;
// A file that did not load has no failed test, and a failed command may have no test at all.
const files = (results.testResults ?? []).filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
).length;
const failed = Math.max(tests + files, Number(commands));
const passed = results.numPassedTests ?? 0;
const skipped = (results.numPendingTests ?? 0) + (results.numTodoTests ?? 0);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`The tests left no results: ${error.message}`);
    return {};
  }
}
