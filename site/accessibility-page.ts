import { oneLine } from '#shared/domain/escape.ts';
import { languagesOf } from '#shared/domain/languages.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html } from './html.ts';
import { languageAttribute, shownDate } from './in-words.ts';
import { mailLink, phoneNumber, renderPage } from './layout.ts';
import { said, type Words, wordsOf } from './words.ts';

/**
 * `/accessibility/`: the model statement of regulation 7 of SI 2018/852, with the publisher's facts
 * (https://www.gov.uk/government/publications/sample-accessibility-statement).
 */
export function renderAccessibility(settings: Settings): string {
  const { name, contact, site, heading } = settings.publisher;
  const { accessibility: words, frame } = wordsOf(settings);
  const publisher = html`<bdi>${oneLine(name)}</bdi>`;
  const email = mailLink(contact.email);
  const status = settings.accessibility?.status ?? 'partially';
  const ask =
    contact.phone === undefined
      ? said(words.ask, { email })
      : said(words.askOrCall, { email, phone: phoneNumber(contact.phone) });
  const content = html`<h1 class="govuk-heading-xl">${frame.accessibility}</h1>
<p class="govuk-body">${said(words.commitment, { publisher })}</p>
<p class="govuk-body">${said(words.lead, { site: html`<bdi>${site}</bdi>`, publisher })}</p>
<ul class="govuk-list govuk-list--bullet">
${words.able.map((able) => html`<li>${able}</li>\n`)}</ul>
${section(words.statusHeading, words.status[status])}${nonAccessible(settings, words)}${section(
  words.askHeading,
  ask,
)}${section(words.enforcementHeading, enforcement(settings, words))}${section(
  words.preparationHeading,
  preparation(settings),
)}${section(words.testsHeading, words.tests)}${section(words.privacyHeading, words.privacy)}`;
  return renderPage(
    {
      title: frame.accessibility,
      path: '/accessibility/',
      content,
      description: fill(words.commitment, { publisher: oneLine(name) }),
      breadcrumbs: [{ text: oneLine(heading), path: '/' }],
    },
    settings,
  );
}

function section(title: string, text: Html | string): Html {
  return html`<h2 class="govuk-heading-l">${title}</h2>
<p class="govuk-body">${text}</p>
`;
}

/** What does not comply, and what need not. A site that complies in full has only the latter. */
function nonAccessible(settings: Settings, words: Words['accessibility']): Html {
  const { accessibility } = settings;
  const own = (accessibility?.nonCompliance ?? []).map((fault) => ofPublisher(fault, settings));
  const faults = accessibility?.status === 'fully' ? [] : [html`${words.documents}`, ...own];
  return html`<h2 class="govuk-heading-l">${words.contentHeading}</h2>
<p class="govuk-body">${words.contentLead}</p>
${
  faults.length > 0 &&
  html`<h3 class="govuk-heading-m">${words.nonCompliance}</h3>
<ul class="govuk-list govuk-list--bullet">
${faults.map((fault) => html`<li>${fault}</li>\n`)}</ul>
`
}<h3 class="govuk-heading-m">${words.scope}</h3>
<p class="govuk-body">${words.old}</p>
`;
}

/** Northern Ireland has an enforcing body of its own. */
function enforcement({ publisher }: Settings, words: Words['accessibility']): Html {
  const isNorthern = publisher.nation === 'Northern Ireland';
  const address = isNorthern ? 'https://www.equalityni.org/' : 'https://www.equalityadvisoryservice.com/';
  const name = isNorthern ? words.serviceNorthernIreland : words.service;
  const service = html`<a class="govuk-link" href="${address}">${name}</a>`;
  return said(isNorthern ? words.enforcementNorthernIreland : words.enforcement, { service });
}

function preparation(settings: Settings): Html | string {
  const words = wordsOf(settings);
  const { prepared, reviewed, tested, undated } = words.accessibility;
  const facts = settings.accessibility;
  if (facts === undefined) return undated;
  const sentences = [
    said(prepared, { date: shownDate(facts.prepared, words) }),
    ...(facts.reviewed === undefined ? [] : [said(reviewed, { date: shownDate(facts.reviewed, words) })]),
    ...(facts.tested === undefined
      ? []
      : [
          said(tested, {
            date: shownDate(facts.tested.on, words),
            by: ofPublisher(facts.tested.by, settings),
          }),
        ]),
  ];
  return html`${sentences.map((sentence) => html`${sentence} `)}`;
}

/** A fact that the settings have in the first language only. */
function ofPublisher(fact: string, settings: Settings): Html {
  const [first] = languagesOf(settings);
  const language = languageAttribute(first?.publisher.language ?? '', wordsOf(settings));
  return language === undefined ? html`${oneLine(fact)}` : html`<span${language}>${oneLine(fact)}</span>`;
}
