import { type Html, html } from './html.ts';
import { said, type Words } from './words.ts';

/** Free help lines in the United Kingdom, as their owners write the numbers. */
const LINES = [
  { line: 'samaritans', number: '116 123', tel: '116123' },
  { line: 'childline', number: '0800 1111', tel: '08001111' },
  { line: 'nspcc', number: '0808 800 5000', tel: '08088005000' },
  { line: 'emergency', number: '999', tel: '999' },
] as const;

/** The officer's own content note for one review. */
interface OwnNote {
  readonly text: string;
  readonly language: Html | undefined;
}

/** The content note and the help lines, placed before any summary. */
export function contentNote({ support }: Words, own?: OwnNote): Html {
  return html`<section class="content-note" aria-label="${support.label}">
<p class="content-note__text"${own?.language} dir="auto">${own?.text ?? support.note}</p>
${helpLines(support)}</section>
`;
}

/** The same above a list: on a phone a line that opens, so that the first review is on the first screen. */
export function foldedContentNote({ support }: Words): Html {
  return html`<section class="content-note" aria-label="${support.label}">
<details class="folded">
<summary class="folded__summary">${support.short}</summary>
<p class="content-note__text">${support.note}</p>
${helpLines(support)}</details>
</section>
`;
}

function helpLines(support: Words['support']): Html {
  return html`<ul class="content-note__lines">
${LINES.map(({ line, number, tel }) => {
  const link = html`<a class="govuk-link govuk-link--no-visited-state" href="tel:${tel}">${number}</a>`;
  return html`<li>${said(support[line], { number: link })}</li>\n`;
})}</ul>
`;
}
