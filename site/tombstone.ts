import { type GoneEntry, permalinkOf, type WithdrawnEntry } from '#shared/domain/listing/entry.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { html } from './html.ts';
import { shownDate } from './in-words.ts';
import { mailLink, renderPage } from './layout.ts';
import { said, wordsOf } from './words.ts';

/**
 * The page of a withdrawn review: the day, a contact, and no detail. Search engines are told not to index it.
 */
export function renderTombstone(entry: WithdrawnEntry, settings: Settings): string {
  const words = wordsOf(settings);
  const { heading, text, questions, others, title } = words.withdrawn;
  const content = html`<h1 class="govuk-heading-xl">${heading}</h1>
<p class="govuk-body">${said(text, { date: shownDate(entry.withdrawnOn, words) })}</p>
<p class="govuk-body">${said(questions, { email: mailLink(settings.publisher.contact.email) })}</p>
<p class="govuk-body"><a class="govuk-link" href="/">${others}</a></p>`;
  return renderPage(
    { title, path: permalinkOf(entry), content, revision: String(entry.revision), hidden: true },
    settings,
  );
}

/** The page at an address that no review has any more. It names neither the review nor its address. */
export function renderGone(entry: GoneEntry, settings: Settings): string {
  const { gone, withdrawn } = wordsOf(settings);
  const content = html`<h1 class="govuk-heading-xl">${gone.heading}</h1>
<p class="govuk-body">${gone.text}</p>
<p class="govuk-body">${said(withdrawn.questions, { email: mailLink(settings.publisher.contact.email) })}</p>
<p class="govuk-body"><a class="govuk-link" href="/">${withdrawn.others}</a></p>`;
  return renderPage(
    {
      title: gone.heading,
      path: permalinkOf(entry),
      content,
      revision: String(entry.revision),
      hidden: true,
    },
    settings,
  );
}
