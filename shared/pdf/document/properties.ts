import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { RawFile } from '../bytes/object-scan.ts';
import { textsOfPacket, xmpTexts } from '../bytes/xmp.ts';
import type { Properties } from '../page-model.ts';

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
  raw: RawFile,
): Promise<{ readonly properties: Properties; readonly language?: string; readonly encrypted: boolean }> {
  const { info, metadata } = await document.getMetadata();
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
  // What pdf.js unpacks may be encrypted, which the bytes alone do not tell.
  const ofDocument: unknown = metadata?.getRaw();
  const packets = [
    ...xmpTexts(bytes, raw),
    ...(typeof ofDocument === 'string' ? textsOfPacket(ofDocument) : []),
  ];
  for (const value of packets) if (!known.has(value)) other.add(value);
  const language = given.Language;
  return {
    properties: { ...named, other: [...other] },
    ...(typeof language === 'string' && language.trim() !== '' && { language: language.trim() }),
    encrypted: typeof given.EncryptFilterName === 'string',
  };
}
