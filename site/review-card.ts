import { oneLine } from '#shared/domain/escape.ts';
import type { ListedEntry } from '#shared/domain/listing/entry.ts';
import { permalinkOf } from '#shared/domain/listing/entry.ts';
import { STATUS, statusOf } from '#shared/domain/listing/listing-status.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import { type Html, html } from './html.ts';
import { dateInWords, languageAttribute, shownDate } from './in-words.ts';
import type { Words } from './words.ts';

/** Reviews as a list: name, summary, date, status, type. */
export function reviewCards(entries: readonly ListedEntry[], headingLevel: 2 | 3, words: Words): Html {
  return html`<ul class="review-list" id="reviews">
${entries.map((entry) => reviewCard(entry, headingLevel, words))}</ul>
`;
}

function reviewCard(entry: ListedEntry, headingLevel: 2 | 3, words: Words): Html {
  const language = entry.status === 'published' ? languageAttribute(entry.language, words) : undefined;
  const link = html`<a class="govuk-link" href="${permalinkOf(entry)}"${language} dir="auto">${oneLine(entry.title)}</a>`;
  return html`<li class="review-card">
${headingLevel === 2 ? html`<h2 class="govuk-heading-m review-card__title">${link}</h2>` : html`<h3 class="govuk-heading-m review-card__title">${link}</h3>`}
${
  entry.status === 'published'
    ? entry.summary.trim() !== '' &&
      html`<p class="govuk-body"${language} dir="auto">${oneLine(entry.summary)}</p>`
    : html`<p class="govuk-body">${fill(words.list.retired, { date: dateInWords(entry.retiredOn, words) })}</p>`
}
<ul class="review-card__facts">
<li>${shownDate(entry.publishedOn, words)}</li>
<li>${statusTag(entry, words)}</li>
<li>${oneLine(entry.typeName)}</li>
</ul>
</li>
`;
}

/** The status label. */
export function statusTag(entry: ListedEntry, words: Words): Html {
  const status = statusOf(entry);
  return html`<strong class="govuk-tag status${status === 'published' && ' status--published'}">${words.status[STATUS[status]]}</strong>`;
}

/** The days on which reviews were withdrawn. */
export function withdrawnLine(days: readonly string[], words: Words): Html | undefined {
  const [newest] = days;
  if (newest === undefined) return undefined;
  const line = fill(days.length === 1 ? words.list.withdrawnOne : words.list.withdrawnMany, {
    date: dateInWords(newest, words),
    count: String(days.length),
  });
  return html`<p class="govuk-body withdrawn-line">${line}</p>\n`;
}
