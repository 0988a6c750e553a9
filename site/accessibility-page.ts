import { oneLine } from '#shared/domain/escape.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html } from './html.ts';
import { mailLink, phoneNumber, renderPage } from './layout.ts';
import { said, wordsOf } from './words.ts';

/**
 * `/accessibility/`: follows the model statement for public sector websites
 * (https://www.gov.uk/government/publications/sample-accessibility-statement).
 */
export function renderAccessibility(settings: Settings): string {
  const { name, contact, site, heading } = settings.publisher;
  const { accessibility: words, frame } = wordsOf(settings);
  const section = (title: string, text: Html | string) => html`<h2 class="govuk-heading-l">${title}</h2>
<p class="govuk-body">${text}</p>
`;
  const content = html`<h1 class="govuk-heading-xl">${frame.accessibility}</h1>
<p class="govuk-body">${said(words.lead, {
    site: html`<bdi>${site}</bdi>`,
    publisher: html`<bdi>${oneLine(name)}</bdi>`,
  })}</p>
<ul class="govuk-list govuk-list--bullet">
${words.able.map((able) => html`<li>${able}</li>\n`)}</ul>
${section(words.howHeading, words.how)}${section(
  words.askHeading,
  contact.phone === undefined
    ? said(words.ask, { email: mailLink(contact.email) })
    : said(words.askOrCall, { email: mailLink(contact.email), phone: phoneNumber(contact.phone) }),
)}${section(
  words.enforcementHeading,
  said(words.enforcement, {
    service: html`<a class="govuk-link" href="https://www.equalityadvisoryservice.com/">${words.service}</a>`,
  }),
)}${section(words.testsHeading, words.tests)}${section(words.privacyHeading, words.privacy)}`;
  return renderPage(
    {
      title: frame.accessibility,
      path: '/accessibility/',
      content,
      breadcrumbs: [{ text: oneLine(heading), path: '/' }],
    },
    settings,
  );
}
