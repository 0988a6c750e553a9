import { oneLine, plainText, safeAddress } from '#shared/domain/escape.ts';
import {
  compareText,
  type FirstPage,
  revisionOf,
  TYPE_FEEDS,
  withdrawnDays,
} from '#shared/domain/listing/listing.ts';
import { distinctThemes } from '#shared/domain/listing/themes.ts';
import { isShown, type YearPage, yearPageName } from '#shared/domain/listing/year-page.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html } from './html.ts';
import { counted } from './in-words.ts';
import { renderPage } from './layout.ts';
import { reviewCards, withdrawnLine } from './review-card.ts';
import { inReportsSection, searchForm } from './search-form.ts';
import { foldedContentNote } from './support-lines.ts';
import { type Words, wordsOf } from './words.ts';

/** `/`: heading, introduction, the newest reviews, and links to older years. */
export function renderIndex(
  { window, listed, next }: FirstPage,
  yearPages: readonly YearPage[],
  settings: Settings,
): string {
  const entries = window.flatMap((yearPage) => yearPage.entries);
  const years = [...new Set(yearPages.filter(isShown).map(({ year }) => year))];
  const older = next === undefined ? [] : years.filter((year) => year <= next.year);
  const heading = oneLine(settings.publisher.heading);
  const words = wordsOf(settings);
  const types = distinct(listed.map((entry) => [entry.type, oneLine(entry.typeName)]));
  const content = html`<h1 class="govuk-heading-xl"><bdi>${heading}</bdi></h1>
<details class="folded">
<summary class="folded__summary">${words.list.about}</summary>
<div class="introduction">
${introduction(settings)}</div>
<p class="govuk-body"><a class="govuk-link govuk-link--no-visited-state" href="/subscribe/">${words.list.subscribe}</a></p>
</details>
${foldedContentNote(words)}${searchForm(
  {
    years,
    types,
    themes: distinct(distinctThemes(listed.flatMap((entry) => entry.themes)).map((theme) => [theme, theme])),
  },
  settings,
)}<h2 class="govuk-heading-l results-heading" id="results-heading">${words.list.heading}</h2>
<p class="govuk-body result-count" id="result-count" tabindex="-1">${countLine(listed.length, next !== undefined, words)}</p>
<p class="govuk-body" id="in-reports-way" hidden><a class="govuk-link" href="#in-reports">${words.inReports.heading}</a></p>
${listed.length > 0 && reviewCards(listed, 3, words)}${inReportsSection(yearPages.filter(isShown).map(yearPageName), words)}${older.length > 0 && olderYears(older, yearPages, words)}${withdrawnLine(withdrawnDays(entries), words)}`;
  return renderPage(
    {
      title: heading,
      path: '/',
      content,
      revision: window
        .map((yearPage) => `${yearPageName(yearPage)}.${revisionOf(yearPage.entries)}`)
        .join(' '),
      description: fill(words.list.description, { publisher: settings.publisher.name }),
      script: 'search',
      head: html`${types.map(({ value, text }) => alternates(`${heading}: ${text}`, TYPE_FEEDS + value))}`,
    },
    settings,
  );
}

/** Links that let feed readers discover the feed of each review type. */
function alternates(title: string, address: string): Html {
  return html`<link rel="alternate" type="application/feed+json" title="${title}" href="${address}.json">
<link rel="alternate" type="application/atom+xml" title="${title}" href="${address}.atom">
`;
}

function countLine(listed: number, isMore: boolean, { list }: Words): string {
  const reviews = counted(listed, list.count);
  if (isMore) return fill(list.newest, { reviews });
  return listed === 0 ? list.none : reviews;
}

/** The introduction's paragraphs, with the link where `{link}` stands. */
function introduction({ publisher }: Settings): Html[] {
  const address = publisher.link && safeAddress(publisher.link.url);
  const link =
    publisher.link === undefined || address === undefined
      ? ''
      : html`<a class="govuk-link" href="${address}">${oneLine(publisher.link.text)}</a>`;
  return plainText(publisher.introduction)
    .split(/\n\s*\n/)
    .map(oneLine)
    .map((paragraph) => {
      const [before, ...after] = paragraph.split('{link}');
      return html`<p class="govuk-body">${before ?? ''}${after.map((text) => [link, text])}</p>\n`;
    });
}

/** Links to the years that this page does not show. A year of several pages links to the list of them. */
function olderYears(years: readonly number[], yearPages: readonly YearPage[], words: Words): Html {
  const several = new Set(yearPages.filter(({ full }) => full).map(({ year }) => year));
  return html`<h2 class="govuk-heading-m">${words.list.older}</h2>
<ul class="govuk-list year-list">
${years.map((year) => html`<li><a class="govuk-link" href="/reviews/${several.has(year) ? `#in-${year}` : `${year}/`}">${year}</a></li>\n`)}</ul>
`;
}

/** Distinct pairs of value and text, by text. */
function distinct(pairs: readonly (readonly string[])[]): { value: string; text: string }[] {
  return [...new Map(pairs.map(([value = '', text = '']) => [value, text]))]
    .map(([value, text]) => ({ value, text }))
    .sort((a, b) => compareText(a.text, b.text));
}
