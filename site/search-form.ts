import { type Html, html } from './html.ts';

interface Choices {
  readonly years: readonly number[];
  readonly types: readonly { readonly value: string; readonly text: string }[];
  readonly themes: readonly { readonly value: string; readonly text: string }[];
}

/**
 * Search and filters: shown where scripts run (`@media (scripting)`, so nothing moves when the script arrives).
 * Without script the page is the whole list, and the browser's own search finds words in it.
 */
export function searchForm({ years, types, themes }: Choices): Html {
  const texts = (options: Choices['types']) =>
    options.map(({ value, text }) => html`<option value="${value}">${text}</option>`);
  return html`<form class="search" id="search" method="get" action="/" role="search" aria-label="Reviews">
<label class="govuk-label" for="search-q">Search for words in names, summaries and themes</label>
<div class="search__words">
<input class="govuk-input" id="search-q" name="q" type="search" autocomplete="off" spellcheck="false" aria-describedby="result-count">
<button class="govuk-button" type="submit">Search</button>
</div>
<div class="search__filters">
<div>
<label class="govuk-label" for="search-type">Type</label>
<select class="govuk-select" id="search-type" name="type"><option value="">All types</option>${texts(types)}</select>
</div>
<div>
<label class="govuk-label" for="search-year">Year</label>
<select class="govuk-select" id="search-year" name="year"><option value="">All years</option>${years.map((year) => html`<option value="${year}">${year}</option>`)}</select>
</div>
<div>
<label class="govuk-label" for="search-theme">Theme</label>
<select class="govuk-select" id="search-theme" name="theme"><option value="">All themes</option>${texts(themes)}</select>
</div>
<button class="govuk-button govuk-button--secondary" type="reset">Clear search</button>
</div>
<p class="govuk-visually-hidden" id="search-status" role="status"></p>
</form>
`;
}
