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
  const known = new Set(typesOf(settings).map(({ code }) => code));
  const chosen = new Set(fields.getAll(SUBSCRIBE_FIELDS.types));
  const types = [...chosen.intersection(known)];
  const themes = themesFrom(fields);
  const badThemes =
    themes.length > MOST_THEMES.count || themes.some((theme) => theme.length > MOST_THEMES.length);
  const isAll = types.length === known.size;
  const tooMany = !badThemes && !isAll && types.length * themes.length > MOST_COMBINATIONS;
  return {
    filter: {
      // New reviews and changes together are all events, and all types are every review: no filter.
      ...(fields.get(SUBSCRIBE_FIELDS.changes) !== 'yes' && { event: ['new'] }),
      ...(types.length > 0 && !isAll && { type: types }),
      ...(themes.length > 0 && { themes }),
    },
    problems: [
      // Without the types that the publisher once had, the choice would widen to every review.
      ...(types.length === 0 && chosen.size > 0 ? (['badTypes'] as const) : []),
      ...(badThemes ? (['badThemes'] as const) : []),
      ...(tooMany ? (['tooMany'] as const) : []),
    ],
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

/** Themes from checkboxes, or written with commas between them. */
function themesFrom(fields: URLSearchParams): string[] {
  const written = fields.getAll(SUBSCRIBE_FIELDS.themes).flatMap((text) => text.split(','));
  return [...new Set(written.map(themeKey).filter((theme) => theme !== ''))];
}
