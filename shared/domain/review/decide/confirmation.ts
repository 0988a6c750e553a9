import { oneLine } from '../../escape.ts';
import { inWords } from '../../partial-date.ts';
import type { Fact, Facts } from '../fact.ts';

/** Longer values begin a line of their own, so that a mail program may break it where it likes. */
const MOST_COLUMNS = 60;
/** What the note's reader takes for more than a letter at the beginning of a value, or before a remark. */
const SPECIAL = /^["'“‘[|>-]|#/;

/** The lines of a review note that confirm what was recognized in pictures: ready to be checked and sent. */
export function confirmationLines(facts: Facts | undefined): string[] {
  if (facts === undefined) return [];
  const { title, type, publishedOn, reviewers, partnership, summary } = facts;
  return [
    ...line('title', title, oneLine),
    ...line('type', type, oneLine),
    ...line('published', publishedOn, inWords),
    ...(isRecognized(reviewers)
      ? ['reviewers:', ...reviewers.value.map((name) => `  - ${oneLine(name)}`)]
      : []),
    ...line('partnership', partnership, oneLine),
    ...line('summary', summary, oneLine),
  ];
}

function line<T>(field: string, fact: Fact<T> | undefined, written: (value: T) => string): string[] {
  if (!isRecognized(fact)) return [];
  const value = written(fact.value);
  return value.length > MOST_COLUMNS || SPECIAL.test(value)
    ? [`${field}: >`, `  ${value}`]
    : [`${field}: ${value}`];
}

const isRecognized = <T>(fact: Fact<T> | undefined): fact is Fact<T> => fact?.provenance.source === 'picture';
