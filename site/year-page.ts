import { oneLine } from '#shared/domain/escape.ts';
import { newestFirst, revisionOf, withdrawnDays } from '#shared/domain/listing/listing.ts';
import {
  isShown,
  type LoadedYearPage,
  newerYearPage,
  type YearPage,
  type YearPageKey,
  yearPagePath,
} from '#shared/domain/listing/year-page.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html } from './html.ts';
import { counted } from './in-words.ts';
import { renderPage } from './layout.ts';
import { reviewCards, withdrawnLine } from './review-card.ts';
import { foldedContentNote } from './support-lines.ts';
import { said, type Words, wordsOf } from './words.ts';

/** `/reviews/<year>/`, `/reviews/<year>-2/`: the reviews of one year page. */
export function renderYearPage(
  yearPage: LoadedYearPage,
  yearPages: readonly YearPage[],
  settings: Settings,
): string {
  const { year, entries } = yearPage;
  const listed = newestFirst(entries);
  const later = newerYearPage(yearPages, yearPage);
  const earlier = yearPage.part > 1 ? { year, part: yearPage.part - 1 } : undefined;
  const isOneOfSeveral = earlier !== undefined || later?.year === year;
  const words = wordsOf(settings);
  const values = { year: String(year), part: String(yearPage.part) };
  const title = fill(isOneOfSeveral ? words.years.part : words.years.year, values);
  const none = fill(isOneOfSeveral ? words.years.noneInPart : words.years.none, values);
  const reviews = counted(listed.length, words.list.count);
  const count = isOneOfSeveral ? fill(words.years.countInPart, { reviews }) : reviews;
  const content = html`<h1 class="govuk-heading-xl">${title}</h1>
${listed.length === 0 ? html`<p class="govuk-body">${none}</p>\n` : html`${foldedContentNote(words)}<p class="govuk-body result-count">${count}</p>\n${reviewCards(listed, 2, words)}`}${withdrawnLine(withdrawnDays(entries), words)}${earlier && wayTo(earlier, words.years.earlier)}${later?.year === year && wayTo(later, words.years.later)}`;
  return renderPage(
    {
      title,
      path: yearPagePath(yearPage),
      content,
      breadcrumbs: [
        { text: oneLine(settings.publisher.heading), path: '/' },
        { text: words.frame.years, path: '/reviews/' },
      ],
      revision: String(revisionOf(entries)),
      description: fill(words.years.description, { ...values, publisher: settings.publisher.name }),
    },
    settings,
  );
}

/** Link to another page of the same year. */
function wayTo(yearPage: YearPageKey, sentence: string): Html {
  const text = fill(sentence, { year: String(yearPage.year), part: String(yearPage.part) });
  return html`<p class="govuk-body"><a class="govuk-link" href="${yearPagePath(yearPage)}">${text}</a></p>\n`;
}

/** `/reviews/`: every year with a public review, and its pages. */
export function renderYears(yearPages: readonly YearPage[], settings: Settings): string {
  const years = [...Map.groupBy(yearPages.filter(isShown), ({ year }) => year)];
  const words = wordsOf(settings);
  const content = html`<h1 class="govuk-heading-xl">${words.years.heading}</h1>
${
  years.length === 0
    ? html`<p class="govuk-body">${words.list.none}</p>`
    : html`<ul class="govuk-list year-list">
${years.map(([year, its]) => html`<li${its.length > 1 && html` id="in-${year}"`}>${its.length > 1 ? severalYearPages(year, its, words) : linkTo({ year, part: 1 }, String(year))}</li>\n`)}</ul>`
}`;
  return renderPage(
    {
      title: words.years.heading,
      path: '/reviews/',
      content,
      description: fill(words.list.description, { publisher: settings.publisher.name }),
      breadcrumbs: [{ text: oneLine(settings.publisher.heading), path: '/' }],
      revision: years.map(([year, { length }]) => (length > 1 ? `${year}.${length}` : year)).join(' '),
    },
    settings,
  );
}

/** `2026: part 1, part 2, part 3`. */
function severalYearPages(year: number, yearPages: readonly YearPageKey[], { years }: Words): Html {
  const links = yearPages.toReversed().map((yearPage, index) => {
    const text = fill(years.partLink, { part: String(yearPage.part) });
    return html`${index > 0 && ', '}${linkTo(yearPage, text)}`;
  });
  return said(years.parts, { year: String(year), parts: html`${links}` });
}

function linkTo(yearPage: YearPageKey, text: string): Html {
  return html`<a class="govuk-link" href="${yearPagePath(yearPage)}">${text}</a>`;
}
