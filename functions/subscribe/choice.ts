import { themeKey } from '#shared/domain/listing/themes.ts';
import { typesOf } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { SubscriptionFilter } from '#shared/ports.ts';
import { MOST_THEMES, SUBSCRIBE_FIELDS, type SubscribeProblem } from '#site/subscribe-page.ts';

/** SNS: values of a filter policy, multiplied. https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const MOST_COMBINATIONS = 150;

/** What a subscriber chose to hear of. */
export interface Choice {
  /** The SNS filter policy, matched against the attributes of an alert (see `renderAlert`). */
  readonly filter: SubscriptionFilter;
  readonly problems: readonly SubscribeProblem[];
}

/** Reads the choice of a posted form. By default every new review. */
export function choiceFrom(fields: URLSearchParams, settings: Settings): Choice {
  const types = typesFrom(fields, settings);
  const themes = themesFrom(fields);
  const badThemes =
    themes.length > MOST_THEMES.count || themes.some((theme) => theme.length > MOST_THEMES.length);
  const tooMany = !badThemes && types.length * themes.length > MOST_COMBINATIONS;
  return {
    filter: {
      // New reviews and changes together are all events: no filter.
      ...(fields.get(SUBSCRIBE_FIELDS.changes) !== 'yes' && { event: ['new'] }),
      ...(types.length > 0 && { type: types }),
      ...(themes.length > 0 && { themes }),
    },
    problems: [...(badThemes ? (['badThemes'] as const) : []), ...(tooMany ? (['tooMany'] as const) : [])],
  };
}

/** The fields of a form that shows this choice. */
export function fieldsOf(filter: SubscriptionFilter): URLSearchParams {
  const fields = new URLSearchParams();
  for (const code of filter.type ?? []) fields.append(SUBSCRIBE_FIELDS.types, code);
  if (filter.themes !== undefined) fields.set(SUBSCRIBE_FIELDS.themes, filter.themes.join(', '));
  if (filter.event === undefined) fields.set(SUBSCRIBE_FIELDS.changes, 'yes');
  return fields;
}

/** The chosen types that exist. None if all were chosen, which needs no filter. */
function typesFrom(fields: URLSearchParams, settings: Settings): string[] {
  const codes = new Set(typesOf(settings).map(({ code }) => code));
  const chosen = new Set(fields.getAll(SUBSCRIBE_FIELDS.types).filter((code) => codes.has(code)));
  return chosen.size === codes.size ? [] : [...chosen];
}

/** Themes from checkboxes, or written with commas between them. */
function themesFrom(fields: URLSearchParams): string[] {
  const written = fields.getAll(SUBSCRIBE_FIELDS.themes).flatMap((text) => text.split(','));
  return [...new Set(written.map(themeKey).filter((theme) => theme !== ''))];
}
