import type { Methods, PdfiumModule, Type, WrappedPdfiumModule } from '@embedpdf/pdfium';
import { Canvas } from './bitmap-buffer.ts';
import { pdfiumWasm } from './pdfium-wasm.ts';

/** A PDF that PDFium has open, and the instance that holds it. */
export interface OpenPdf {
  readonly pdfium: WrappedPdfiumModule;
  /** A function of PDFium that takes texts by their addresses. */
  readonly raw: (name: keyof Methods) => (...values: number[]) => number;
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
  const { pdfium, raw } = await freshPdfium();
  const bytes = pdfium.pdfium.wasmExports.malloc(pdf.length);
  if (bytes === 0) return undefined;
  pdfium.pdfium.HEAPU8.set(pdf, bytes);
  const handle = pdfium.FPDF_LoadMemDocument(bytes, pdf.length, '');
  if (handle === 0) return undefined;
  const open: OpenPdf = {
    pdfium,
    raw,
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
  return Array.from({ length: open.pageCount }, (_, index) => {
    const page = open.pdfium.FPDF_LoadPage(open.handle, index);
    const text = textOf(open, page);
    open.pdfium.FPDF_ClosePage(page);
    return text;
  });
}

/** The same of a loaded page. */
export function textOf(open: OpenPdf, page: number): string {
  const { pdfium } = open;
  const text = pdfium.FPDFText_LoadPage(page);
  try {
    return textIn(open, text);
  } finally {
    pdfium.FPDFText_ClosePage(text);
  }
}

/** The same of a page's text. */
export function textIn({ pdfium }: OpenPdf, text: number): string {
  const count = Math.max(0, pdfium.FPDFText_CountChars(text));
  const at = pdfium.pdfium.wasmExports.malloc(2 * (count + 1));
  const written = pdfium.FPDFText_GetText(text, 0, count, at);
  const utf16 = pdfium.pdfium.HEAPU8.slice(at, at + 2 * Math.max(0, written - 1));
  pdfium.pdfium.wasmExports.free(at);
  return Buffer.from(utf16).toString('utf16le');
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Reads PDFium's code, so that what fails afterwards is the fault of a PDF. */
export async function loadPdfium(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(pdfiumWasm());
  return await compiled;
}

async function freshPdfium(): Promise<Pick<OpenPdf, 'pdfium' | 'raw'>> {
  // Loaded when first needed: most of a cold start has no use for it.
  const { init } = await import('@embedpdf/pdfium');
  const module = await loadPdfium();
  let exports: Readonly<Record<string, unknown>> = {};
  const overrides: Partial<PdfiumModule> = {
    instantiateWasm: (imports, done) => {
      void WebAssembly.instantiate(module, imports).then((instance) => {
        exports = instance.exports;
        Object.assign(overrides, { cwrap: directCalls(exports, Reflect.get(overrides, 'cwrap')) });
        done(instance, module);
      });
      return {};
    },
    print: () => undefined,
    printErr: () => undefined,
  };
  const pdfium = await init(overrides);
  pdfium.PDFiumExt_Init();
  return {
    pdfium,
    raw: (name) => {
      const found = exports[name];
      if (typeof found !== 'function') throw new TypeError(`PDFium has no ${name}.`);
      return (...values) => Number(found(...values));
    },
  };
}

/** Most values that a function takes which is called directly. */
const MOST_VALUES = 6;

/**
 * Makes functions of PDFium's exports in place of Emscripten's `cwrap`, which looks at each value of each
 * call: what takes and returns numbers is called as it is.
 */
function directCalls(exports: Readonly<Record<string, unknown>>, cwrap: unknown) {
  return (name: string, returns: Type, takes: readonly Type[]): unknown => {
    const own = exports[name];
    const isText = returns === 'string' || takes.includes('string');
    if (isText || typeof own !== 'function' || typeof cwrap !== 'function')
      return Object(cwrap)(name, returns, takes);
    if (returns !== 'boolean') return own;
    // As many values as any has: WebAssembly ignores the rest, and gathering them takes longer than the call.
    return takes.length > MOST_VALUES
      ? (...values: number[]) => own(...values) !== 0
      : (a: number, b: number, c: number, d: number, e: number, f: number) => own(a, b, c, d, e, f) !== 0;
  };
}
