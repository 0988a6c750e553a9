import { oneLine } from '#shared/domain/escape.ts';
import { newestFirst, revisionOf, withdrawnDays } from '#shared/domain/listing.ts';
import {
  isShown,
  type ListingPart,
  newerPart,
  type PartKey,
  partPagePath,
  type ReadPart,
} from '#shared/domain/part.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html } from './html.ts';
import { renderPage } from './layout.ts';
import { reviewCards, withdrawnLine } from './review-card.ts';
import { counted } from './shown-words.ts';
import { contentNote } from './support-lines.ts';

/**
 * `/reviews/<year>/`, `/reviews/<year>-2/`: the reviews whose permanent addresses are of that year, a hundred to a page.
 * Needs that part, and whether there is a newer one of its year.
 */
export function renderPartPage(part: ReadPart, parts: readonly ListingPart[], settings: Settings): string {
  const { year, entries } = part;
  const listed = newestFirst(entries);
  const later = newerPart(parts, part);
  const earlier = part.part > 1 ? { year, part: part.part - 1 } : undefined;
  const isOneOfSeveral = earlier !== undefined || later?.year === year;
  const title = isOneOfSeveral ? `Reviews of ${year}, part ${part.part}` : `Reviews of ${year}`;
  const content = html`<h1 class="govuk-heading-xl">${title}</h1>
${listed.length === 0 ? html`<p class="govuk-body">No review of ${isOneOfSeveral ? 'this part' : year} is published.</p>\n` : html`${contentNote()}<p class="govuk-body">${counted(listed.length, 'review')}${isOneOfSeveral && ' in this part'}</p>\n${reviewCards(listed, 2)}`}${withdrawnLine(withdrawnDays(entries))}${earlier && wayTo(earlier, 'Earlier')}${later?.year === year && wayTo(later, 'Later')}`;
  return renderPage(
    {
      title,
      path: partPagePath(part),
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

/** A link to another part of the same year. */
function wayTo(part: PartKey, which: 'Earlier' | 'Later'): Html {
  return html`<p class="govuk-body"><a class="govuk-link" href="${partPagePath(part)}">${which} reviews of ${part.year}: part ${part.part}</a></p>\n`;
}

/** `/reviews/`: every year that has something to show, with its parts. Needs to know of each part whether it is shown. */
export function renderYears(parts: readonly ListingPart[], settings: Settings): string {
  const years = [...Map.groupBy(parts.filter(isShown), ({ year }) => year)];
  const content = html`<h1 class="govuk-heading-xl">Reviews by year</h1>
${
  years.length === 0
    ? html`<p class="govuk-body">No review has been published yet.</p>`
    : html`<ul class="govuk-list year-list">
${years.map(([year, its]) => html`<li${its.length > 1 && html` id="in-${year}"`}>${its.length > 1 ? severalParts(year, its) : linkTo({ year, part: 1 }, year)}</li>\n`)}</ul>`
}`;
  return renderPage(
    {
      title: 'Reviews by year',
      path: '/reviews/',
      content,
      breadcrumbs: [{ text: oneLine(settings.publisher.heading), path: '/' }],
      revision: years.map(([year, { length }]) => (length > 1 ? `${year}.${length}` : year)).join(' '),
    },
    settings,
  );
}

/** `2026: part 1 2 3`. */
function severalParts(year: number, parts: readonly PartKey[]): Html {
  return html`${year}: part ${parts.toReversed().map((part) => html`${linkTo(part, part.part)} `)}`;
}

function linkTo(part: PartKey, text: number): Html {
  return html`<a class="govuk-link" href="${partPagePath(part)}">${text}</a>`;
}
