import { type Html, html } from './html.ts';

/** What every reader is told before the first summary, unless an officer wrote a note for this review. */
const USUAL_CONTENT_NOTE =
  'Safeguarding practice reviews describe serious harm, abuse or death. You may find them upsetting.';

/** Free help lines in the United Kingdom. */
const LINES = [
  { name: 'Samaritans', number: '116 123', tel: '116123', note: 'day and night' },
  { name: 'Childline', number: '0800 1111', tel: '08001111', note: 'for under-19s' },
  { name: 'NSPCC', number: '0808 800 5000', tel: '08088005000', note: 'to help a child' },
] as const;

/** The content note with the help lines: it stands before any summary. */
export function contentNote(warning?: string, language?: string): Html {
  return html`<section class="content-note" aria-label="Content note and support">
<p class="content-note__text"${language !== undefined && html` lang="${language}"`} dir="auto">${warning ?? USUAL_CONTENT_NOTE}</p>
<ul class="content-note__lines">
${LINES.map(
  ({ name, number, tel, note }) =>
    html`<li>${name} <a class="govuk-link govuk-link--no-visited-state" href="tel:${tel}">${number}</a>, ${note}</li>\n`,
)}<li>In an emergency call <a class="govuk-link govuk-link--no-visited-state" href="tel:999">999</a></li>
</ul>
</section>
`;
}
