import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { pdfiumWasm } from './pdfium-wasm.ts';

export type Pdfium = WrappedPdfiumModule;

/** A PDF that PDFium has open, and the instance that holds it. */
export interface OpenPdf {
  readonly pdfium: Pdfium;
  /** PDFium's handle. */
  readonly handle: number;
  readonly pageCount: number;
  /** True where the file was encrypted (with an empty user password, else it would not be open). */
  readonly encrypted: boolean;
}

export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Bytes of a row. */
  readonly stride: number;
  /** Blue, green, red, unused: four bytes a pixel. */
  readonly bytes: Uint8Array;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * Opens a PDF in a PDFium of its own, which is gone afterwards with all its memory: nothing of one document reaches the next.
 * `undefined` where PDFium cannot open it. Costs about 10 ms, the first time 40.
 */
export async function withPdfium<T>(pdf: Uint8Array, use: (open: OpenPdf) => T): Promise<T | undefined> {
  const pdfium = await freshPdfium();
  const bytes = pdfium.pdfium.wasmExports.malloc(pdf.length);
  if (bytes === 0) return undefined;
  pdfium.pdfium.HEAPU8.set(pdf, bytes);
  const handle = pdfium.FPDF_LoadMemDocument(bytes, pdf.length, '');
  if (handle === 0) return undefined;
  const open = {
    pdfium,
    handle,
    pageCount: pdfium.FPDF_GetPageCount(handle),
    encrypted: pdfium.EPDF_IsEncrypted(handle),
  };
  try {
    return use(open);
  } finally {
    pdfium.FPDF_CloseDocument(handle);
  }
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

/** Reads PDFium's code, so that what fails afterwards is the fault of a PDF. */
export async function loadPdfium(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(pdfiumWasm());
  return await compiled;
}

async function freshPdfium(): Promise<Pdfium> {
  // Loaded when first needed: most of a cold start has no use for it.
  const { init } = await import('@embedpdf/pdfium');
  const module = await loadPdfium();
  const pdfium = await init({
    instantiateWasm: (imports, done) => {
      void WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
    print: () => undefined,
    printErr: () => undefined,
  });
  pdfium.PDFiumExt_Init();
  return pdfium;
}
