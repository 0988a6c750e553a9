import type { Methods, WrappedPdfiumModule } from '@embedpdf/pdfium';
import { Canvas } from './bitmap-buffer.ts';
import { pdfiumWasm } from './pdfium-wasm.ts';

/** A PDF that PDFium has open, and the instance that holds it. */
export interface OpenPdf {
  readonly pdfium: WrappedPdfiumModule;
  /** A function of PDFium without the wrapper's checks, for what is called for each character. */
  readonly quick: (name: keyof Methods) => (...values: number[]) => number;
  /** PDFium's handle. */
  readonly handle: number;
  readonly pageCount: number;
  readonly canvas: Canvas;
  /** The same file as a document of its own: what was done to pages of the first is not done to its pages. */
  again<T>(use: (open: OpenPdf) => T): T;
}

/**
 * Opens a PDF in a PDFium of its own, which is gone afterwards with all its memory: nothing of one document
 * reaches the next.
 * `undefined` where PDFium cannot open it. Costs about 10 ms, the first time 50.
 */
export async function withPdfium<T>(
  pdf: Uint8Array,
  use: (open: OpenPdf) => T | Promise<T>,
): Promise<T | undefined> {
  const { pdfium, quick } = await freshPdfium();
  const bytes = pdfium.pdfium.wasmExports.malloc(pdf.length);
  if (bytes === 0) return undefined;
  pdfium.pdfium.HEAPU8.set(pdf, bytes);
  const handle = pdfium.FPDF_LoadMemDocument(bytes, pdf.length, '');
  if (handle === 0) return undefined;
  const open: OpenPdf = {
    pdfium,
    quick,
    handle,
    pageCount: pdfium.FPDF_GetPageCount(handle),
    canvas: new Canvas(pdfium),
    again(useCopy) {
      const other = pdfium.FPDF_LoadMemDocument(bytes, pdf.length, '');
      try {
        return useCopy({ ...open, handle: other });
      } finally {
        pdfium.FPDF_CloseDocument(other);
      }
    },
  };
  return await use(open);
}

/** The text of each page as PDFium reads it, hidden text included. */
export function pageTexts(open: OpenPdf): string[] {
  return Array.from({ length: open.pageCount }, (_, index) => pageText(open, index));
}

function pageText({ pdfium, handle }: OpenPdf, index: number): string {
  const page = pdfium.FPDF_LoadPage(handle, index);
  const text = pdfium.FPDFText_LoadPage(page);
  try {
    const count = Math.max(0, pdfium.FPDFText_CountChars(text));
    const at = pdfium.pdfium.wasmExports.malloc(2 * (count + 1));
    const written = pdfium.FPDFText_GetText(text, 0, count, at);
    const utf16 = pdfium.pdfium.HEAPU8.slice(at, at + 2 * Math.max(0, written - 1));
    pdfium.pdfium.wasmExports.free(at);
    return Buffer.from(utf16).toString('utf16le');
  } finally {
    pdfium.FPDFText_ClosePage(text);
    pdfium.FPDF_ClosePage(page);
  }
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Reads PDFium's code, so that what fails afterwards is the fault of a PDF. */
export async function loadPdfium(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(pdfiumWasm());
  return await compiled;
}

async function freshPdfium(): Promise<Pick<OpenPdf, 'pdfium' | 'quick'>> {
  // Loaded when first needed: most of a cold start has no use for it.
  const { init } = await import('@embedpdf/pdfium');
  const module = await loadPdfium();
  let exports: Readonly<Record<string, unknown>> = {};
  const pdfium = await init({
    instantiateWasm: (imports, done) => {
      void WebAssembly.instantiate(module, imports).then((instance) => {
        exports = instance.exports;
        done(instance, module);
      });
      return {};
    },
    print: () => undefined,
    printErr: () => undefined,
  });
  pdfium.PDFiumExt_Init();
  return {
    pdfium,
    quick: (name) => {
      const found = exports[name];
      if (typeof found !== 'function') throw new TypeError(`PDFium has no ${name}.`);
      // As many as any has: WebAssembly ignores what a function does not take, and gathering them takes
      // longer than the call.
      return (a, b, c, d, e, f) => Number(found(a, b, c, d, e, f));
    },
  };
}
