import { deflateSync } from 'node:zlib';

/** A PDF's object as it is written: a value, or a dictionary's entries and the bytes of its stream. */
export type RawObject =
  | string
  | { readonly entries: string; readonly stream: string | Uint8Array; readonly deflate?: boolean };

/** A PDF of hand-written objects (object 1 is the catalogue), for structures that no program writes. */
export function rawPdf(objects: Readonly<Record<number, RawObject>>, trailer = ''): Uint8Array {
  return revise(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), objects, trailer, undefined);
}

/**
 * The same file with an incremental update: the objects replace those of the same number, which stay in the
 * bytes.
 */
export function revisedPdf(pdf: Uint8Array, objects: Readonly<Record<number, RawObject>>): Uint8Array {
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(Buffer.from(pdf).toString('latin1'))?.[1];
  return revise(Buffer.from(pdf), objects, '', previous);
}

function revise(
  before: Buffer,
  objects: Readonly<Record<number, RawObject>>,
  trailer: string,
  previous: string | undefined,
): Uint8Array {
  const parts = [before];
  const offsets: [string, number][] = [];
  let length = before.length;
  for (const [number, object] of Object.entries(objects)) {
    const bytes = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      bodyOf(object),
      Buffer.from('\nendobj\n'),
    ]);
    offsets.push([number, length]);
    parts.push(bytes);
    length += bytes.length;
  }
  const table = offsets
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
    .join('');
  const size = 1 + Math.max(...Object.keys(objects).map(Number), 99);
  const previously = previous === undefined ? '' : `/Prev ${previous}`;
  const end = `xref\n0 1\n0000000000 65535 f \n${table}trailer\n<</Size ${size} /Root 1 0 R ${trailer} ${previously}>>\nstartxref\n${length}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(end, 'latin1')]));
}

function bodyOf(object: RawObject): Buffer {
  if (typeof object === 'string') return Buffer.from(object, 'latin1');
  const plain =
    typeof object.stream === 'string' ? Buffer.from(object.stream, 'latin1') : Buffer.from(object.stream);
  const bytes = object.deflate === true ? deflateSync(plain) : plain;
  const filter = object.deflate === true ? '/Filter /FlateDecode' : '';
  return Buffer.concat([
    Buffer.from(`<<${object.entries} ${filter} /Length ${bytes.length}>>\nstream\n`, 'latin1'),
    bytes,
    Buffer.from('\nendstream', 'latin1'),
  ]);
}

export const HELVETICA = '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>';

/** Operators that write a line in the font `F1`. */
export function line(text: string, y = 700): string {
  return `BT /F1 12 Tf 72 ${y} Td (${text}) Tj ET\n`;
}

/**
 * A one-page PDF: catalogue 1, pages 2, page 3, content 4, font 5. More objects and entries go in between.
 */
export function onePage(parts: {
  readonly content: string;
  readonly catalogue?: string;
  readonly page?: string;
  readonly resources?: string;
  readonly objects?: Readonly<Record<number, RawObject>>;
  readonly trailer?: string;
}): Uint8Array {
  return rawPdf(
    {
      1: `<</Type /Catalog /Pages 2 0 R ${parts.catalogue ?? ''}>>`,
      2: '<</Type /Pages /Kids [3 0 R] /Count 1>>',
      3: `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> ${parts.resources ?? ''}>> ${parts.page ?? ''}>>`,
      4: { entries: '', stream: parts.content, deflate: true },
      5: HELVETICA,
      ...parts.objects,
    },
    parts.trailer,
  );
}
