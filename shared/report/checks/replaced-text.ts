import type { Finding } from '#shared/domain/review/finding.ts';
import type { Check } from './check.ts';
import { masked } from './mask.ts';

/** Letters and digits of a text that no page shows. Shorter ones stand for signs: `->` is read as "to". */
const FEWEST = 3;

/** `ActualText` that says other words than any page shows: copying and screen readers bring it out. */
export const replacedText: Check = ({ report }) => {
  const replaced = report.carried.filter(({ replaces }) => replaces);
  if (replaced.length === 0) return [];
  const shown = lettersOf(
    report.pages
      .flatMap(({ lines, footnoteMarks = [] }) => [...lines, ...footnoteMarks])
      .map(({ text }) => text),
  );
  const told = new Set(
    replaced
      .map(({ text }) => text)
      .filter((text) => lettersOf([text]).length >= FEWEST && !shown.includes(lettersOf([text]))),
  );
  return [...told].map(
    (text): Finding => ({
      code: 'invisible-text',
      message: `Words that no page shows are copied or read aloud in place of others: “${masked(text)}”.`,
    }),
  );
};

const lettersOf = (texts: readonly string[]): string =>
  texts
    .join('')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
