import type { Settings } from '#shared/domain/settings.ts';
import { html } from './html.ts';
import { mailLink, renderPage } from './layout.ts';
import { said, wordsOf } from './words.ts';

/** `/404.html`: the answer at every unknown address. */
export function renderNotFound(settings: Settings): string {
  const { heading, check, way, search } = wordsOf(settings).notFound;
  const content = html`<h1 class="govuk-heading-xl">${heading}</h1>
<p class="govuk-body">${check}</p>
<p class="govuk-body">${said(way, {
    search: html`<a class="govuk-link" href="/">${search}</a>`,
    email: mailLink(settings.publisher.contact.email),
  })}</p>`;
  return renderPage({ title: heading, path: '/404.html', content, hidden: true }, settings);
}
