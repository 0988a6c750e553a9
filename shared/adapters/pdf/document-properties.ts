import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Properties } from '../../report/page-model.ts';

const NAMED = {
  Title: 'title',
  Author: 'author',
  Subject: 'subject',
  Keywords: 'keywords',
  Creator: 'creator',
  Producer: 'producer',
} as const;

/** Document properties, and what else stands in XMP packets anywhere in the file. */
export async function documentProperties(
  document: PDFDocumentProxy,
  bytes: Uint8Array,
): Promise<{ readonly properties: Properties; readonly language?: string; readonly encrypted: boolean }> {
  const { info } = await document.getMetadata();
  const given: Record<string, unknown> = { ...info };
  const named: Record<string, string> = {};
  for (const [key, name] of Object.entries(NAMED)) {
    const value = given[key];
    if (typeof value === 'string' && value.trim() !== '') named[name] = value.trim();
  }
  const known = new Set(Object.values(named));
  const other = new Set<string>();
  const custom = given.Custom;
  if (typeof custom === 'object' && custom !== null) {
    for (const value of Object.values(custom))
      if (typeof value === 'string' && value.trim() !== '') other.add(value.trim());
  }
  for (const value of xmpTexts(bytes)) if (!known.has(value)) other.add(value);
  const language = given.Language;
  return {
    properties: { ...named, other: [...other] },
    ...(typeof language === 'string' && language.trim() !== '' && { language: language.trim() }),
    encrypted: typeof given.EncryptFilterName === 'string',
  };
}

/** Identifiers and dates, which XMP is full of, name nobody. */
const NO_WORDS = /^(uuid:|xmp\.|adobe:|https?:|application\/|[\d\s.:+\-TZ/]*$|[0-9a-f-]{16,}$)/i;

/** Words in XMP packets: of the document, and of pictures or pages that kept theirs. */
function xmpTexts(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts: string[] = [];
  for (
    let start = buffer.indexOf('<x:xmpmeta');
    start !== -1;
    start = buffer.indexOf('<x:xmpmeta', start + 1)
  ) {
    const end = buffer.indexOf('</x:xmpmeta>', start);
    const packet = buffer.toString('utf8', start, end === -1 ? Math.min(buffer.length, start + 65_536) : end);
    const attributes = [...packet.matchAll(/\s(?!xmlns|xml:|rdf:|x:)[\w:]+="([^"<>]*)"/g)].map(
      ([, value]) => value ?? '',
    );
    const contents = [...packet.matchAll(/>([^<>]+)</g)].map(([, value]) => value ?? '');
    for (const text of [...contents, ...attributes].map(unescapeXml)) {
      if (/\p{L}{2}/u.test(text) && !NO_WORDS.test(text)) texts.push(text);
    }
  }
  return texts;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeXml = (text: string): string =>
  text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hexadecimal, decimal, name) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .trim();
