import { type PDFDict, PDFName } from '@cantoo/pdf-lib';
import { namesIn } from '../names-in.ts';
import { entry, put } from '../pdf-objects.ts';

/**
 * Words of names of fonts: families that readers have or replace, then styles, makers and character maps. A
 * reader that lacks a font chooses another by them.
 */
const WORDS = namesIn(`
  Arial Helvetica Times New Courier Symbol Zapf Dingbats Wingdings Webdings Calibri Cambria Candara Consolas
  Constantia Corbel Verdana Tahoma Georgia Trebuchet Segoe Lucida Console Garamond Palatino Linotype Bookman
  Antiqua Century Gothic Schoolbook Franklin Gill Myriad Minion Frutiger Univers Futura Rockwell Bodoni Comic
  Impact Aptos Open Noto Roboto Lato Montserrat Raleway Poppins Inter Source Ubuntu Fira Liberation Deja Vu
  Carlito Caladea Nimbus Neue Unicode Emoji Math Gothic Mincho Ming Song Hei Kai
  Sans Serif Mono Slab Rounded Typewriter Display Text Caption Book Regular Roman Normal Medium Light Thin Bold
  Black Heavy Semi Demi Extra Ultra Semibold Demibold Extrabold Condensed Cond Narrow Compressed Expanded
  Extended Italic Oblique Inclined
  MS MT PS PSMT BT FS ITC LT UI Std Pro OT TT ET Identity H V
`);
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[-,_ ]|./gsu;
const TAG = /^(?:[A-Z]{6}\+)?/;
const GENERATED = /^(?:AA[A-Z]{4}\+)?(?:Font\d{1,4}(?![\p{L}\d]))?/u;
const LETTERS = 26;

const partsOf = (name: string): readonly string[] => name.match(PART) ?? [];
const isWord = (part: string): boolean => WORDS.has(part) || /^[-,_ ]$/.test(part);

/** Whether a font may be called so in a copy: by words that fonts are called by, or a generated name. */
export const isFontName = (name: string): boolean => partsOf(name.replace(GENERATED, '')).every(isWord);

/** Other names for fonts that are called by words which somebody chose, and other tags of subsets. */
export class GeneratedFontNames {
  readonly #fonts = new Map<string, number>();
  readonly #tags = new Map<string, number>();

  rename(font: PDFDict): void {
    for (const key of ['BaseFont', 'FontName']) {
      const name = entry(font, key);
      if (name instanceof PDFName) put(font, key, PDFName.of(this.of(name.decodeText())));
    }
  }

  of(name: string): string {
    const tag = TAG.exec(name)?.[0] ?? '';
    const parts = partsOf(name.slice(tag.length));
    const own = parts.filter((part) => !isWord(part)).join('');
    const style = parts.filter((part) => WORDS.has(part));
    const known = own === '' ? parts.join('') : [`Font${numberIn(this.#fonts, own)}`, ...style].join('-');
    return (tag && tagOf(numberIn(this.#tags, tag))) + known;
  }
}

function numberIn(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size + 1;
  numbers.set(name, number);
  return number;
}

/** `AAAAAB+` */
function tagOf(number: number): string {
  let [tag, rest] = ['+', number];
  for (let place = 0; place < 6; place += 1) {
    tag = String.fromCharCode(65 + (rest % LETTERS)) + tag;
    rest = Math.floor(rest / LETTERS);
  }
  return tag;
}
