import { oneLine, plainText } from '#shared/domain/escape.ts';
import { inWords, type PartialDate, precisionOf } from '#shared/domain/partial-date.ts';
import { type Html, html } from './html.ts';
import { PAGE_LANGUAGE } from './layout.ts';

/** ` lang="cy"` where a text is not in the page's own language. */
export function languageAttribute(language: string): Html | undefined {
  return language === PAGE_LANGUAGE ? undefined : html` lang="${language}"`;
}

/** A date as readers read it and machines too; `datetime` allows a day, a month or a year. */
export function shownDate(date: PartialDate): Html {
  return html`<time datetime="${date}">${inWords(date)}</time>`;
}

/** `on 24 April 2024`, `in April 2024`. */
export function whenInWords(date: PartialDate): string {
  return `${precisionOf(date) === 'day' ? 'on' : 'in'} ${inWords(date)}`;
}

/** `179 KB`, `1.4 MB`: kilobytes of 1,024 bytes, as file managers count. */
export function sizeInWords(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1) return `${bytes} bytes`;
  return kilobytes < 1000 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** `1 page`, `2 pages`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** Text as paragraphs: an empty line ends one. */
export function paragraphs(text: string, attributes?: Html): Html[] {
  return plainText(text)
    .split(/\n\s*\n/)
    .map(oneLine)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => html`<p class="govuk-body"${attributes} dir="auto">${paragraph}</p>\n`);
}
