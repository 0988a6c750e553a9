/**
 * What pdf.js expects of a browser as soon as it is imported or meets a font, for reading without drawing.
 * Must be imported before pdf.js: it looks for `DOMMatrix` and `Path2D` while it loads, and would fetch a
 * native canvas for them.
 */
class Unused {}

class LoadedFontFace {
  readonly family: string;
  readonly loaded: Promise<this>;

  constructor(family: string) {
    this.family = family;
    this.loaded = Promise.resolve(this);
  }
}

/**
 * Gives a picture that nobody looks at: where it stands is known before it is decoded, which takes longer
 * than all else.
 */
class UndecodedPicture {
  static isTypeSupported(): Promise<boolean> {
    return Promise.resolve(true);
  }

  decode(): Promise<{ readonly image: { close(): void } }> {
    return Promise.resolve({ image: { close() {} } });
  }

  close(): void {}
}

const polyfills = {
  DOMMatrix: Unused,
  Path2D: Unused,
  ImageData: Unused,
  FontFace: LoadedFontFace,
  ImageDecoder: UndecodedPicture,
};
for (const [name, polyfill] of Object.entries(polyfills)) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: polyfill, configurable: true });
}

/**
 * A document whose fonts are always loaded: pdf.js then neither compiles every glyph to a path (twice the
 * time of a reading) nor asks the worker for a fallback.
 */
export const documentOfLoadedFonts = {
  fonts: { add() {}, delete() {}, clear() {} },
};
