import { oneLine } from '#shared/domain/escape.ts';
import { isShown, type ListingYear, newestFirst, revisionOf, withdrawnDays } from '#shared/domain/listing.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { reviewCards, withdrawnLine } from './review-card.ts';
import { counted } from './shown-words.ts';
import { contentNote } from './support-lines.ts';

/** Path of a year's page. */
export const yearPagePath = (year: number): string => `/reviews/${year}/`;

/** `/reviews/<year>/`: the reviews whose permanent addresses are of that year. Needs that year only. */
export function renderYearPage({ year, entries }: Required<ListingYear>, settings: Settings): string {
  const listed = newestFirst(entries);
  const content = html`<h1 class="govuk-heading-xl">Reviews of ${year}</h1>
${listed.length === 0 ? html`<p class="govuk-body">No review of ${year} is published.</p>\n` : html`${contentNote()}<p class="govuk-body">${counted(listed.length, 'review')}</p>\n${reviewCards(listed, 2)}`}${withdrawnLine(withdrawnDays(entries))}`;
  return renderPage(
    {
      title: `Reviews of ${year}`,
      path: yearPagePath(year),
      content,
      breadcrumbs: [
        { text: oneLine(settings.publisher.heading), path: '/' },
        { text: 'All years', path: '/reviews/' },
      ],
      revision: String(revisionOf(entries)),
      description: `Safeguarding practice reviews of ${year}, published by ${settings.publisher.name}.`,
    },
    settings,
  );
}

/** `/reviews/`: every year that has something to show. Needs to know of each year whether it is shown. */
export function renderYears(years: readonly ListingYear[], settings: Settings): string {
  const shown = years.filter(isShown);
  const content = html`<h1 class="govuk-heading-xl">Reviews by year</h1>
${
  shown.length === 0
    ? html`<p class="govuk-body">No review has been published yet.</p>`
    : html`<ul class="govuk-list year-list">
${shown.map(({ year }) => html`<li><a class="govuk-link" href="${yearPagePath(year)}">${year}</a></li>\n`)}</ul>`
}`;
  return renderPage(
    {
      title: 'Reviews by year',
      path: '/reviews/',
      content,
      breadcrumbs: [{ text: oneLine(settings.publisher.heading), path: '/' }],
      revision: shown.map(({ year }) => year).join(' '),
    },
    settings,
  );
}
