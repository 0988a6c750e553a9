import { oneLine, plainText } from '#shared/domain/escape.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import { inWords, type PartialDate } from '#shared/domain/partial-date.ts';
import { type Html, html } from './html.ts';
import type { Words } from './words.ts';

/** ` lang="cy"` if a text is not in the page's language. */
export function languageAttribute(language: string, words: Words): Html | undefined {
  return language === words.language ? undefined : html` lang="${language}"`;
}

/** A `time` element; `datetime` accepts a day, a month or a year. */
export function shownDate(date: PartialDate, words: Words): Html {
  return html`<time datetime="${date}">${dateInWords(date, words)}</time>`;
}

/** `24 April 2024`, `24 Ebrill 2024`. */
export function dateInWords(date: PartialDate, words: Words): string {
  return inWords(date, words.language === 'cy' ? 'cy' : 'en');
}

/** `179 KB`, `1.4 MB`: kilobytes of 1,024 bytes, as file managers count. */
export function sizeInWords(bytes: number, { review }: Words): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1) return fill(review.bytes, { size: String(bytes) });
  return kilobytes < 1000
    ? fill(review.kilobytes, { size: String(Math.round(kilobytes)) })
    : fill(review.megabytes, { size: (kilobytes / 1024).toFixed(1) });
}

/** Plural forms of a countable noun. Welsh has a form for two. */
interface Counted {
  readonly one: string;
  readonly two?: string;
  readonly other: string;
}

/** `1 page`, `2 pages`. */
export function counted(count: number, { one, two, other }: Counted): string {
  const form = count === 1 ? one : count === 2 ? (two ?? other) : other;
  return fill(form, { count: count.toLocaleString('en-GB') });
}

/** Text as paragraphs, split at empty lines. */
export function paragraphs(text: string, attributes?: Html): Html[] {
  return plainText(text)
    .split(/\n\s*\n/)
    .map(oneLine)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => html`<p class="govuk-body"${attributes} dir="auto">${paragraph}</p>\n`);
}
