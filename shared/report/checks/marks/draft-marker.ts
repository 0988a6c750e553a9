import type { Finding } from '#shared/domain/review/finding.ts';
import type { Noticed } from '../../../pdf/page-model.ts';
import { alternatives, anyPart, phraseTables } from '../../phrases.ts';
import type { Check } from '../check.ts';
import type { Mark } from './page-marks.ts';

const draftPhrases = phraseTables('draft');

const WORD = /(?<!\p{L})d?draf+t(?!\p{L})|\bd ?r ?a ?f ?t\b/iu;
/**
 * A line that is a mark, not a heading about drafts: `DRAFT v3`, `Final draft for panel`, `Draft 2 - 4 May
 * 2023`.
 */
const LABEL = new RegExp(
  `^\\W*(?:(?:status|version)\\W+)?(?:(?:${alternatives(draftPhrases('BEFORE_DRAFT'))})\\W+)*draf+t\\b(?:\\W*(?:${alternatives(draftPhrases('AFTER_DRAFT'))})\\b)*\\W*$`,
  'i',
);
const BARE = /^\W*(?:FINAL |FIRST |SECOND )?DRAF+T(?:\W+(?:V(?:ERSION)?|NO)?\.? ?[\d.]+)?\W*$/;
const NUMBERED_DRAFT = 'draf+t(?: (?:v(?:ersion)?\\.? ?)?[\\d.]+| report| copy)?';
const TAIL = new RegExp(
  `(?:^|[-–—:(,|] ?)(?:(?:${alternatives(draftPhrases('BEFORE_DRAFT'))}) )?${NUMBERED_DRAFT}\\W*$`,
  'i',
);

/** `Draft version 6 - for the family`, `Draft: not for circulation`; "Draft care plans" is a theme. */
const OPENS =
  /(?:^|[-–—:|(,]) ?\W*draf+t(?: ?[-:|(\d]| (?:v\d|version|report|overview|document|copy|for|no\.?|number)\b)/i;
/** No theme of a review ends so. */
const CLOSES = new RegExp(`\\b${NUMBERED_DRAFT}[^\\p{L}.]*$`, 'iu');
const IS_UNFINISHED = anyPart(draftPhrases('UNFINISHED'));
/** Versions are counted from 1 when they are agreed. */
const BELOW_ONE =
  /(?:^|[^\p{L}\p{N}])(?:v(?:er(?:sion)?)?|rev(?:ision)?|issue)(?:[.:_ -]|no\b|number)*0[._-]\d/iu;
const VERSION_LABEL = /^(?:(?:document|report) )?version(?: (?:number|no\.?))?:?$/i;

/**
 * DRAFT in a header, a footer or a watermark, on the cover, or alone in capitals, and what a draft looks
 * like: a drawn watermark, struck-out words. One finding a page. "The draft report was shared" is none.
 */
export const draftMarker: Check = ({ marks, report }) => {
  const said = Map.groupBy(marks.marks.filter(isDraft), ({ page }) => page);
  for (const mark of versionsBelowOne(marks.marks)) if (!said.has(mark.page)) said.set(mark.page, [mark]);
  const onPages = report.pages.flatMap((page): Finding[] => {
    const [first, ...others] = said.get(page.number) ?? [];
    if (first) {
      const places = [...new Set([first, ...others].map(({ where }) => PLACES[where]))];
      const message = `The ${places.join(' and the ')} ${places.length > 1 ? 'say' : 'says'} that this is a draft.`;
      return [{ code: 'draft-marker', page: page.number, box: first.box, message }];
    }
    return (page.noticed ?? [])
      .flatMap(({ what, box }): Finding[] => {
        const message = SEEN.get(what);
        return message === undefined ? [] : [{ code: 'draft-marker', page: page.number, box, message }];
      })
      .slice(0, 1);
  });
  const described = report.carried.some(
    ({ place, text }) => /picture|passage/.test(place) && text.length < 80 && LABEL_OF_PICTURE.test(text),
  );
  return described && onPages.length === 0 ? [{ code: 'draft-marker', message: DESCRIBED }] : onPages;
};

const SEEN: ReadonlyMap<Noticed['what'], string> = new Map([
  [
    'drawn-word',
    'A word is drawn across the page, like a watermark. It is no text, so nobody but a person can tell whether it says “draft”.',
  ],
  [
    'struck-words',
    'Words are struck out in colour, as tracked changes are: accept or reject all changes in Word and save as PDF again.',
  ],
]);
/** How a watermark that is a picture is described. */
const LABEL_OF_PICTURE =
  /\bdraf+t\b.{0,20}\b(?:watermark|stamp)\b|\b(?:watermark|stamp)\b.{0,20}\bdraf+t\b|^\W*draf+t\W*$/i;
const DESCRIBED = 'The description of a picture says that it is a watermark of a draft.';

/** `Version` and `0.6` in the cells of a table on the cover. */
const versionsBelowOne = (marks: readonly Mark[]): Mark[] =>
  marks.filter(
    ({ where, text, page, box }) =>
      where === 'cover' &&
      /^v? ?0[._]\d/i.test(text) &&
      marks.some(
        (other) =>
          other.page === page && VERSION_LABEL.test(other.text) && Math.abs(other.box[3] - box[3]) < 6,
      ),
  );

const PLACES: Readonly<Record<Mark['where'], string>> = {
  running: 'header or footer',
  watermark: 'watermark',
  cover: 'cover',
  alone: 'page',
};

const isUnfinished = (text: string): boolean => BELOW_ONE.test(text) || IS_UNFINISHED.test(text);

function isDraft(mark: Mark): boolean {
  const isSentence = /\.$/.test(mark.text) && !mark.repeated;
  if (mark.where !== 'alone' && !isSentence && isUnfinished(mark.text)) return true;
  if (!WORD.test(mark.text)) return false;
  switch (mark.where) {
    case 'watermark':
      return true;
    case 'running':
      return mark.repeated || LABEL.test(mark.text) || /\bDRAF+T\b/.test(mark.text) || TAIL.test(mark.text);
    case 'cover':
      return (
        LABEL.test(mark.text) ||
        OPENS.test(mark.text) ||
        CLOSES.test(mark.text) ||
        /\bDRAF+T\b/.test(mark.text)
      );
    case 'alone':
      return BARE.test(mark.text) || (mark.size >= 36 && LABEL.test(mark.text));
  }
}
