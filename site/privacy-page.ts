import { oneLine } from '#shared/domain/escape.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { html } from './html.ts';
import { mailLink, renderPage } from './layout.ts';
import { said, wordsOf } from './words.ts';

/** `/privacy/`: what is kept of readers and subscribers, why and for how long, and how to end it. */
export function renderPrivacy(settings: Settings): string {
  const { name, contact, heading } = settings.publisher;
  const { privacy: words, frame, change } = wordsOf(settings);
  const values = {
    publisher: html`<bdi>${oneLine(name)}</bdi>`,
    email: mailLink(contact.email),
    change: html`<a class="govuk-link" href="/subscribe/change/">${change.heading}</a>`,
  };
  const content = html`<h1 class="govuk-heading-xl">${frame.privacy}</h1>
<p class="govuk-body">${said(words.lead, values)}</p>
${words.sections.map(
  ({ heading: title, text }) => html`<h2 class="govuk-heading-l">${title}</h2>
<p class="govuk-body">${said(text, values)}</p>
`,
)}`;
  return renderPage(
    {
      title: frame.privacy,
      path: '/privacy/',
      content,
      description: fill(words.lead, { publisher: name }),
      breadcrumbs: [{ text: oneLine(heading), path: '/' }],
    },
    settings,
  );
}
