import { PDFArray, type PDFContext, PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { dictOf, entry } from '../pdf-objects.ts';
import { isGlyphName } from './glyph-names.ts';

/**
 * Other names for glyphs that are called by words which somebody chose: the same in encodings and in the
 * programs of fonts, as long as the old ones, since compact fonts count their letters.
 */
export class GeneratedGlyphNames {
  readonly #names = new Map<string, string>();

  of(glyph: string): string {
    if (isGlyphName(glyph)) return glyph;
    const known = this.#names.get(glyph);
    if (known !== undefined) return known;
    const name = numbered(this.#names.size, glyph.length);
    this.#names.set(glyph, name);
    return name;
  }

  /** Renames the glyphs of encodings and of fonts whose glyphs are content. */
  rename(context: PDFContext, reached: Iterable<PDFObject>): void {
    for (const object of reached) {
      if (!(object instanceof PDFDict)) continue;
      const names = context.lookup(entry(object, 'Differences'));
      if (names instanceof PDFArray)
        for (const [index, name] of names.asArray().entries())
          if (name instanceof PDFName) names.set(index, PDFName.of(this.of(name.decodeText())));
      const glyphs = dictOf(context, entry(object, 'CharProcs'));
      for (const [name, glyph] of glyphs?.entries() ?? []) {
        const own = name.decodeText();
        if (this.of(own) === own) continue;
        glyphs?.delete(name);
        glyphs?.set(PDFName.of(this.of(own)), glyph);
      }
    }
  }
}

const FIRST_LETTER = 'q'.charCodeAt(0);
const LETTERS = 26;

/** A letter and digits, as many as there is room for: `q07`, and `r00` after `q99`. */
function numbered(count: number, length: number): string {
  const digits = Math.max(2, length - 1);
  const most = 10 ** Math.min(9, digits);
  const letter = String.fromCharCode(97 + ((FIRST_LETTER - 97 + Math.floor(count / most)) % LETTERS));
  return letter + String(count % most).padStart(digits, '0');
}
