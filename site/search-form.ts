import { jsonInScript } from '#shared/domain/escape.ts';
import { folderOf } from '#shared/domain/languages.ts';
import { typesOf } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html, trusted } from './html.ts';
import { type Words, wordsOf } from './words.ts';

interface Choices {
  readonly years: readonly number[];
  readonly types: readonly { readonly value: string; readonly text: string }[];
  readonly themes: readonly { readonly value: string; readonly text: string }[];
}

/**
 * Search and filters, displayed only where scripts run (`@media (scripting)`, which avoids layout shift).
 * Without script the page is the whole list.
 */
export function searchForm({ years, types, themes }: Choices, settings: Settings): Html {
  const { search } = wordsOf(settings);
  const texts = (options: Choices['types']) =>
    options.map(({ value, text }) => html`<option value="${value}">${text}</option>`);
  return html`<form class="search" id="search" method="get" action="/" role="search" aria-label="${search.label}">
<label class="govuk-label" for="search-q">${search.words}</label>
<div class="search__words">
<input class="govuk-input" id="search-q" name="q" type="search" autocomplete="off" spellcheck="false" aria-describedby="result-count">
<button class="govuk-button" type="submit">${search.button}</button>
</div>
<details class="folded" id="search-filters">
<summary class="folded__summary">${search.filters}</summary>
<div class="search__filters">
<div>
<label class="govuk-label" for="search-type">${search.type}</label>
<select class="govuk-select" id="search-type" name="type"><option value="">${search.types}</option>${texts(types)}</select>
</div>
<div>
<label class="govuk-label" for="search-year">${search.year}</label>
<select class="govuk-select" id="search-year" name="year"><option value="">${search.years}</option>${years.map((year) => html`<option value="${year}">${year}</option>`)}</select>
</div>
<div>
<label class="govuk-label" for="search-theme">${search.theme}</label>
<select class="govuk-select" id="search-theme" name="theme"><option value="">${search.themes}</option>${texts(themes)}</select>
</div>
<button class="govuk-button govuk-button--secondary" type="reset">${search.clear}</button>
</div>
</details>
<p class="govuk-visually-hidden" id="search-status" role="status"></p>
</form>
<script type="application/json" id="search-words">${trusted(jsonInScript(wordsOfScript(settings)))}</script>
`;
}

/** Words for the search script, which contains none. */
function wordsOfScript(settings: Settings) {
  const { months, search, inReports, list, status } = wordsOf(settings);
  const { more, searching, found, nothing, broken } = search;
  const { heading: _heading, note: _note, ...inReportsOfScript } = inReports;
  const { retired } = list;
  const folder = folderOf(settings);
  return {
    months,
    more,
    searching,
    found,
    nothing,
    broken,
    retired,
    status,
    inReports: inReportsOfScript,
    // The listing that the script reads is in the first language.
    ...(folder !== '' && {
      folder,
      types: Object.fromEntries(typesOf(settings).map(({ code, name }) => [code, name])),
    }),
  };
}

/** Where the script shows words found inside reports; `yearPages` are the names of their indexes. */
export function inReportsSection(yearPages: readonly string[], { search, inReports }: Words): Html {
  return html`<section class="in-reports" id="in-reports" aria-labelledby="in-reports-heading" data-year-pages="${yearPages.join(' ')}" hidden>
<h2 class="govuk-heading-l" id="in-reports-heading">${inReports.heading}</h2>
<p class="govuk-body in-reports__count" role="status"></p>
<ul class="govuk-list in-reports__list"></ul>
<button class="govuk-button govuk-button--secondary" type="button" hidden>${search.more}</button>
<p class="govuk-body">${inReports.note}</p>
</section>
`;
}
