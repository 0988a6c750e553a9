import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFPage,
  type PDFPageLeaf,
  type PDFRef,
} from '@cantoo/pdf-lib';

const SAMPLES = resolve(import.meta.dirname, '../samples');

/** Producers of the samples. */
const KINDS = { LibreOffice: /LibreOffice/, Word: /Microsoft/, Chromium: /Skia/ } as const;
export type ReportKind = keyof typeof KINDS;
export const REPORT_KINDS: readonly ReportKind[] = ['LibreOffice', 'Word', 'Chromium'];

export interface LongReport {
  readonly kind: ReportKind;
  readonly pages: number;
  /** Number of pages that geometry cannot decide, so that PDFium renders them. */
  readonly suspicious: number;
  readonly path: string;
  readonly bytes: number;
}

/**
 * A report of a given number of pages, made by repeating the samples of one kind with shared fonts.
 * Deterministic.
 */
export async function longReport(
  folder: string,
  kind: ReportKind,
  pages: number,
  suspicious = 0,
): Promise<LongReport> {
  const report = await PDFDocument.create({ updateMetadata: false });
  report.setTitle(`A report of ${pages} pages`);
  const picture = report.context.register(
    report.context.stream(Uint8Array.of(250, 235), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: 2,
      Height: 1,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
    }),
  );
  const originals: PDFPage[] = [];
  for (const sample of await samplesOf(kind))
    originals.push(...(await report.copyPages(sample, sample.getPageIndices())));
  for (let number = 0; number < pages; number++) {
    const original = originals[number % originals.length];
    if (original === undefined) throw new Error(`No sample was made by ${kind}.`);
    const leaf = original.node.clone();
    const page = PDFPage.of(leaf, report.context.register(leaf), report);
    report.addPage(page);
    // Pictures are spread over the document.
    if (suspicious > 0 && number % Math.round(pages / suspicious) === 0)
      setOnPicture(leaf, page.getSize(), picture, report);
  }
  const bytes = await report.save({ updateFieldAppearances: false });
  const path = join(folder, `${kind}-${pages}${suspicious === 0 ? '' : `-${suspicious}-suspicious`}.pdf`);
  writeFileSync(path, bytes);
  return { kind, pages, suspicious, path, bytes: bytes.length };
}

/** Puts a picture beneath the page's text. Only pixels show whether that text is legible. */
function setOnPicture(
  leaf: PDFPageLeaf,
  { width, height }: { width: number; height: number },
  picture: PDFRef,
  report: PDFDocument,
): void {
  const { context } = report;
  const name = PDFName.of('Ground');
  const resources = (leaf.Resources() ?? context.obj({})).clone(context);
  const pictures = (resources.lookupMaybe(PDFName.of('XObject'), PDFDict) ?? context.obj({})).clone(context);
  pictures.set(name, picture);
  resources.set(PDFName.of('XObject'), pictures);
  leaf.set(PDFName.of('Resources'), resources);
  const under = context.stream(
    `q ${width * 0.8} 0 0 ${height * 0.5} ${width * 0.1} ${height * 0.3} cm /Ground Do Q\n`,
  );
  const contents = leaf.get(PDFName.of('Contents'));
  const found = context.lookup(contents);
  const rest = found instanceof PDFArray ? found.asArray() : contents === undefined ? [] : [contents];
  leaf.set(PDFName.of('Contents'), context.obj([context.register(under), ...rest]));
}

async function samplesOf(kind: ReportKind): Promise<PDFDocument[]> {
  const files = readdirSync(SAMPLES).filter((file) => file.endsWith('.pdf'));
  const open = await Promise.all(
    files.map((file) => PDFDocument.load(readFileSync(join(SAMPLES, file)), { updateMetadata: false })),
  );
  return open.filter((sample) => KINDS[kind].test(sample.getProducer() ?? ''));
}
