import type { Settings } from '#shared/domain/settings.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';

/** `/404.html`: shown at every address that has nothing. */
export function renderNotFound(settings: Settings): string {
  const { email } = settings.publisher.contact;
  const content = html`<h1 class="govuk-heading-xl">Page not found</h1>
<p class="govuk-body">If you typed the address, check it. If you pasted it, check that you copied all of it.</p>
<p class="govuk-body">The address of a review never changes. <a class="govuk-link" href="/">Search the reviews</a>, or write to <a class="govuk-link" href="mailto:${email}">${email}</a>.</p>`;
  return renderPage({ title: 'Page not found', path: '/404.html', content, hidden: true }, settings);
}
