import { jsonInScript } from '#shared/domain/escape.ts';
import { type Html, html, trusted } from './html.ts';
import type { Words } from './words.ts';

interface Choices {
  readonly years: readonly number[];
  readonly types: readonly { readonly value: string; readonly text: string }[];
  readonly themes: readonly { readonly value: string; readonly text: string }[];
}

/**
 * Search and filters, displayed only where scripts run (`@media (scripting)`, which avoids layout shift).
 * Without script the page is the whole list.
 */
export function searchForm({ years, types, themes }: Choices, words: Words): Html {
  const { search } = words;
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
<script type="application/json" id="search-words">${trusted(jsonInScript(wordsOfScript(words)))}</script>
`;
}

/** Words for the search script, which contains none. */
function wordsOfScript({ months, search, list: { retired }, status }: Words) {
  const { more, searching, found, nothing, broken } = search;
  return { months, more, searching, found, nothing, broken, retired, status };
}
