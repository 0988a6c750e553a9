import { PDFDocument, type PDFFont, StandardFonts } from '@cantoo/pdf-lib';

const PARAGRAPHS = [
  'The purpose of this review is to identify improvements that partner agencies can make to safeguard children and to promote their welfare.',
  'The child lived with both parents and two older brothers. Health visitors, the school and the police had each met the family in the year before, and each held a part of what was known.',
  'Practitioners described a family that was polite, that kept most of its appointments and that rarely asked for help. What daily life was like for the child was seldom written down.',
  'The reviewer spoke with eighteen practitioners and with the grandmother, read the chronologies of seven agencies, and held two events at which the findings were tested.',
  'Supervision was regular, but it looked at tasks rather than at what practitioners thought and felt about the work, and it did not ask what else could explain the injuries.',
  'The partnership should ask each agency to show how a concern about bruising in a baby who cannot move is passed on the same day, and what is done when nobody answers.',
];
const INTRODUCTION =
  'This review is about a four month old baby who was taken to hospital with injuries that nobody could explain. It looks at how agencies shared what each of them knew, how they heard the voice of a baby who cannot speak, and what would help practitioners to see the risk sooner. It makes five recommendations to the partnership.';

/** A report of twenty pages with this title that passes every check. */
export async function shortReport(title: string): Promise<Uint8Array> {
  const report = await PDFDocument.create({ updateMetadata: false });
  const font = await report.embedFont(StandardFonts.Helvetica);
  const bold = await report.embedFont(StandardFonts.HelveticaBold);
  const cover = report.addPage([595, 842]);
  cover.drawText('Local Child Safeguarding Practice Review', { x: 72, y: 640, size: 24, font: bold });
  cover.drawText(title, { x: 72, y: 580, size: 30, font: bold });
  cover.drawText('Lead reviewer: Marguerite Ashdown', { x: 72, y: 480, size: 14, font });
  cover.drawText(`Date of publication: ${TODAY}`, { x: 72, y: 440, size: 14, font });
  for (let number = 2; number <= 20; number++) {
    const page = report.addPage([595, 842]);
    const heading = number === 2 ? '1. Introduction' : `${number - 1}. Findings, part ${number - 2}`;
    page.drawText(heading, { x: 72, y: 770, size: 16, font: bold });
    const paragraphs =
      number === 2 ? [INTRODUCTION, ...PARAGRAPHS] : [...PARAGRAPHS, ...PARAGRAPHS.toReversed()];
    let y = 740;
    for (const paragraph of paragraphs) {
      for (const line of wrapped(paragraph, font)) {
        page.drawText(line, { x: 72, y, size: 11, font });
        y -= 14;
      }
      y -= 8;
    }
    page.drawText(String(number), { x: 290, y: 40, size: 9, font });
  }
  return report.save();
}

const TODAY = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

function wrapped(paragraph: string, font: PDFFont): string[] {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (font.widthOfTextAtSize(line, 11) > 450) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}
