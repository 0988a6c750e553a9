import { jsonInScript } from '#shared/domain/escape.ts';
import { FINDINGS, isAcceptable } from '#shared/domain/review/finding.ts';
import { WITHOUT_REPORT } from '#shared/domain/review/note/review-note.ts';
import { typesOf } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html, trusted } from './html.ts';
import { renderPage } from './layout.ts';

/** Themes to choose from where no review has any yet. */
const THEMES = [
  'Babies under one',
  'Child sexual abuse',
  'Child sexual exploitation',
  'Criminal exploitation',
  'Disabled children',
  'Domestic abuse',
  'Information sharing',
  'Mental health',
  'Neglect',
  'Online harm',
  'Physical abuse',
  'Professional curiosity',
  'Self-harm and suicide',
  'Substance misuse',
];

/**
 * `/note/`: the form that writes a review note, for officers. No page links to it, and search engines
 * leave it out. It is in English, as receipts are.
 */
export function renderNotePage(settings: Settings): string {
  const { publisher, types } = settings;
  const content = html`<div lang="en-GB"><h1 class="govuk-heading-xl">Write a review note</h1>
<p class="govuk-body">Fill in what you want to say, download the file, and upload it beside the PDF. Every field is optional. Nothing that you type here is sent anywhere.</p>
<noscript><p class="govuk-body">This form needs a script. Without it, write the note in a plain editor, as the officers' guide says.</p></noscript>
<form id="note" autocomplete="off">
${input('name', 'Name of the PDF or of the note', 'For example baby-eva.pdf, or baby-eva/review.yaml in a folder.')}${input('title', 'Title')}${area('summary', 'Summary', 'One or two sentences.')}${input('published', 'Published', 'For example 24 April 2024, or April 2024.')}${typeField(settings)}${area('reviewers', 'Reviewers', 'One on each line.')}${input('partnership', 'Partnership')}${themesField()}${input('content warning', 'Content warning')}${input('publish at', 'Publish at', `Nothing is public before. Time in ${publisher.timeZone}.`, 'datetime-local')}${input('retire on', 'Retire on', 'On this day the report is taken down. Title and dates stay.', 'date')}${area('companions', 'Companions', 'Names of further PDFs in the folder that belong to the review, one on each line.')}${area('keep after retirement', 'Keep after the retirement', 'Names of companions that stay, one on each line.')}${input('change note', 'Change note')}${statusField()}${area('reason', 'Reason why there is no report', 'Readers see it.')}${ticks(
  [
    ['alert again', 'Tell subscribers of this change'],
    ['rename', 'The address follows the corrected title'],
    ['remove address', 'After a withdrawal, the address has no page'],
    ['search engines', 'Keep search engines out', 'no'],
  ],
)}${acceptances()}<button class="govuk-button" type="submit">Download the note</button>
</form>
<h2 class="govuk-heading-m" id="problems-heading">Check</h2>
<div role="status" id="note-problems" tabindex="-1" aria-labelledby="problems-heading"></div>
<h2 class="govuk-heading-m" id="text-heading">The note</h2>
<section aria-labelledby="text-heading"><pre class="note-text" id="note-text"></pre></section>
<h2 class="govuk-heading-m">In the list</h2>
<div id="note-card"></div>
<h2 class="govuk-heading-m" id="email-heading">In the e-mail</h2>
<section aria-labelledby="email-heading"><pre class="note-text" id="note-email"></pre></section>
<script type="application/json" id="note-settings">${trusted(jsonInScript({ publisher, types }))}</script></div>`;
  return renderPage(
    { title: 'Write a review note', path: '/note/', alone: true, content, hidden: true, script: 'note' },
    settings,
  );
}

const idOf = (name: string): string => `note-${name.replaceAll(' ', '-')}`;

function input(name: string, label: string, hint = '', type = 'text'): Html {
  const id = idOf(name);
  return html`<div class="govuk-form-group">
<label class="govuk-label" for="${id}">${label}</label>
${hint !== '' && html`<div class="govuk-hint" id="${id}-hint">${hint}</div>\n`}<input class="govuk-input" id="${id}" name="${name}" type="${type}"${hint !== '' && html` aria-describedby="${id}-hint"`}>
</div>
`;
}

function area(name: string, label: string, hint: string): Html {
  const id = idOf(name);
  return html`<div class="govuk-form-group">
<label class="govuk-label" for="${id}">${label}</label>
<div class="govuk-hint" id="${id}-hint">${hint}</div>
<textarea class="govuk-textarea" id="${id}" name="${name}" rows="3" aria-describedby="${id}-hint"></textarea>
</div>
`;
}

function typeField(settings: Settings): Html {
  return html`<div class="govuk-form-group">
<label class="govuk-label" for="note-type">Type</label>
<select class="govuk-select" id="note-type" name="type"><option value="">As in the report</option>${typesOf(settings).map(({ code, name }) => html`<option value="${code}">${name}</option>`)}</select>
</div>
`;
}

function themesField(): Html {
  return html`${area('themes', 'Themes', 'One on each line.')}<p class="govuk-body">Themes in use, and usual ones: <span id="note-themes-offered">${THEMES.join(', ')}</span></p>
`;
}

function statusField(): Html {
  return html`<div class="govuk-form-group">
<label class="govuk-label" for="note-status">List it without a report</label>
<select class="govuk-select" id="note-status" name="status"><option value="">No, there is a report</option>${WITHOUT_REPORT.map((status) => html`<option value="${status}">${status}</option>`)}</select>
</div>
`;
}

function ticks(choices: readonly (readonly [name: string, label: string, value?: string])[]): Html {
  return html`<div class="govuk-form-group"><div class="govuk-checkboxes govuk-checkboxes--small">
${choices.map(([name, label, value = 'yes']) => tick(idOf(name), name, value, label))}</div></div>
`;
}

/** Every finding that a note can accept, with what it means. */
function acceptances(): Html {
  const codes = Object.keys(FINDINGS).filter(isAcceptable);
  return html`<fieldset class="govuk-fieldset govuk-form-group" id="accept">
<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Accept findings that you have looked at</legend>
<div class="govuk-checkboxes govuk-checkboxes--small choices">
${codes.map((code) => tick(idOf(`accept-${code}`), 'accept', code, FINDINGS[code].title, FINDINGS[code].why))}</div>
</fieldset>
`;
}

function tick(id: string, name: string, value: string, label: string, hint = ''): Html {
  return html`<div class="govuk-checkboxes__item">
<input class="govuk-checkboxes__input" id="${id}" name="${name}" type="checkbox" value="${value}"${hint !== '' && html` aria-describedby="${id}-hint"`}>
<label class="govuk-label govuk-checkboxes__label" for="${id}">${label}</label>
${hint !== '' && html`<div class="govuk-hint govuk-checkboxes__hint" id="${id}-hint">${hint}</div>\n`}</div>
`;
}
