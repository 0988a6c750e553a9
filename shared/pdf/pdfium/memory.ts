import type { OpenPdf } from './open-document.ts';

/** A text in PDFium's memory, freed with the document: its functions take it by its place. */
export function textInMemory(
  { pdfium }: OpenPdf,
  text: string,
  encoding: 'latin1' | 'utf16le' = 'latin1',
): number {
  const bytes = Buffer.from(`${text}\0`, encoding);
  const at = pdfium.pdfium.wasmExports.malloc(bytes.length);
  pdfium.pdfium.HEAPU8.set(bytes, at);
  return at;
}

/** A small piece of PDFium's memory for what its functions answer, freed with the document. */
export class Answers {
  readonly at: number;
  readonly #open: OpenPdf;
  #view: DataView<ArrayBuffer>;

  constructor(open: OpenPdf, bytes: number) {
    this.#open = open;
    this.at = open.pdfium.pdfium.wasmExports.malloc(bytes);
    this.#view = new DataView(open.pdfium.pdfium.HEAPU8.buffer);
  }

  /** All of PDFium's memory, good until it grows: then it is another one. */
  get now(): DataView<ArrayBuffer> {
    const { buffer } = this.#open.pdfium.pdfium.HEAPU8;
    if (this.#view.buffer !== buffer) this.#view = new DataView(buffer);
    return this.#view;
  }

  double(offset: number): number {
    return this.now.getFloat64(this.at + offset, true);
  }

  float(offset: number): number {
    return this.now.getFloat32(this.at + offset, true);
  }

  integer(offset: number): number {
    return this.now.getUint32(this.at + offset, true);
  }

  /** `#rrggbb` of three integers. */
  colour(): string {
    const code = (this.integer(0) << 16) | (this.integer(4) << 8) | this.integer(8);
    return `#${code.toString(16).padStart(6, '0')}`;
  }

  /** Text of so many bytes, its terminating zero left out. */
  text(bytes: number, encoding: 'utf8' | 'utf16le', offset = 0): string {
    const { buffer } = this.#open.pdfium.pdfium.HEAPU8;
    const length = Math.max(0, bytes - (encoding === 'utf8' ? 1 : 2));
    return Buffer.from(buffer, this.at + offset, length).toString(encoding);
  }
}
