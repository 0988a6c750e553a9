// First, for pdf.js looks for what a browser has as soon as it is imported.
import './dom-polyfill.ts';

import { PDFParse } from 'pdf-parse';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

// pdf.js looks for its worker in a file beside it; a bundle has none, so it is brought along.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

import { UnreadablePdf } from '../unreadable-pdf.ts';
import { documentOfLoadedFonts } from './dom-polyfill.ts';
import { directWorker } from './in-thread-worker.ts';

/** An open document; `close` frees it. */
export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  close(): Promise<void>;
}

/** Opens a PDF for reading. Throws `UnreadablePdf` when pdf.js cannot. The bytes are copied. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const worker = directWorker();
  const parser = new PDFParse({
    worker,
    data: bytes.slice(),
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: false,
    useSystemFonts: false,
    enableXfa: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: true,
    ownerDocument: documentOfLoadedFonts,
  });
  const close = async () => {
    await parser.destroy();
    worker.destroy();
  };
  try {
    // biome-ignore lint/complexity/useLiteralKeys: `load` is private in pdf-parse's types only; brackets are TypeScript's door to it.
    const document: PDFDocumentProxy = await parser['load']();
    return { document, close };
  } catch (cause) {
    await close();
    throw unreadable(cause);
  }
}

function unreadable(cause: unknown): UnreadablePdf {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'PasswordException') return new UnreadablePdf('encrypted', { cause });
  return new UnreadablePdf('damaged', { cause });
}
