import { PDFDocument, PDFName, PDFString, rgb, StandardFonts } from '@cantoo/pdf-lib';
import type { FindingCode } from '#shared/domain/finding.ts';

type Leak = (document: PDFDocument, secret: string) => Promise<void> | void;

/** Ways in which a report gives a secret away, by the finding that must hold it. */
export const LEAKS: Readonly<Partial<Record<FindingCode, Leak>>> = {
  'hidden-text-under-box': async (document, secret) => {
    await write(document, secret, 90);
    document.getPage(4).drawRectangle({ x: 60, y: 85, width: 300, height: 20, color: rgb(0, 0, 0) });
  },
  'invisible-text': (document, secret) => write(document, secret, 90, { color: rgb(1, 1, 1) }),
  'off-page-text': (document, secret) => write(document, secret, -400),
  'annotation-comment': (document, secret) => {
    const page = document.getPage(4);
    const note = document.context.obj({
      Type: 'Annot',
      Subtype: 'Text',
      Rect: [60, 60, 80, 80],
      Contents: PDFString.of(secret),
    });
    page.node.addAnnot(document.context.register(note));
  },
  attachment: (document, secret) => document.attach(new TextEncoder().encode(secret), 'notes.txt'),
  javascript: (document, secret) => document.addJavaScript('open', `app.alert("${secret}")`),
  'property-name': (document, secret) => {
    document.catalog.set(
      PDFName.of('Metadata'),
      document.context.register(document.context.stream(xmp(secret), { Type: 'Metadata', Subtype: 'XML' })),
    );
  },
  phone: (document, secret) => write(document, `Her mother, ${secret}, can be called on 07700 900 461.`, 90),
  postcode: (document, secret) => write(document, `${secret} lived at 14 Mill Lane, Northbrook NB4 7QX.`, 90),
  email: (document, secret) =>
    write(document, `Write to ${secret.replace(' ', '.').toLowerCase()}@mailbox.example.com at home.`, 90),
  'date-of-birth': (document, secret) => write(document, `${secret}, date of birth 14 March 2019.`, 90),
  'nhs-number': (document, secret) => write(document, `${secret}, NHS number 943 476 5919.`, 90),
  'national-insurance': (document, secret) =>
    write(document, `${secret}, National Insurance number AB 12 34 56 C.`, 90),
  'placeholder-text': (document, secret) =>
    write(document, `${secret} is to be called [INSERT NAME] here.`, 90),
};

/** A report with one secret in it. */
export async function leakingCopy(report: Uint8Array, leak: Leak, secret: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(report, { updateMetadata: false });
  await leak(document, secret);
  return document.save();
}

async function write(
  document: PDFDocument,
  text: string,
  y: number,
  options: { color?: ReturnType<typeof rgb> } = {},
): Promise<void> {
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.getPage(4).drawText(text, { x: 70, y, size: 11, font, ...options });
}

function xmp(secret: string): string {
  return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Review of ${secret}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}
