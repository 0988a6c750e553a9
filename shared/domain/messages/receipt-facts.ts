import { isolate, oneLine, plainText } from '../escape.ts';
import { languageName } from '../language-name.ts';
import { inWords } from '../partial-date.ts';
import type { Fact, Facts } from '../review/fact.ts';
import type { ReviewType } from '../settings.ts';

/** A fact for an officer. `from` is its source. A missing fact has no value. */
export interface FactRow {
  readonly label: string;
  readonly value?: string;
  readonly from?: string;
}

/** Every fact of a review with its source. */
export function factRows(facts: Facts, types: readonly ReviewType[]): FactRow[] {
  const typeName = (code: string) => types.find((type) => type.code === code)?.name ?? code;
  return [
    row('Title', facts.title, String),
    row('Type', facts.type, typeName),
    facts.publishedOn === undefined
      ? { label: 'Published on', value: 'not stated, so the day on which it becomes public' }
      : row('Published on', facts.publishedOn, (date) => inWords(date)),
    row('Reported on', facts.reportedOn, (date) => inWords(date)),
    row('Reviewers', facts.reviewers, (names) => names.join(', ')),
    row('Partnership', facts.partnership, String),
    languageRow(facts.language),
    row('Summary', facts.summary, plainText),
    ...(facts.pages === 0 ? [] : [{ label: 'Pages', value: String(facts.pages) }]),
  ];
}

/** Every fact of a review with its source, as lines of a receipt. Missing facts are listed too. */
export function factLines(facts: Facts, types: readonly ReviewType[]): string {
  const lines = factRows(facts, types).flatMap(({ label, value, from }) => [
    `  ${label}: ${value === undefined ? 'not found' : isolate(value)}`,
    ...(from === undefined ? [] : [`    from ${from}`]),
  ]);
  return ['What was read, and where it was found:', ...lines].join('\n');
}

/** The language is detected from most words; the report does not state it. */
function languageRow(fact: Fact<string> | undefined): FactRow {
  const shown = row('Language', fact, (code) => languageName(code));
  return fact?.provenance.source === 'report' ? { ...shown, from: 'most of the text' } : shown;
}

function row<T>(label: string, fact: Fact<T> | undefined, shown: (value: T) => string): FactRow {
  return fact === undefined ? { label } : { label, value: oneLine(shown(fact.value)), from: foundAt(fact) };
}

function foundAt({ provenance }: Fact<unknown>): string {
  switch (provenance.source) {
    case 'note':
      return 'your review note';
    case 'clock':
      return 'the day it becomes public: the report states no publication date';
    case 'report':
    case 'picture': {
      const where = provenance.source === 'picture' ? 'a picture on page' : 'page';
      const words = oneLine(provenance.words);
      const short = words.length > 80 ? `${words.slice(0, 77).trimEnd()}...` : words;
      return words === ''
        ? `${where} ${provenance.page}`
        : `${where} ${provenance.page}: "${isolate(short)}"`;
    }
  }
}
