import { oneLine } from '#shared/domain/escape.ts';
import { folderOf } from '#shared/domain/languages.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import { typesOf } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html } from './html.ts';
import { renderPage } from './layout.ts';
import { said, type Words, wordsOf } from './words.ts';

/**
 * Names of the form's fields. `language` is that of the page, where it is the second. `website` is a
 * honeypot: people do not see it, so only bots fill it.
 */
export const SUBSCRIBE_FIELDS = {
  channel: 'channel',
  email: 'email',
  phone: 'phone',
  types: 'type',
  themes: 'themes',
  changes: 'changes',
  language: 'language',
  trap: 'website',
} as const;

/** Maximum number of themes of a subscription, and of characters of a theme. */
export const MOST_THEMES = { count: 10, length: 60 } as const;

/** Validation errors of a form. */
export type SubscribeProblem = 'badEmail' | 'badPhone' | 'badTypes' | 'badThemes' | 'tooMany';

type ProblemField = 'email' | 'phone' | 'types' | 'themes';

const FIELD_OF: Readonly<Record<SubscribeProblem, ProblemField>> = {
  badEmail: 'email',
  badPhone: 'phone',
  badTypes: 'types',
  badThemes: 'themes',
  tooMany: 'themes',
};

/** A form with its errors and the values that the reader entered. */
export interface FilledForm {
  readonly words: Words;
  readonly problems: readonly SubscribeProblem[];
  readonly filled: URLSearchParams;
}

/**
 * `/subscribe/`: the form, which posts to `/subscribe`. For an invalid form the function returns the same
 * page with `problems` and the entered values, so nobody has to type them again (WCAG 2.2, 3.3.7). That page
 * is not stored.
 */
export function renderSubscribe(
  settings: Settings,
  problems: readonly SubscribeProblem[] = [],
  filled: URLSearchParams = new URLSearchParams(),
): string {
  const words = wordsOf(settings);
  const { subscribe, frame } = words;
  const form: FilledForm = { words, problems, filled };
  const wrong = problems.length > 0;
  const content = html`${wrong && errorSummary(form)}<h1 class="govuk-heading-xl">${subscribe.heading}</h1>
<p class="govuk-body">${subscribe.lead}</p>
<form method="post" action="/subscribe" novalidate>
${languageField(settings)}${settings.sms ? channels(form) : addressField(form, 'email')}${choiceFields(form, settings)}<div class="trap" aria-hidden="true">
<label for="website">${subscribe.trap}</label>
<input id="website" name="${SUBSCRIBE_FIELDS.trap}" type="text" tabindex="-1" autocomplete="off">
</div>
<button class="govuk-button" type="submit">${subscribe.button}</button>
</form>
<h2 class="govuk-heading-m">${subscribe.addressHeading}</h2>
<p class="govuk-body">${subscribe.address} ${subscribe.confirm}</p>
<p class="govuk-body">${said(subscribe.already, { change: changeLink(words) })}</p>
<p class="govuk-body"><a class="govuk-link" href="/privacy/">${subscribe.privacy}</a></p>
<h2 class="govuk-heading-m">${subscribe.otherHeading}</h2>
<p class="govuk-body">${said(subscribe.other, {
    atom: html`<a class="govuk-link" href="/reviews.atom">${frame.atom}</a>`,
    json: html`<a class="govuk-link" href="/reviews.json">${frame.json}</a>`,
  })}</p>`;
  return renderPage(
    {
      title: wrong ? fill(subscribe.errorTitle, { title: subscribe.heading }) : subscribe.heading,
      path: '/subscribe/',
      content,
      description: subscribe.lead,
      breadcrumbs: [{ text: oneLine(settings.publisher.heading), path: '/' }],
      hidden: wrong,
      script: 'subscribe',
    },
    settings,
  );
}

/**
 * What to hear of: types, themes, and whether changes count. Folded until something is chosen, so that
 * nothing moves in view when the script offers what is in use.
 */
export function choiceFields(form: FilledForm, settings: Settings): Html {
  const { subscribe } = form.words;
  const wrong = problemWith(form, 'types') !== undefined;
  const isFilled = form.problems.length > 0 || [...form.filled.keys()].length > 0;
  return html`<details class="choice" id="choice"${isFilled && ' open'}>
<summary class="folded__summary">${subscribe.only}</summary>
<div class="govuk-form-group${wrong && ' govuk-form-group--error'}">
<fieldset class="govuk-fieldset" aria-describedby="types-hint${wrong && ' types-error'}">
<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${subscribe.which}</legend>
<div class="govuk-hint" id="types-hint">${subscribe.all}</div>
${errorMessage(form, 'types')}<div class="govuk-checkboxes govuk-checkboxes--small choices" id="types">
${types(settings).map(({ code, name }) => checkbox(form, `type-${code}`, SUBSCRIBE_FIELDS.types, code, name))}</div>
</fieldset>
</div>
${themesField(form)}</details>
<div class="govuk-form-group">
<div class="govuk-checkboxes govuk-checkboxes--small">
${checkbox(form, 'changes', SUBSCRIBE_FIELDS.changes, 'yes', subscribe.changes)}</div>
</div>
`;
}

/** So that the answer to a form is in the language of its page; none in the first. */
export function languageField(settings: Settings): Html | false {
  const { language } = settings.publisher;
  return (
    folderOf(settings) !== '' &&
    html`<input type="hidden" name="${SUBSCRIBE_FIELDS.language}" value="${language}">\n`
  );
}

/** Link to the page where a subscriber changes or stops alerts. */
function changeLink({ subscribe }: Words): Html {
  return html`<a class="govuk-link" href="/subscribe/change/">${subscribe.changeLink}</a>`;
}

/** The answer to a valid form. It does not reveal whether the address is subscribed already. */
export function renderSubscribeAnswer(channel: 'email' | 'sms', settings: Settings): string {
  const words = wordsOf(settings);
  const { subscribe } = words;
  const scanned = said(subscribe.scanned, { change: changeLink(words) });
  return channel === 'email'
    ? answer(subscribe.checkHeading, [subscribe.check, scanned, subscribe.noMessage], settings)
    : answer(subscribe.thanksHeading, [subscribe.thanks], settings);
}

/** The answer when the rate limit is reached or SNS does not respond. */
export function renderSubscribeBusy(settings: Settings): string {
  const { subscribe } = wordsOf(settings);
  const feed = html`<a class="govuk-link" href="/reviews.atom">${subscribe.feed}</a>`;
  return answer(subscribe.busyHeading, [said(subscribe.busy, { feed })], settings);
}

/** A page that answers a form. It is not stored. */
export function answer(title: string, texts: readonly (Html | string)[], settings: Settings): string {
  const content = html`<h1 class="govuk-heading-xl">${title}</h1>
${texts.map((text) => html`<p class="govuk-body">${text}</p>\n`)}<p class="govuk-body"><a class="govuk-link" href="/">${wordsOf(settings).subscribe.back}</a></p>`;
  return renderPage({ title, path: '/subscribe', alone: true, content, hidden: true }, settings);
}

/** Review types to choose from, without duplicates, those in force first. */
function types(settings: Settings) {
  const byCode = new Map(typesOf(settings).map((type) => [type.code, type]));
  return [...byCode.values()].sort((a, b) => Number(a.until !== undefined) - Number(b.until !== undefined));
}

/** E-mail and SMS. The styles show only the field of the chosen one. */
function channels(form: FilledForm): Html {
  const { subscribe } = form.words;
  const bySms = form.filled.get(SUBSCRIBE_FIELDS.channel) === 'sms';
  return html`<div class="channels">
<div class="govuk-form-group">
<fieldset class="govuk-fieldset">
<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${subscribe.channel}</legend>
<div class="govuk-radios govuk-radios--small">
${radio('channel-email', 'email', subscribe.byEmail, !bySms)}${radio('channel-sms', 'sms', subscribe.bySms, bySms)}</div>
</fieldset>
</div>
${addressField(form, 'email')}${addressField(form, 'phone')}</div>
`;
}

function addressField(form: FilledForm, name: 'email' | 'phone'): Html {
  const type = name === 'email' ? 'email' : 'tel';
  const wrong = problemWith(form, name) !== undefined;
  return html`<div class="govuk-form-group field-${name}${wrong && ' govuk-form-group--error'}">
<label class="govuk-label govuk-label--m" for="${name}">${form.words.subscribe[name]}</label>
${errorMessage(form, name)}<input class="govuk-input govuk-input--width-20${wrong && ' govuk-input--error'}" id="${name}" name="${SUBSCRIBE_FIELDS[name]}" type="${type}" autocomplete="${type}" spellcheck="false"${value(form, SUBSCRIBE_FIELDS[name])}${wrong && html` aria-describedby="${name}-error" aria-invalid="true"`}>
</div>
`;
}

function themesField(form: FilledForm): Html {
  const { subscribe } = form.words;
  const wrong = problemWith(form, 'themes') !== undefined;
  return html`<div class="govuk-form-group${wrong && ' govuk-form-group--error'}" id="themes-group" data-hint="${subscribe.themesChoose}">
<label class="govuk-label govuk-label--m" for="themes">${subscribe.themes}</label>
<div class="govuk-hint" id="themes-hint">${subscribe.themesHint}</div>
${errorMessage(form, 'themes')}<input class="govuk-input${wrong && ' govuk-input--error'}" id="themes" name="${SUBSCRIBE_FIELDS.themes}" type="text" maxlength="200"${value(form, SUBSCRIBE_FIELDS.themes)} aria-describedby="themes-hint${wrong && ' themes-error'}"${wrong && html` aria-invalid="true"`}>
</div>
`;
}

function value({ filled }: FilledForm, name: string): Html | false {
  const text = filled.get(name);
  return text !== null && text !== '' && html` value="${text}"`;
}

function checkbox({ filled }: FilledForm, id: string, name: string, code: string, label: string): Html {
  return html`<div class="govuk-checkboxes__item">
<input class="govuk-checkboxes__input" id="${id}" name="${name}" type="checkbox" value="${code}"${filled.getAll(name).includes(code) && ' checked'}>
<label class="govuk-label govuk-checkboxes__label" for="${id}">${label}</label>
</div>
`;
}

function radio(id: string, code: string, label: string, checked: boolean): Html {
  return html`<div class="govuk-radios__item">
<input class="govuk-radios__input" id="${id}" name="${SUBSCRIBE_FIELDS.channel}" type="radio" value="${code}"${checked && ' checked'}>
<label class="govuk-label govuk-radios__label" for="${id}">${label}</label>
</div>
`;
}

const problemWith = ({ problems }: FilledForm, field: ProblemField): SubscribeProblem | undefined =>
  problems.find((problem) => FIELD_OF[problem] === field);

function sentence({ words }: FilledForm, problem: SubscribeProblem): string {
  return fill(words.subscribe[problem], {
    count: String(MOST_THEMES.count),
    length: String(MOST_THEMES.length),
  });
}

function errorMessage(form: FilledForm, field: ProblemField): Html | undefined {
  const problem = problemWith(form, field);
  return (
    problem &&
    html`<p class="govuk-error-message" id="${field}-error"><span class="govuk-visually-hidden">${form.words.subscribe.error}</span> ${sentence(form, problem)}</p>\n`
  );
}

/** The errors of a form, each with a link to its field. */
export function errorSummary(form: FilledForm): Html {
  return html`<div class="govuk-error-summary" role="alert" aria-labelledby="error-summary-title">
<h2 class="govuk-error-summary__title" id="error-summary-title">${form.words.subscribe.problemHeading}</h2>
<ul class="govuk-list govuk-error-summary__list">
${form.problems.map((problem) => html`<li><a href="#${FIELD_OF[problem]}">${sentence(form, problem)}</a></li>\n`)}</ul>
</div>
`;
}
