import { momentInWords } from '../../local-time.ts';
import { inWords } from '../../partial-date.ts';
import type { Settings } from '../../settings.ts';
import type { Uploaded } from '../decide/decision.ts';
import { fileOf } from '../files/upload-key.ts';
import type { Finding } from '../finding.ts';
import { retirementAt } from '../record/next-due.ts';
import { embargoOf, type ReviewNote, retirementOf } from './review-note.ts';

/** No review is older: inquiries into the death of a child began to be published then. */
const EARLIEST = '1945';
/** How far ahead officers plan. A later year is probably mistyped. */
const YEARS_AHEAD = 2;

/**
 * Statements of the earlier note that the new one lacks: an embargo or retirement still to come, search
 * engines kept out or, if the note was removed, any statement. They stay in force until an officer says
 * otherwise, so the review is held. The new note may have been written long before `now`.
 */
export function lostLines(
  said: ReviewNote,
  dropped: { readonly note: ReviewNote; readonly modifiedAt: string } | undefined,
  now: string,
  settings: Settings,
): string[] {
  const { timeZone } = settings.publisher;
  const note = dropped?.note;
  const embargo = embargoOf(said);
  const counts = embargo !== undefined && embargo > now;
  // A date before the note was written is mistyped: only "now" ends an embargo.
  const setsEmbargo = dropped?.note.publishAt !== undefined && dropped.note.publishAt > dropped.modifiedAt;
  const lines = {
    publishAt: counts ? `publish at: ${momentInWords(embargo, timeZone).replace(',', '')}` : undefined,
    retireOn:
      retirementOf(said) === undefined ? undefined : `retire on: ${inWords(retirementOf(said) ?? '')}`,
    searchEngines: said.searchEngines === false ? 'search engines: no' : undefined,
  };
  const kept = [
    ...(setsEmbargo ? [] : [lines.publishAt]),
    ...(note?.retireOn === undefined ? [lines.retireOn] : []),
    ...(note?.searchEngines === undefined ? [lines.searchEngines] : []),
  ];
  const others = note === undefined ? otherLines(said) : [];
  return [...others, ...kept].flatMap((line) => line ?? []);
}

/** Whether the note adds nothing to the earlier one, so that the scheduled version is still the newest. */
export function saysNothingNew(said: ReviewNote, note: ReviewNote): boolean {
  return Object.entries(note).every(
    ([field, value]) => JSON.stringify(Reflect.get(said, field)) === JSON.stringify(value),
  );
}

function otherLines(said: ReviewNote): string[] {
  const { title, summary, published, type, reviewers, partnership, themes, contentWarning, accept } = said;
  const list = (items: readonly string[] | undefined) => items?.join('; ');
  const lines = {
    title,
    summary,
    published: published === undefined ? undefined : inWords(published),
    type,
    reviewers: list(reviewers),
    partnership,
    themes: list(themes),
    'content warning': contentWarning,
    accept: accept?.length === 0 ? undefined : list(accept),
  };
  return Object.entries(lines).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
}

/** Questions about the note itself: its dates, and words that ask for an embargo which it does not give. */
export function aboutNote(
  { notes: [dropped], before }: Uploaded,
  now: string,
  settings: Settings,
): Finding[] {
  const { said, outcomeAt = now } = before ?? {};
  const embargo = embargoOf(said ?? {}) ?? '';
  const standing = [
    ...[before?.publication, before?.scheduled].flatMap((one) => one ?? []),
    // An embargo that was still to come at the last examination ended while the review was held.
    ...(embargo > outcomeAt && embargo <= now ? [{ publishAt: embargo }] : []),
  ];
  const { note, embargoLine, modifiedAt = now, key = '' } = dropped ?? {};
  const message = `${fileOf(key)} says “${embargoLine}”, and has no line “publish at”.`;
  return [
    ...(note === undefined ? [] : unlikelyDates(note, modifiedAt, standing, settings)),
    ...(note?.published !== undefined && note.published < EARLIEST
      ? [
          {
            code: 'unlikely-date',
            message: `"published: ${inWords(note.published)}" is long ago. Is the year right?`,
          } as const,
        ]
      : []),
    ...(embargoLine === undefined ? [] : [{ code: 'embargo-marker', message } as const]),
  ];
}

/**
 * Dates of the note that are probably mistyped: in the past when the note was written, or more than two years
 * ahead. A retirement counts from the embargo. `standing`: dates in force, which are not questioned again.
 */
function unlikelyDates(
  note: ReviewNote,
  writtenAt: string,
  standing: readonly { readonly publishAt?: string | undefined; readonly retireOn?: string | undefined }[],
  settings: Settings,
): Finding[] {
  const { timeZone } = settings.publisher;
  const [embargo, retirement] = [embargoOf(note), retirementOf(note)];
  const dates = [
    ...(embargo === undefined || standing.some(({ publishAt }) => publishAt === embargo)
      ? []
      : [{ field: 'publish at', at: embargo, words: momentInWords(embargo, timeZone), from: writtenAt }]),
    ...(retirement === undefined || standing.some(({ retireOn }) => retireOn === retirement)
      ? []
      : [
          {
            field: 'retire on',
            at: retirementAt(retirement, timeZone),
            words: inWords(retirement),
            from: embargo ?? writtenAt,
          },
        ]),
  ];
  return dates.flatMap(({ field, at, words, from }): Finding[] => {
    const wrong =
      at <= writtenAt
        ? 'is in the past'
        : Number(at.slice(0, 4)) > Number(from.slice(0, 4)) + YEARS_AHEAD
          ? 'is years ahead'
          : undefined;
    if (wrong === undefined) return [];
    return [{ code: 'unlikely-date', message: `"${field}: ${words}" ${wrong}. Is the year right?` }];
  });
}
