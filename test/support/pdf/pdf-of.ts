/** A PDF for a test, by its objects. Tests name only the fields they are about. */
export interface PdfParts {
  /** Content stream of each page. */
  readonly pages: readonly string[];
  /** Added to each page's dictionary, e.g. `/Rotate 90`. */
  readonly page?: string;
  /** Added to each page's resources, e.g. `/ExtGState << /G << /ca 0 >> >>`. */
  readonly resources?: string;
  /** Added to the catalogue. */
  readonly catalogue?: string;
  /** Added to the trailer. */
  readonly trailer?: string;
  /** More objects, from number 20: `dictionary` or `{ dictionary, stream }`. */
  readonly objects?: readonly (string | { readonly dictionary: string; readonly stream: string })[];
}

export const FIRST_OBJECT = 20;

/** Writes the PDF, A4, with Helvetica as /F1, Helvetica-Bold as /F2 and a cross-reference table. */
export function pdfOf({
  pages,
  page = '',
  resources = '',
  catalogue = '',
  trailer = '',
  objects = [],
}: PdfParts): Uint8Array<ArrayBuffer> {
  const numbered = new Map<number, string>();
  const kids = pages.map((_, index) => `${100 + index * 2} 0 R`).join(' ');
  numbered.set(1, `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`);
  numbered.set(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  numbered.set(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  numbered.set(4, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>');
  pages.forEach((content, index) => {
    const number = 100 + index * 2;
    numbered.set(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${number + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> ${resources} >> ${page} >>`,
    );
    numbered.set(number + 1, streamOf('', content));
  });
  objects.forEach((object, index) => {
    numbered.set(
      FIRST_OBJECT + index,
      typeof object === 'string' ? object : streamOf(object.dictionary, object.stream),
    );
  });
  return written('%PDF-1.7\n', numbered, trailer, 0);
}

/** The PDF with an incremental update: objects that replace earlier ones. */
export function updated(pdf: Uint8Array, objects: ReadonlyMap<number, string>): Uint8Array<ArrayBuffer> {
  const before = Buffer.from(pdf).toString('latin1');
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(before)?.[1]);
  return written(before, objects, '', previous);
}

export const streamOf = (dictionary: string, content: string): string =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;

function written(
  before: string,
  objects: ReadonlyMap<number, string>,
  trailer: string,
  previous: number,
): Uint8Array<ArrayBuffer> {
  let text = before;
  const rows: string[] = previous === 0 ? ['0 1\n0000000000 65535 f \n'] : [];
  for (const [number, object] of objects) {
    rows.push(`${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`);
    text += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const start = text.length;
  const prev = previous === 0 ? '' : `/Prev ${previous}`;
  text += `xref\n${rows.join('')}trailer\n<< /Size 1000 /Root 1 0 R ${prev} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

/** Content that shows a line of text at a place, in points from the bottom left. */
export const textAt = (x: number, y: number, text: string, size = 12, font = 'F1'): string =>
  `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET\n`;
