import { PDFHexString, PDFString } from '@cantoo/pdf-lib';
import { namesIn } from '../names-in.ts';
import { withShortNumbers } from '../short-numbers.ts';
import { cleanPropertyList } from './property-list.ts';
import type { ResourceKind } from './resource-names.ts';
import { COMMENT, type Operation, operationsOf } from './tokenize-content.ts';

export interface ContentNames {
  /** Whether marked content must match up, because some of it belongs to hidden layers. */
  readonly isStrict: boolean;
  /** Whether the layer of this name in the resources is off. */
  readonly hides: (name: string) => boolean;
  /** Whether the form or image of this name belongs to a layer that is off. */
  readonly hidesObject: (name: string) => boolean;
  /** The marked-content number in the property list of this name. */
  readonly mcidOf: (name: string) => number | undefined;
  /** The copy's name for a resource, which counts as used from now on. */
  readonly rename: (kind: ResourceKind, name: string) => string;
  /** The copy's name for a marked-content tag. */
  readonly tag: (name: string) => string;
  /** The copy's name for an inline image, by its entries and data, which becomes an object. */
  readonly image: (entries: string, data: Uint8Array) => string;
  /** Codes that are shown in the font of this name; in one that was set outside where there is no name. */
  readonly show: (font: string | undefined, codes: Uint8Array) => void;
  /** Whether the font of this name has glyphs that are content of their own (Type 3). */
  readonly needsCodes: (font: string | undefined) => boolean;
}

export interface Rewritten {
  readonly bytes: Uint8Array;
  /** Whether a hidden layer was among what was cut. */
  readonly hidden: boolean;
  /** Marked content that is gone. */
  readonly mcids: readonly number[];
}

const PATH = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're']);
const PAINT = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'n']);
export const SHOW: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"']);
/**
 * Operators that draw, or that carry words. Those that only change the state stay: what follows may rely on
 * them.
 */
const DRAWING = new Set(['Tj', 'TJ', 'sh', 'Do', 'EI', 'MP', 'DP', 'BMC', 'BDC', 'EMC']);
/** All operators (ISO 32000-2, annex A). */
export const OPERATORS: ReadonlySet<string> = new Set([
  ...PATH,
  ...PAINT,
  ...SHOW,
  ...DRAWING,
  ...namesIn(`
    W W* q Q cm w J j M d ri i gs BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* d0 d1 CS cs SC SCN sc scn G g RG
    rg K k BX EX
  `),
]);
/** Operators whose operand at this place, from the last one, names a resource. */
const RESOURCE_OPERANDS: Readonly<Record<string, readonly [ResourceKind, number] | undefined>> = {
  Do: ['XObject', 1],
  gs: ['ExtGState', 1],
  Tf: ['Font', 2],
  CS: ['ColorSpace', 1],
  cs: ['ColorSpace', 1],
  SCN: ['Pattern', 1],
  scn: ['Pattern', 1],
  sh: ['Shading', 1],
  BDC: ['Properties', 1],
  DP: ['Properties', 1],
};
const DEVICE_SPACES = new Set(['DeviceGray', 'DeviceRGB', 'DeviceCMYK', 'Pattern']);
/** A bracket that closes nothing. */
const STRAY = /^[>)\]{}]$/;
/** Characters of a number with more digits than mean anything. */
const LEAST_LONG = 9;
const INTENTS = new Set(['AbsoluteColorimetric', 'RelativeColorimetric', 'Saturation', 'Perceptual']);

/**
 * Rewrites a content stream: without hidden layers, comments, unknown operators and editors' own
 * properties, with generated names. Throws where it cannot be read or its marked content does not match up.
 */
export function rewriteContent(bytes: Uint8Array, names: ContentNames): Rewritten {
  const rewriter = new ContentRewriter(bytes, names);
  for (const operation of operationsOf(bytes)) rewriter.take(operation);
  return rewriter.end();
}

class ContentRewriter {
  readonly #bytes: Uint8Array;
  readonly #names: ContentNames;
  readonly #out: Uint8Array[] = [];
  readonly #mcids: number[] = [];
  /** Marked content that is open: does it belong to a hidden layer? */
  readonly #open: boolean[] = [];
  readonly #savedFonts: (string | undefined)[] = [];
  #font: string | undefined;
  #hiddenDepth = 0;
  #hidden = false;
  #copiedTo = 0;
  /** Of the last operator: operands that none follows go. */
  #end = 0;
  #pathStart: number | undefined;
  #clips = false;

  constructor(bytes: Uint8Array, names: ContentNames) {
    this.#bytes = bytes;
    this.#names = names;
  }

  take(operation: Operation): void {
    const { operator, start, end } = operation;
    this.#end = end;
    if (operator === COMMENT || !OPERATORS.has(operator)) {
      this.#replace(start, end, '');
      return;
    }
    const wasHidden = this.#hiddenDepth > 0;
    if (operator === 'BDC' || operator === 'BMC') this.#begin(operation);
    else if (operator === 'EMC') this.#close(operation);
    if (wasHidden || this.#hiddenDepth > 0) this.#cut(operation);
    else this.#rename(operation);
    if (PATH.has(operator)) this.#pathStart ??= start;
    else if (operator === 'W' || operator === 'W*') this.#clips = true;
    else if (PAINT.has(operator)) {
      this.#pathStart = undefined;
      this.#clips = false;
    }
  }

  end(): Rewritten {
    if (this.#hiddenDepth > 0) throw new RangeError('A hidden layer begins that does not end.');
    this.#out.push(this.#bytes.subarray(this.#copiedTo, Math.max(this.#copiedTo, this.#end)));
    return { bytes: new Uint8Array(Buffer.concat(this.#out)), hidden: this.#hidden, mcids: this.#mcids };
  }

  #text(bounds: readonly [number, number] | undefined): string {
    if (bounds === undefined) return '';
    const { buffer, byteOffset } = this.#bytes;
    return Buffer.from(buffer, byteOffset + bounds[0], bounds[1] - bounds[0]).toString('latin1');
  }

  /** Copies up to `start` and goes on after `end`, with `instead` between them. */
  #replace(start: number, end: number, instead: string): void {
    if (start < this.#copiedTo) return;
    this.#out.push(this.#bytes.subarray(this.#copiedTo, start), Buffer.from(` ${instead}\n`, 'latin1'));
    this.#copiedTo = end;
  }

  #begin({ operator, operands }: Operation): void {
    const isLayer = operator === 'BDC' && this.#text(operands[0]) === '/OC';
    const hides = isLayer && this.#names.hides(plainName(this.#text(operands[1])));
    this.#open.push(hides);
    if (hides) this.#hiddenDepth += 1;
    const mcid = this.#hiddenDepth > 0 ? mcidIn(this.#text(operands[1]), this.#names) : undefined;
    if (mcid !== undefined) this.#mcids.push(mcid);
  }

  #close({ start, end }: Operation): void {
    const closed = this.#open.pop();
    if (closed === undefined && this.#names.isStrict)
      throw new RangeError('Marked content ends that did not begin.');
    if (closed === undefined) this.#replace(start, end, '');
    if (closed === true) this.#hiddenDepth -= 1;
  }

  /** What belongs to a hidden layer goes; clips and positions that follow may rely on stay. */
  #cut({ operator, start, end, operands }: Operation): void {
    this.#hidden = true;
    if (DRAWING.has(operator)) this.#replace(start, end, '');
    else if (operator === "'") this.#replace(start, end, 'T*');
    else if (operator === '"')
      this.#replace(start, end, `${this.#text(operands[0])} Tw ${this.#text(operands[1])} Tc T*`);
    else if (PAINT.has(operator))
      this.#replace(this.#clips ? start : (this.#pathStart ?? start), end, this.#clips ? 'n' : '');
    else this.#rename({ operator, start, end, operands });
  }

  #rename(operation: Operation): void {
    const { operator, start, end, operands } = operation;
    if (operator === 'Do' && this.#names.hidesObject(plainName(this.#text(operands.at(-1))))) {
      this.#hidden = true;
      this.#replace(start, end, '');
      return;
    }
    if (operator === 'ri' && !INTENTS.has(plainName(this.#text(operands.at(-1)))))
      this.#replace(start, end, '');
    if (operator === 'EI') this.#liftImage(operation);
    else if (['BMC', 'BDC', 'MP', 'DP'].includes(operator)) this.#renameTag(operation);
    else this.#renameOperands(operation);
    this.#followFont(operation);
  }

  #liftImage({ start, end, operands, data }: Operation): void {
    const [first, last] = [operands[1], operands.at(-1)];
    const entries = first === undefined || last === undefined ? '' : this.#text([first[0], last[1]]);
    const bytes = data === undefined ? new Uint8Array() : this.#bytes.slice(data[0], data[1]);
    this.#replace(start, end, `/${this.#names.image(entries, bytes)} Do`);
  }

  #renameTag({ operator, operands }: Operation): void {
    const meant = operands.filter((operand) => !STRAY.test(this.#text(operand)));
    const own = meant.slice(operator === 'BMC' || operator === 'MP' ? -1 : -2);
    const [tag, properties] = own;
    // What stands before the operands of an operator says nothing to it.
    if (tag !== undefined && own.length < meant.length) this.#replace(meant[0]?.[0] ?? tag[0], tag[0], '');
    const name = this.#text(tag);
    if (tag !== undefined && name.startsWith('/'))
      this.#replace(tag[0], tag[1], `/${this.#names.tag(plainName(name))}`);
    if (properties === undefined || (operator !== 'BDC' && operator !== 'DP')) return;
    const value = this.#text(properties);
    const instead = value.startsWith('/')
      ? `/${this.#names.rename('Properties', plainName(value))}`
      : cleanPropertyList(this.#bytes.slice(...properties));
    this.#replace(properties[0], properties[1], instead);
  }

  /** Gives a named resource its name, and numbers as many digits as mean something. */
  #renameOperands({ operator, operands }: Operation): void {
    const [kind, fromEnd = 0] = RESOURCE_OPERANDS[operator] ?? [];
    for (const [at, [start, end]] of operands.entries()) {
      const isName = kind !== undefined && at === operands.length - fromEnd;
      if (!isName && end - start < LEAST_LONG) continue;
      const text = this.#text([start, end]);
      const instead = isName && text.startsWith('/') ? this.#renamed(kind, text) : withShortNumbers(text);
      if (instead !== text) this.#replace(start, end, instead);
    }
  }

  #renamed(kind: ResourceKind, text: string): string {
    const name = plainName(text);
    const isDevice = kind === 'ColorSpace' && DEVICE_SPACES.has(name);
    return isDevice ? text : `/${this.#names.rename(kind, name)}`;
  }

  #followFont({ operator, operands }: Operation): void {
    if (operator === 'q') this.#savedFonts.push(this.#font);
    else if (operator === 'Q') this.#font = this.#savedFonts.pop() ?? this.#font;
    else if (operator === 'Tf') this.#font = plainName(this.#text(operands.at(-2)));
    else if (SHOW.has(operator) && this.#names.needsCodes(this.#font))
      this.#names.show(this.#font, codesIn(this.#text(operands.at(-1))));
  }
}

/** The bytes of the strings in an operand: a string, or an array of strings and numbers. */
function codesIn(operand: string): Uint8Array {
  const strings = operand.matchAll(
    /\((?<literal>(?:[^\\()]|\\[\s\S]|\([^()]*\))*)\)|<(?<hex>[0-9A-Fa-f\s]*)>/g,
  );
  const codes = [...strings].map(({ groups }) =>
    groups?.hex === undefined
      ? PDFString.of(groups?.literal ?? '').asBytes()
      : PDFHexString.of(groups.hex.replace(/\s/g, '')).asBytes(),
  );
  return new Uint8Array(Buffer.concat(codes));
}

function mcidIn(propertyList: string, names: ContentNames): number | undefined {
  if (propertyList.startsWith('/')) return names.mcidOf(plainName(propertyList));
  const found = /\/MCID\s+(\d+)/.exec(propertyList);
  return found === null ? undefined : Number(found[1]);
}

/** A name's characters, without the slash and with `#20` read (ISO 32000-2, 7.3.5). */
export function plainName(name: string): string {
  return name
    .slice(1)
    .replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
