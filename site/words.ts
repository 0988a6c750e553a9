import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html } from './html.ts';
import cy from './words/cy.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };

/** All words of the public pages. A missing translation does not compile. */
export type Words = typeof en;

const WORDS: Readonly<Record<Settings['publisher']['language'], Words>> = { 'en-GB': en, cy };

/** The words in the publisher's language. */
export function wordsOf({ publisher }: Pick<Settings, 'publisher'>): Words {
  return WORDS[publisher.language];
}

/** A sentence with values for its `{placeholders}`. Values are escaped unless they are markup. */
export function said(sentence: string, values: Readonly<Record<string, Html | string>>): Html {
  const parts = sentence.split(/\{(\w+)\}/);
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : (values[part] ?? `{${part}}`)))}`;
}
