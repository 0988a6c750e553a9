import { type PDFContext, type PDFDict, PDFHexString, PDFString } from '@cantoo/pdf-lib';
import { dictOf, entry, put, textOf } from './pdf-objects.ts';

export interface CleanProperties {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly publisher: string;
}

/**
 * Gives the document its only properties, in the catalogue, the information dictionary and XMP (ISO 16684-1).
 * No dates.
 */
export function setProperties(context: PDFContext, catalogue: PDFDict, properties: CleanProperties): void {
  const title = plain(properties.title);
  context.trailerInfo.Info = context.register(context.obj({ Title: PDFHexString.fromText(title) }));
  const xmp = context.stream(new TextEncoder().encode(xmpOf(properties)), {
    Type: 'Metadata',
    Subtype: 'XML',
  });
  put(catalogue, 'Metadata', context.register(xmp));
  if (properties.language !== '') put(catalogue, 'Lang', PDFString.of(properties.language));
  put(catalogue, 'ViewerPreferences', context.obj({ DisplayDocTitle: true }));
}

/** Whether the information dictionary of a copy says the given title and nothing else. */
export function hasOnlyTitle(context: PDFContext, { title }: CleanProperties): boolean {
  const { Info } = context.trailerInfo;
  const dict = dictOf(context, Info);
  return dict?.keys().length === 1 && textOf(context, entry(dict, 'Title')) === plain(title);
}

export function xmpOf({ title, language, publisher }: CleanProperties): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language>
<dc:publisher><rdf:Bag><rdf:li>${escapeXml(publisher)}</rdf:li></rdf:Bag></dc:publisher>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

/** Without control characters and lone surrogates, which XML 1.0 forbids. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u001f\u007f\ufffe\uffff]+/g, ' ');
}

function escapeXml(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
