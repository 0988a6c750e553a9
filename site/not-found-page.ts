import { languagesOf } from '#shared/domain/languages.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html } from './html.ts';
import { inLanguage, mailLink, renderPage } from './layout.ts';
import { said, wordsOf } from './words.ts';

/** `/404.html`: the answer at every unknown address, in every language of the site. */
export function renderNotFound(settings: Settings): string {
  const { heading } = wordsOf(settings).notFound;
  const [, second] = languagesOf(settings);
  const content = html`<h1 class="govuk-heading-xl">${heading}</h1>
${advice(settings)}${
  second !== undefined &&
  html`
<section lang="${second.publisher.language}">
<h2 class="govuk-heading-l">${wordsOf(second).notFound.heading}</h2>
${inLanguage(advice(second), second)}
</section>`
}`;
  return renderPage({ title: heading, path: '/404.html', alone: true, content, hidden: true }, settings);
}

function advice(settings: Settings): Html {
  const { check, way, search } = wordsOf(settings).notFound;
  return html`<p class="govuk-body">${check}</p>
<p class="govuk-body">${said(way, {
    search: html`<a class="govuk-link" href="/">${search}</a>`,
    email: mailLink(settings.publisher.contact.email),
  })}</p>`;
}
