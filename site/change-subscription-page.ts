import { oneLine } from '#shared/domain/escape.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { html } from './html.ts';
import { mailLink, renderPage } from './layout.ts';
import {
  answer,
  choiceFields,
  errorSummary,
  languageField,
  type SubscribeProblem,
} from './subscribe-page.ts';
import { said, wordsOf } from './words.ts';

/** Fields: the link from a message of SNS, and what to do: `link` (show the choice), `save` or `stop`. */
export const CHANGE_FIELDS = { link: 'link', step: 'step' } as const;

/** Long enough for a link that a mail system wrapped. */
const LONGEST_LINK = 4000;

const PATH = '/subscribe/change/';

/**
 * `/subscribe/change/`: asks for the link at the end of an alert, by which SNS knows its owner. For a link
 * that is not usable the function returns the page with an error.
 */
export function renderChangeStart(settings: Settings, problem?: 'noLink' | 'unknownLink'): string {
  const { change, subscribe } = wordsOf(settings);
  const sentence = problem && change[problem];
  const content = html`${
    sentence !== undefined &&
    html`<div class="govuk-error-summary" role="alert" aria-labelledby="error-summary-title">
<h2 class="govuk-error-summary__title" id="error-summary-title">${subscribe.problemHeading}</h2>
<ul class="govuk-list govuk-error-summary__list">
<li><a href="#link">${sentence}</a></li>
</ul>
</div>
`
  }<h1 class="govuk-heading-xl">${change.heading}</h1>
<p class="govuk-body">${change.lead}</p>
<ol class="govuk-list govuk-list--number">
${change.steps.map((step) => html`<li>${step}</li>\n`)}</ol>
<form method="post" action="/subscribe" novalidate>
${languageField(settings)}<div class="govuk-form-group${sentence !== undefined && ' govuk-form-group--error'}">
<label class="govuk-label govuk-label--m" for="link">${change.label}</label>
<div class="govuk-hint" id="link-hint">${change.hint}</div>
${sentence !== undefined && html`<p class="govuk-error-message" id="link-error"><span class="govuk-visually-hidden">${subscribe.error}</span> ${sentence}</p>\n`}<input class="govuk-input${sentence !== undefined && ' govuk-input--error'}" id="link" name="${CHANGE_FIELDS.link}" type="text" maxlength="${LONGEST_LINK}" autocomplete="off" spellcheck="false" aria-describedby="link-hint${sentence !== undefined && ' link-error'}"${sentence !== undefined && html` aria-invalid="true"`}>
</div>
<button class="govuk-button" type="submit" name="${CHANGE_FIELDS.step}" value="link">${change.button}</button>
</form>
${settings.sms && html`<p class="govuk-body">${change.sms}</p>\n`}<p class="govuk-body">${said(change.lost, { email: mailLink(settings.publisher.contact.email) })}</p>`;
  return renderPage(
    {
      title: sentence === undefined ? change.heading : fill(subscribe.errorTitle, { title: change.heading }),
      path: PATH,
      content,
      description: change.lead,
      breadcrumbs: [{ text: oneLine(settings.publisher.heading), path: '/' }],
      hidden: sentence !== undefined,
    },
    settings,
  );
}

/** The present choice, to change or stop. It is not stored: its link gives power over the subscription. */
export function renderChangeForm(
  settings: Settings,
  subscriptionArn: string,
  filled: URLSearchParams,
  problems: readonly SubscribeProblem[] = [],
): string {
  const words = wordsOf(settings);
  const { change, subscribe } = words;
  const form = { words, problems, filled };
  const wrong = problems.length > 0;
  const content = html`${wrong && errorSummary(form)}<h1 class="govuk-heading-xl">${change.formHeading}</h1>
<form method="post" action="/subscribe" novalidate>
${languageField(settings)}<input type="hidden" name="${CHANGE_FIELDS.link}" value="?SubscriptionArn=${subscriptionArn}">
${choiceFields(form, settings)}<button class="govuk-button" type="submit" name="${CHANGE_FIELDS.step}" value="save">${change.save}</button>
<button class="govuk-button govuk-button--secondary" type="submit" name="${CHANGE_FIELDS.step}" value="stop">${change.stop}</button>
</form>`;
  const title = wrong ? fill(subscribe.errorTitle, { title: change.formHeading }) : change.formHeading;
  return renderPage({ title, path: PATH, content, hidden: true, script: 'subscribe' }, settings);
}

/** What a form did. */
export function renderChangeAnswer(done: 'saved' | 'stopped' | 'confirmed', settings: Settings): string {
  const { heading, text } = wordsOf(settings).change[done];
  return answer(heading, [text], settings);
}
