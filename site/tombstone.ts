import { permalinkOf, type WithdrawnEntry } from '#shared/domain/entry.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { shownDate } from './shown-words.ts';

/** What stands at the address of a withdrawn review: the day, a contact, and no detail. Search engines are asked to forget it. */
export function renderTombstone(entry: WithdrawnEntry, settings: Settings): string {
  const { contact } = settings.publisher;
  const content = html`<h1 class="govuk-heading-xl">This review has been withdrawn</h1>
<p class="govuk-body">The review that was at this address was withdrawn on ${shownDate(entry.withdrawnOn)}. We cannot say more about it here.</p>
<p class="govuk-body">Questions: <a class="govuk-link" href="mailto:${contact.email}">${contact.email}</a>.</p>
<p class="govuk-body"><a class="govuk-link" href="/">See the reviews that are published</a></p>`;
  return renderPage(
    {
      title: 'Review withdrawn',
      path: permalinkOf(entry),
      content,
      revision: String(entry.revision),
      hidden: true,
    },
    settings,
  );
}
