import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/** Memory that pages are painted on, one after the other: fresh memory for each costs as much as painting it. */
export class Canvas {
  readonly #pdfium: WrappedPdfiumModule;
  #at = 0;
  #size = 0;
  #copy = new Uint8Array(0);

  constructor(pdfium: WrappedPdfiumModule) {
    this.#pdfium = pdfium;
  }

  /** So many white bytes for PDFium to paint on, by their address; 0 where there is no memory for them. */
  white(size: number): number {
    const { wasmExports } = this.#pdfium.pdfium;
    if (size > this.#size) {
      if (this.#at !== 0) wasmExports.free(this.#at);
      this.#at = wasmExports.malloc(size);
      this.#size = this.#at === 0 ? 0 : size;
    }
    if (this.#at !== 0) this.#pdfium.pdfium.HEAPU8.fill(255, this.#at, this.#at + size);
    return this.#at;
  }

  /** What is painted on the first bytes; good until the next page is. */
  painted(size: number): Uint8Array {
    if (this.#copy.length < size) this.#copy = new Uint8Array(size);
    const copy = this.#copy.subarray(0, size);
    copy.set(this.#pdfium.pdfium.HEAPU8.subarray(this.#at, this.#at + size));
    return copy;
  }
}
