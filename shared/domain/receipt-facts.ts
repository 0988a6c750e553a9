import { isolate, oneLine, plainText } from './escape.ts';
import type { Fact, Facts } from './fact.ts';
import { inWords } from './partial-date.ts';
import type { ReviewType } from './settings.ts';

/** Every fact of a review with where it was found, as lines of a receipt. What was not found says so. */
export function factLines(facts: Facts, types: readonly ReviewType[]): string {
  const typeName = (code: string) => types.find((type) => type.code === code)?.name ?? code;
  const lines = [
    ...line('Title', facts.title, String),
    ...line('Type', facts.type, typeName),
    ...(facts.publishedOn === undefined
      ? ['  Published on: not stated, so the day on which it becomes public']
      : line('Published on', facts.publishedOn, (date) => inWords(date))),
    ...line('Reported on', facts.reportedOn, (date) => inWords(date)),
    ...line('Reviewers', facts.reviewers, (names) => names.join(', ')),
    ...line('Partnership', facts.partnership, String),
    ...line('Language', facts.language, String),
    ...line('Summary', facts.summary, plainText),
    `  Pages: ${facts.pages}`,
  ];
  return ['What was read, and where it was found:', ...lines].join('\n');
}

function line<T>(label: string, fact: Fact<T> | undefined, shown: (value: T) => string): string[] {
  if (fact === undefined) return [`  ${label}: not found`];
  return [`  ${label}: ${isolate(oneLine(shown(fact.value)))}`, `    from ${foundAt(fact)}`];
}

function foundAt({ provenance }: Fact<unknown>): string {
  switch (provenance.source) {
    case 'note':
      return 'your review note';
    case 'clock':
      return 'the day it becomes public: the report states no publication date';
    case 'report': {
      const words = oneLine(provenance.words);
      const short = words.length > 80 ? `${words.slice(0, 77).trimEnd()}...` : words;
      return words === '' ? `page ${provenance.page}` : `page ${provenance.page}: "${isolate(short)}"`;
    }
  }
}
