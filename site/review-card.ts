import { permalinkOf } from '#shared/domain/entry.ts';
import { oneLine } from '#shared/domain/escape.ts';
import type { ListedEntry } from '#shared/domain/listing.ts';
import { STATUS } from '#shared/domain/listing-schema.ts';
import { inWords } from '#shared/domain/partial-date.ts';
import { type Html, html } from './html.ts';
import { languageAttribute, shownDate, whenInWords } from './shown-words.ts';

/** Reviews as a list: name, summary, date, status, type. */
export function reviewCards(entries: readonly ListedEntry[], headingLevel: 2 | 3): Html {
  return html`<ul class="review-list" id="reviews">
${entries.map((entry) => reviewCard(entry, headingLevel))}</ul>
`;
}

function reviewCard(entry: ListedEntry, headingLevel: 2 | 3): Html {
  const language = entry.status === 'published' ? languageAttribute(entry.language) : undefined;
  const link = html`<a class="govuk-link" href="${permalinkOf(entry)}"${language} dir="auto">${oneLine(entry.title)}</a>`;
  return html`<li class="review-card">
${headingLevel === 2 ? html`<h2 class="govuk-heading-m review-card__title">${link}</h2>` : html`<h3 class="govuk-heading-m review-card__title">${link}</h3>`}
${
  entry.status === 'published'
    ? entry.summary.trim() !== '' &&
      html`<p class="govuk-body"${language} dir="auto">${oneLine(entry.summary)}</p>`
    : html`<p class="govuk-body">This report was taken down on ${inWords(entry.retiredOn)}. You can still ask about it.</p>`
}
<ul class="review-card__facts">
<li>${shownDate(entry.publishedOn)}</li>
<li>${statusTag(entry.status)}</li>
<li>${oneLine(entry.typeName)}</li>
</ul>
</li>
`;
}

/** The status as real lists show it. */
export function statusTag(status: ListedEntry['status']): Html {
  return status === 'published'
    ? html`<strong class="govuk-tag status status--published">${STATUS.published}</strong>`
    : html`<strong class="govuk-tag status">${STATUS.retired}</strong>`;
}

/** The days on which reviews were withdrawn, and nothing else of them. */
export function withdrawnLine(days: readonly string[]): Html | undefined {
  if (days.length === 0) return undefined;
  const line =
    days.length === 1
      ? `One review was withdrawn ${whenInWords(days[0] ?? '')}.`
      : `${days.length} reviews were withdrawn, the last ${whenInWords(days[0] ?? '')}.`;
  return html`<p class="govuk-body withdrawn-line">${line}</p>\n`;
}
