import * as z from 'zod';
import { ReviewType, type Settings } from '../settings.ts';
import types from './review-types.json' with { type: 'json' };

/**
 * Review types of safeguarding partnerships; settings can add more. The longest wording that matches a cover
 * wins, so that "Thematic Child Safeguarding Practice Review" is thematic and "Local Child ..." is not the
 * national type. Years: when law or guidance used the name. Old types were published for years afterwards.
 */
export const REVIEW_TYPES: readonly ReviewType[] = z.array(ReviewType).parse(types);

const KNOWN = new WeakMap<object, readonly ReviewType[]>();

/** The table with the publisher's own types, in the publisher's language. Memoized per settings. */
export function typesOf(settings: TypeSettings): readonly ReviewType[] {
  const types =
    KNOWN.get(settings) ?? [...REVIEW_TYPES, ...settings.types].map((type) => named(type, settings));
  KNOWN.set(settings, types);
  return types;
}

/** What a review note is read with. */
export const noteOptions = (settings: Settings) => ({
  types: typesOf(settings),
  timeZone: settings.publisher.timeZone,
});

interface TypeSettings {
  readonly types: readonly ReviewType[];
  readonly publisher?: { readonly language: string };
}

/** A report may name its type in either language. */
function named(type: ReviewType, { publisher }: TypeSettings): ReviewType {
  return publisher?.language !== 'cy' || type.welsh === undefined
    ? type
    : { ...type, name: type.welsh, alsoKnownAs: [type.name, ...type.alsoKnownAs] };
}
