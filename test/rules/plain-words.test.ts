import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

/**
 * Words that the project gave up, with the word that it uses. `docs/glossary.md` has the words that it keeps.
 */
const RETIRED: readonly (readonly [RegExp, string])[] = [
  [/\bstand-?ins?\b/i, 'emulator or fake'],
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bwitness(ed)?\b/i, 'delivery log'],
  [/\bvetted\b/i, 'clean copies'],
  [/\bwaiting ?letters/i, 'dead-letter queue'],
  [/\bBrokenAlarm/, 'operator alarm'],
  [/\binkless\b/i, 'text without pixels'],
  [/\bdesk\b/i, 'dashboard'],
  [/\bjournal\b/i, 'event log'],
  [/\ballowances?\b/i, 'rate limiter'],
  [/\bunsettledSince\b/, 'out of sync'],
  [/\bin-memory twins?\b/i, 'fake'],
];

/** Reading and its tests quote reports, which use every word; ADRs keep the words of their day. */
const QUOTES_REPORTS = /^(shared\/report|test\/report|test\/fixtures|docs\/adr|test\/rules|samples)\//;

test('code and docs use no retired word', () => {
  const found = trackedFiles(/\.(ts|mjs|js|md|yaml|css|json)$/)
    .filter((file) => !QUOTES_REPORTS.test(file))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          RETIRED.filter(([word]) => word.test(line)).map(
            ([word, instead]) => `${file}:${index + 1}: ${word.exec(line)?.[0]} (say: ${instead})`,
          ),
        ),
    );
  expect(found).toEqual([]);
});

/** The line width of the formatter, which leaves comments alone. */
const LONGEST_COMMENT = 110;

test(`no line of a comment is longer than ${LONGEST_COMMENT} columns`, () => {
  const long = trackedFiles(/\.(ts|mjs|js)$/)
    .filter((file) => !/^test\/fixtures\/|^docs\/write-findings/.test(file))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          /^\s*(\/\/|\/\*|\*)/.test(line) &&
          line.length > LONGEST_COMMENT &&
          !/https?:\/\/|biome-ignore|@(?:property|typedef)/.test(line)
            ? [`${file}:${index + 1}`]
            : [],
        ),
    );
  expect(long).toEqual([]);
});
