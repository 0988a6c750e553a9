import { pdfOf, textAt } from './pdf-of.ts';

const INTRODUCTION = [
  'This review is about a four month old baby who was taken to hospital with injuries that',
  'nobody could explain. It looks at how agencies shared what each of them knew, how they heard',
  'the voice of a baby who cannot speak, and what would help practitioners to see the risk',
  'sooner. It makes five recommendations to the partnership.',
];
const FINDINGS = [
  'Health visitors, the school and the police had each met the family in the year before, and',
  'each held a part of what was known. Supervision was regular, but it looked at tasks rather',
  'than at what practitioners thought and felt about the work.',
];

/** A report of two pages that nothing stops from being published. */
export function smallReport(
  title: string,
  reviewer = 'Marguerite Ashdown',
  published = '4 March 2024',
): Uint8Array<ArrayBuffer> {
  const cover = [
    textAt(72, 640, 'Local Child Safeguarding Practice Review', 22, 'F2'),
    textAt(72, 580, title, 30, 'F2'),
    textAt(72, 480, `Lead reviewer: ${reviewer}`, 14),
    textAt(72, 440, `Date of publication: ${published}`, 14),
  ];
  const inside = [
    textAt(72, 770, '1. Introduction', 16, 'F2'),
    ...INTRODUCTION.map((line, index) => textAt(72, 740 - index * 14, line, 11)),
    textAt(72, 660, '2. Findings', 16, 'F2'),
    ...FINDINGS.map((line, index) => textAt(72, 630 - index * 14, line, 11)),
  ];
  return pdfOf({ pages: [cover.join(''), inside.join('')] });
}

const WELSH = [
  "Mae'r adolygiad hwn yn ymwneud â babi pedwar mis oed a aeth i'r ysbyty gydag anafiadau nad",
  "oedd neb yn gallu eu hesbonio. Mae'n edrych ar sut yr oedd asiantaethau yn rhannu gwybodaeth,",
  "sut yr oeddent yn clywed llais y plentyn, a beth fyddai'n helpu gweithwyr i weld y risg yn",
  "gynt. Mae'n gwneud pum argymhelliad i'r bartneriaeth.",
];

/** The Welsh translation of a small report, which keeps its title. */
export const welshTranslation = (title: string): Uint8Array<ArrayBuffer> =>
  pdfOf({
    pages: [
      textAt(72, 640, 'Adolygiad Ymarfer Diogelu Plant Lleol', 22, 'F2') + textAt(72, 580, title, 30, 'F2'),
      textAt(72, 770, '1. Cyflwyniad', 16, 'F2') +
        WELSH.map((line, index) => textAt(72, 740 - index * 14, line, 11)).join(''),
    ],
  });
