import { oneLine } from '#shared/domain/escape.ts';
import { typesOf } from '#shared/domain/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html } from './html.ts';
import { renderPage } from './layout.ts';

/** Names of the form's fields. `website` is the trap: people do not see it, so what fills it is no person. */
export const SUBSCRIBE_FIELDS = {
  channel: 'channel',
  email: 'email',
  phone: 'phone',
  types: 'type',
  themes: 'themes',
  changes: 'changes',
  trap: 'website',
} as const;

/** A problem with one field, and the sentence that says how to mend it. */
export interface SubscribeProblem {
  readonly field: 'email' | 'phone' | 'themes';
  readonly message: string;
}

/**
 * `/subscribe/`: the form, which posts to `/subscribe`. The function answers a form it cannot use with the same page
 * and `problems`; what was typed is not repeated, since an address belongs in no page.
 */
export function renderSubscribe(settings: Settings, problems: readonly SubscribeProblem[] = []): string {
  const content = html`${problems.length > 0 && errorSummary(problems)}<h1 class="govuk-heading-xl">Get an alert when a review is published</h1>
<p class="govuk-body">We write once for each review, as soon as it is published: its name, a summary and a link. Each message says how to stop.</p>
<form method="post" action="/subscribe" novalidate>
${settings.sms ? channels(problems) : email(problems)}<div class="govuk-form-group">
<fieldset class="govuk-fieldset" aria-describedby="types-hint">
<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Which reviews?</legend>
<div class="govuk-hint" id="types-hint">Leave all empty to hear of every review.</div>
<div class="govuk-checkboxes govuk-checkboxes--small choices">
${types(settings).map(({ code, name }) => checkbox(`type-${code}`, SUBSCRIBE_FIELDS.types, code, name))}</div>
</fieldset>
</div>
<div class="govuk-form-group${hasProblem(problems, 'themes') && ' govuk-form-group--error'}">
<label class="govuk-label govuk-label--m" for="themes">Only some themes? (optional)</label>
<div class="govuk-hint" id="themes-hint">For example: neglect, online harm. Put a comma between themes. A review has the themes that its publisher gave it.</div>
${errorMessage(problems, 'themes')}<input class="govuk-input" id="themes" name="${SUBSCRIBE_FIELDS.themes}" type="text" maxlength="200" aria-describedby="themes-hint${hasProblem(problems, 'themes') && ' themes-error'}">
</div>
<div class="govuk-form-group">
<div class="govuk-checkboxes govuk-checkboxes--small">
${checkbox('changes', SUBSCRIBE_FIELDS.changes, 'yes', 'Tell me too when a published review is changed')}</div>
</div>
<div class="trap" aria-hidden="true">
<label for="website">Leave this empty</label>
<input id="website" name="${SUBSCRIBE_FIELDS.trap}" type="text" tabindex="-1" autocomplete="off">
</div>
<button class="govuk-button" type="submit">Subscribe</button>
</form>
<h2 class="govuk-heading-m">What happens with your address</h2>
<p class="govuk-body">Amazon Web Services delivers the messages for us and keeps your address until you stop. We use it for nothing else. You must confirm it once, by a link that you get by e-mail.</p>
<h2 class="govuk-heading-m">Other ways to hear of reviews</h2>
<p class="govuk-body">Follow the <a class="govuk-link" href="/reviews.atom">Atom feed</a> or the <a class="govuk-link" href="/reviews.json">JSON feed</a> with any feed reader: nobody learns that you do.</p>`;
  return renderPage(
    {
      title: problems.length > 0 ? 'Error: Get an alert' : 'Get an alert when a review is published',
      path: '/subscribe/',
      content,
      breadcrumbs: [{ text: oneLine(settings.publisher.heading), path: '/' }],
      hidden: problems.length > 0,
    },
    settings,
  );
}

/** The answer to a form that was understood. It is the same whether or not the address is known already. */
export function renderSubscribeAnswer(channel: 'email' | 'sms', settings: Settings): string {
  const content =
    channel === 'email'
      ? html`<h1 class="govuk-heading-xl">Check your e-mail</h1>
<p class="govuk-body">If the address can be used, you get a message with a link within a few minutes. Follow the link to confirm. Nothing is sent before you do.</p>
<p class="govuk-body">No message? Look in the folder for unwanted mail. If you subscribed before, you need not confirm again.</p>`
      : html`<h1 class="govuk-heading-xl">Thank you</h1>
<p class="govuk-body">If the number can be used, you get a text message when a review is published.</p>`;
  return answer(channel === 'email' ? 'Check your e-mail' : 'Thank you', content, settings);
}

/** The answer when too many forms arrive, or the messages cannot be ordered at the moment. */
export function renderSubscribeBusy(settings: Settings): string {
  const content = html`<h1 class="govuk-heading-xl">Please try again later</h1>
<p class="govuk-body">We cannot take your subscription at the moment. Nothing was kept. Try again in some minutes, or follow the <a class="govuk-link" href="/reviews.atom">feed</a>.</p>`;
  return answer('Please try again later', content, settings);
}

function answer(title: string, content: Html, settings: Settings): string {
  const wayBack = html`${content}
<p class="govuk-body"><a class="govuk-link" href="/">See the reviews</a></p>`;
  return renderPage({ title, path: '/subscribe', content: wayBack, hidden: true }, settings);
}

/** Types that subscribers may choose, each once: what is in force first. */
function types(settings: Settings) {
  const all = typesOf(settings);
  const byCode = new Map(all.map((type) => [type.code, type]));
  return [...byCode.values()].sort((a, b) => Number(a.until !== undefined) - Number(b.until !== undefined));
}

function email(problems: readonly SubscribeProblem[]): Html {
  return field('email', 'Your e-mail address', 'email', 'email', problems);
}

function channels(problems: readonly SubscribeProblem[]): Html {
  return html`<div class="govuk-form-group">
<fieldset class="govuk-fieldset">
<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">How shall we tell you?</legend>
<div class="govuk-radios govuk-radios--small">
${radio('channel-email', 'email', 'By e-mail', true)}${radio('channel-sms', 'sms', 'By text message', false)}</div>
</fieldset>
</div>
${email(problems)}${field('phone', 'Your mobile number, for text messages', 'tel', 'tel', problems)}`;
}

function field(
  name: 'email' | 'phone',
  label: string,
  type: string,
  autocomplete: string,
  problems: readonly SubscribeProblem[],
): Html {
  const wrong = hasProblem(problems, name);
  return html`<div class="govuk-form-group${wrong && ' govuk-form-group--error'}">
<label class="govuk-label govuk-label--m" for="${name}">${label}</label>
${errorMessage(problems, name)}<input class="govuk-input govuk-input--width-20${wrong && ' govuk-input--error'}" id="${name}" name="${SUBSCRIBE_FIELDS[name]}" type="${type}" autocomplete="${autocomplete}" spellcheck="false"${wrong && html` aria-describedby="${name}-error"`}>
</div>
`;
}

function checkbox(id: string, name: string, value: string, label: string): Html {
  return html`<div class="govuk-checkboxes__item">
<input class="govuk-checkboxes__input" id="${id}" name="${name}" type="checkbox" value="${value}">
<label class="govuk-label govuk-checkboxes__label" for="${id}">${label}</label>
</div>
`;
}

function radio(id: string, value: string, label: string, checked: boolean): Html {
  return html`<div class="govuk-radios__item">
<input class="govuk-radios__input" id="${id}" name="${SUBSCRIBE_FIELDS.channel}" type="radio" value="${value}"${checked && ' checked'}>
<label class="govuk-label govuk-radios__label" for="${id}">${label}</label>
</div>
`;
}

const hasProblem = (problems: readonly SubscribeProblem[], field: SubscribeProblem['field']) =>
  problems.some((problem) => problem.field === field);

function errorMessage(
  problems: readonly SubscribeProblem[],
  field: SubscribeProblem['field'],
): Html | undefined {
  const problem = problems.find((candidate) => candidate.field === field);
  return (
    problem &&
    html`<p class="govuk-error-message" id="${field}-error"><span class="govuk-visually-hidden">Error:</span> ${problem.message}</p>\n`
  );
}

function errorSummary(problems: readonly SubscribeProblem[]): Html {
  return html`<div class="govuk-error-summary" role="alert" aria-labelledby="error-summary-title">
<h2 class="govuk-error-summary__title" id="error-summary-title">There is a problem</h2>
<ul class="govuk-list govuk-error-summary__list">
${problems.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>\n`)}</ul>
</div>
`;
}
