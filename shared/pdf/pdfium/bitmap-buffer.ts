import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/**
 * Memory that pages are painted on, one after the other: fresh memory for each costs as much as painting it.
 */
export class Canvas {
  readonly #pdfium: WrappedPdfiumModule;
  #at = 0;
  #size = 0;
  readonly #copies: Uint8Array[] = [];

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

  /** What is painted on the first bytes; good until the next painting that is kept in the same place. */
  painted(size: number, place: number): Uint8Array {
    let kept = this.#copies[place];
    if (kept === undefined || kept.length < size) {
      kept = new Uint8Array(size);
      this.#copies[place] = kept;
    }
    const copy = kept.subarray(0, size);
    copy.set(this.#pdfium.pdfium.HEAPU8.subarray(this.#at, this.#at + size));
    return copy;
  }
}
