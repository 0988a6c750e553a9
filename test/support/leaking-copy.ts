import {
  type PDFDict,
  PDFDocument,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  PDFStream,
  PDFString,
  rgb,
  StandardFonts,
} from '@cantoo/pdf-lib';
import type { FindingCode } from '#shared/domain/review/finding.ts';

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
    const entries = {
      Type: 'Annot',
      Subtype: 'Text',
      Rect: [60, 60, 80, 80],
      Contents: PDFString.of(secret),
    };
    annotate(document, document.context.obj(entries));
  },
  attachment: (document, secret) => document.attach(new TextEncoder().encode(secret), 'notes.txt'),
  javascript: (document, secret) => document.addJavaScript('open', `app.alert("${secret}")`),
  'property-name': (document, secret) => {
    document.catalog.set(
      PDFName.of('Metadata'),
      document.context.register(document.context.stream(xmp(secret), { Type: 'Metadata', Subtype: 'XML' })),
    );
  },
  'unapplied-redaction': async (document, secret) => {
    await write(document, secret, 90);
    annotate(document, document.context.obj({ Type: 'Annot', Subtype: 'Redact', Rect: [60, 85, 360, 105] }));
  },
  'hidden-layer': async (document, secret) => {
    const { context, catalog } = document;
    const page = document.getPage(4);
    const layer = context.register(context.obj({ Type: 'OCG', Name: PDFString.of('Layer 1') }));
    catalog.set(
      PDFName.of('OCProperties'),
      context.obj({ OCGs: [layer], D: { OFF: [layer], Order: [layer] } }),
    );
    page.node.Resources()?.set(PDFName.of('Properties'), context.obj({ Hidden: layer }));
    page.pushOperators(
      PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of('OC'), PDFName.of('Hidden')]),
    );
    await write(document, secret, 90);
    page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
  },
  'form-field': (document, secret) => {
    const field = document.getForm().createTextField('answer');
    field.setText(secret);
    field.addToPage(document.getPage(4), { x: 60, y: 60, width: 200, height: 20 });
  },
  'external-action': (document, secret) => {
    annotate(
      document,
      document.context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [60, 60, 80, 80],
        A: { S: 'Launch', F: PDFString.of(`${secret}.exe`) },
      }),
    );
  },
  'draft-marker': async (document, secret) => {
    await write(document, secret, 90);
    const font = await document.embedFont(StandardFonts.Helvetica);
    for (const page of document.getPages()) page.drawText('DRAFT v3', { x: 60, y: 24, size: 10, font });
  },
  'restriction-marker': async (document, secret) => {
    const font = await document.embedFont(StandardFonts.HelveticaBold);
    document
      .getPage(0)
      .drawText(`OFFICIAL-SENSITIVE: not for publication. ${secret}`, { x: 60, y: 24, size: 10, font });
  },
  'embargo-marker': async (document, secret) => {
    const font = await document.embedFont(StandardFonts.HelveticaBold);
    document
      .getPage(0)
      .drawText(`EMBARGOED UNTIL 00:01 ON 5 MAY 2027. ${secret}`, { x: 60, y: 24, size: 10, font });
  },
  'crime-or-case-reference': (document, secret) =>
    write(document, `${secret}, crime reference number 42/118203/24.`, 90),
  upn: (document, secret) => write(document, `${secret}, unique pupil number ${upn('302812012001')}.`, 90),
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

/** A report whose page once had a secret, which an incremental update removed. */
export async function withEarlierRevision(report: Uint8Array, secret: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(report, { updateMetadata: false });
  const known = new Set(document.context.enumerateIndirectObjects().map(([ref]) => ref.objectNumber));
  await write(document, secret, 90);
  const first = await document.save({ useObjectStreams: false });
  const said = document.context
    .enumerateIndirectObjects()
    .filter(([ref, object]) => !known.has(ref.objectNumber) && object instanceof PDFStream)
    .map(([ref]) => ref.objectNumber);
  const before = Buffer.from(first).toString('latin1');
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before)?.[1] ?? '';
  const trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(before)?.[1] ?? '';
  let update = '\n';
  let table = 'xref\n';
  for (const number of said) {
    table += `${number} 1\n${String(before.length + update.length).padStart(10, '0')} 00000 n \n`;
    update += `${number} 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n`;
  }
  const at = before.length + update.length;
  update += `${table}trailer\n<<${trailer.replace(/\/Prev\s+\d+/, '')} /Prev ${previous} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([first, Buffer.from(update, 'latin1')]);
}

function annotate(document: PDFDocument, annotation: PDFDict): void {
  document.getPage(4).node.addAnnot(document.context.register(annotation));
}

/** A pupil number with its check letter: https://www.gov.uk/government/publications/unique-pupil-numbers */
function upn(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  return `${'ABCDEFGHJKLMNPQRTUVWXYZ'[sum % 23]}${digits}`;
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
