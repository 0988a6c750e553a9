import type { Finding, FindingCode } from '#shared/domain/review/finding.ts';
import { boxAround } from '../../pdf/geometry/box.ts';
import type { Box, HiddenText, Noticed, Page } from '../../pdf/page-model.ts';
import type { Check } from './check.ts';
import { masked } from './mask.ts';

const KINDS: Readonly<Record<HiddenText['how'], { code: FindingCode; message: (words: string) => string }>> =
  {
    'under-box': {
      code: 'hidden-text-under-box',
      message: (words) => `Words lie under a box and can be copied out: “${words}”.`,
    },
    'unapplied-redaction': {
      code: 'unapplied-redaction',
      message: (words) => `These words were marked for redaction but are still there: “${words}”.`,
    },
    invisible: {
      code: 'invisible-text',
      message: (words) => `Words are there that a reader cannot see: “${words}”.`,
    },
    'off-page': {
      code: 'off-page-text',
      message: (words) => `Words stand outside the visible page: “${words}”.`,
    },
    'hidden-layer': {
      code: 'hidden-layer',
      message: (words) => `A layer that is switched off holds words: “${words}”.`,
    },
  };

/** What covers hide that is no text. */
const COVERED: ReadonlyMap<Noticed['what'], string> = new Map([
  [
    'box-on-picture',
    'A box covers a part of a picture. The whole picture is still there and can be taken out of the file.',
  ],
  [
    'covered-outlines',
    'Something drawn like words lies under a box. It is still there and can be taken out of the file.',
  ],
]);

/** What is in the file and a reader of the page does not see: one finding for each kind and place. */
export const hiddenText: Check = ({ report }) => report.pages.flatMap(onPage);

function onPage(page: Page): Finding[] {
  const found = gathered(page.hidden.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))).map(
    ({ how, text, box }): Finding => ({
      code: KINDS[how].code,
      page: page.number,
      box,
      message: KINDS[how].message(masked(text)),
    }),
  );
  const covered = (page.noticed ?? []).flatMap(({ what, box }): Finding[] => {
    const message = COVERED.get(what);
    return message === undefined ? [] : [{ code: 'hidden-text-under-box', page: page.number, box, message }];
  });
  found.push(...covered);
  const unapplied = page.annotations.filter(({ subtype }) => subtype === 'Redact');
  if (unapplied.length === 0 || found.some(({ code }) => code === 'unapplied-redaction')) return found;
  return [
    ...found,
    ...unapplied.map(
      ({ box }): Finding => ({
        code: 'unapplied-redaction',
        page: page.number,
        box,
        message: 'An area was marked for redaction but the redaction was never applied.',
      }),
    ),
  ];
}

/** Pieces of one kind on neighbouring lines are one place. */
function gathered(pieces: readonly HiddenText[]): HiddenText[] {
  const groups: HiddenText[] = [];
  for (const piece of pieces) {
    const index = groups.findIndex((group) => group.how === piece.how && isNear(group.box, piece.box));
    const group = groups[index];
    if (group)
      groups[index] = {
        how: group.how,
        text: `${group.text} ${piece.text}`,
        box: boxAround(group.box, piece.box),
      };
    else groups.push(piece);
  }
  return groups;
}

/** In points: a line and a half of ordinary text, two words apart. */
const isNear = (a: Box, b: Box): boolean =>
  b[1] - a[3] < 20 && a[1] - b[3] < 20 && b[0] - a[2] < 40 && a[0] - b[2] < 40;
