import { escapeHtml } from '#shared/domain/escape.ts';

/** Markup that is safe to put in a page: only `html` makes it. */
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
 * A template whose values are escaped, in text as in attributes (which must be in quotes). Values that are
 * `Html` stand as they are, lists are joined, `undefined` and `false` are nothing.
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
