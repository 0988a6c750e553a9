import { createHash } from 'node:crypto';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { pageTexts, withPdfium } from '#shared/pdf/pdfium/open-document.ts';

/** Searchable content of a PDF. */
export interface Carried {
  /** Every string, name, page text and decoded stream: letters and digits only, in lower case. */
  readonly words: string;
  /** The strings of its objects one by one: no page shows them. */
  readonly strings: ReadonlySet<string>;
  /** Digests of its pictures as they are decoded or, where only a browser could decode them, stored. */
  readonly pictures: ReadonlySet<string>;
}

/** Extracts the content of a PDF. Throws if pdf-lib cannot open it. */
export async function carriedBy(pdf: Uint8Array): Promise<Carried> {
  const document = await PDFDocument.load(pdf, { ignoreEncryption: true, updateMetadata: false });
  const strings: string[] = [];
  const parts: string[] = (await withPdfium(pdf, pageTexts)) ?? [];
  const pictures = new Set<string>();
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    collect(object, strings, parts);
    if (!(object instanceof PDFRawStream)) continue;
    const contents = decoded(object);
    // Stored bytes too: what follows the end of the compressed data is in no decoded stream.
    parts.push(contents.toString('latin1'), Buffer.from(object.getContents()).toString('latin1'));
    const subtype = object.dict.get(PDFName.of('Subtype'));
    if (subtype === PDFName.of('Image')) pictures.add(createHash('sha256').update(contents).digest('hex'));
  }
  const text = [...strings, ...parts].join('\n');
  return {
    words: [text, unhexed(text), withoutGaps(text)].map(lettersAndDigits).join('\n'),
    strings: new Set(strings.map((string) => string.trim())),
    pictures,
  };
}

function collect(object: PDFObject, strings: string[], names: string[]): void {
  if (object instanceof PDFString || object instanceof PDFHexString) strings.push(object.decodeText());
  else if (object instanceof PDFName) names.push(object.decodeText());
  else if (object instanceof PDFArray) for (const item of object.asArray()) collect(item, strings, names);
  const dict = object instanceof PDFRawStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return;
  for (const [key, value] of dict.entries()) {
    names.push(key.decodeText());
    collect(value, strings, names);
  }
}

function decoded(stream: PDFRawStream): Buffer {
  try {
    return Buffer.from(decodePDFRawStream(stream).decode());
  } catch {
    return Buffer.from(stream.getContents());
  }
}

const unhexed = (text: string): string =>
  [...text.matchAll(/<([0-9A-Fa-f\s]{4,})>/g)]
    .map(([, hex = '']) => Buffer.from(hex.replace(/\s/g, ''), 'hex').toString('latin1'))
    .join('\n');

/** Removes the kerning numbers between the strings of a TJ operator. */
const withoutGaps = (text: string): string => text.replace(/\)\s*-?[\d.]+\s*\(/g, '');

/** Decodes percent-encoding, then keeps letters and digits. */
const lettersAndDigits = (text: string): string =>
  text
    .replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether the content contains any of these secrets. */
export const holdsOneOf = ({ words }: Carried, secrets: readonly string[]): boolean =>
  secrets.some((secret) => words.includes(lettersAndDigits(secret)));
