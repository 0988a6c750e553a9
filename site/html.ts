import { escapeHtml } from '#shared/domain/escape.ts';

/** Safe markup. Only `html` and `trusted` create it. */
export class Html {
  readonly #markup: string;
  constructor(markup: string) {
    this.#markup = markup;
  }
  toString(): string {
    return this.#markup;
  }
}

type Value = Html | string | number | undefined | false | readonly Value[];

/**
 * Template tag that escapes values in text and in quoted attributes. `Html` values are inserted unchanged,
 * lists are joined, `undefined` and `false` are dropped.
 */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(
    parts.reduce(
      (markup, part, index) => markup + (index === 0 ? '' : rendered(values[index - 1])) + part,
      '',
    ),
  );
}

/** Markup from a trusted constant, such as JSON that `jsonInScript` made. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function rendered(value: Value): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return value.map(rendered).join('');
}
