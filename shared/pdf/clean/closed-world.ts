import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFParser,
  PDFRawStream,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { CarriedText } from '../page-model.ts';
import { isNameMap } from './allowed-keys.ts';
import { strangerInContent } from './content/content-vocabulary.ts';
import { cleanCMap } from './fonts/cmap.ts';
import { stripCompactFont } from './fonts/compact-font.ts';
import { isGlyphName } from './fonts/glyph-names.ts';
import { stripTrueType } from './fonts/true-type.ts';
import { stripType1 } from './fonts/type-1.ts';
import { decodedText, entry, nameOf, numberOf, readableText } from './pdf-objects.ts';
import { stripIccProfile } from './pictures/icc-profile.ts';
import { type CleanProperties, hasOnlyTitle, xmpOf } from './properties.ts';
import { publicAddress } from './public-address.ts';
import { spelledIn } from './spelled-words.ts';
import {
  isCollection,
  isGenerated,
  isLabelPrefix,
  isLanguage,
  isNameFor,
  KEYS,
  NAMESPACES,
} from './vocabulary.ts';

const ACTIONS = new Set(['GoTo', 'URI']);

/** What a copy may say besides its pages. */
interface Allowed {
  /** Texts that the checks read in the original. */
  readonly texts: readonly CarriedText[];
  readonly properties: CleanProperties;
}

/**
 * Reads a finished copy as a closed world: every key, name, string and stream in it is one that was checked,
 * that the copy generated, or of the standard's vocabulary. Names the first that is not.
 */
export async function strangerIn(pdf: Uint8Array, allowed: Allowed): Promise<string | undefined> {
  const context = await PDFParser.forBytesWithOptions(pdf, Number.POSITIVE_INFINITY).parseDocument();
  return new ClosedWorld(context, allowed).stranger();
}

/** Keys whose streams are bytes for programs: fonts, glyph numbers, shared parts of pictures. */
const BYTES = new Set(['CIDSet', 'CIDToGIDMap', 'JBIG2Globals']);
/** Before the key of a map of free names stands this for its values. */
const MAPPED = 'value of ';
const CONTENT = new Set(['Contents', `${MAPPED}CharProcs`]);
const SAME = (name: string): string => name;
/** What takes out of streams what nobody checked, by the keys of the streams. */
const CLEANERS: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array | undefined> = new Map([
  ['ToUnicode', cleanCMap],
  ['Encoding', cleanCMap],
  ['UseCMap', cleanCMap],
  ['FontFile', (bytes) => stripType1(bytes)?.program ?? bytes],
  ['FontFile2', (bytes) => stripTrueType(bytes) ?? bytes],
  ['FontFile3', (bytes) => stripCompactFont(bytes, SAME) ?? stripTrueType(bytes) ?? bytes],
]);
const POSTSCRIPT = 4;
const POSTSCRIPT_OPERATORS = new Set(
  '{ } abs add and atan bitshift ceiling copy cos cvi cvr div dup eq exch exp false floor ge gt idiv if ifelse index le ln log lt mod mul ne neg not or pop roll round sin sqrt sub true truncate xor'.split(
    ' ',
  ),
);
const FIGURE = /^[+-]?[\d.]+$/;
const GENERATED_ID = /^id\d+$/;
const GENERATED_LAYER = /^Layer \d+$/;
/** Bytes of one colour of a palette. */
const MOST_CHANNELS = 32;

class ClosedWorld {
  readonly #context: PDFContext;
  readonly #allowed: Allowed;
  readonly #texts: ReadonlySet<string>;
  /** Objects with the keys that they were seen under. */
  readonly #seen = new Map<PDFObject, Set<string>>();
  readonly #waiting: [PDFObject, string][] = [];

  constructor(context: PDFContext, allowed: Allowed) {
    this.#context = context;
    this.#allowed = allowed;
    this.#texts = new Set(
      allowed.texts.flatMap(({ text }) => {
        const address = /^[a-z]+:|^www\./i.test(text) ? publicAddress(text) : undefined;
        return [readableText(text), ...(address === undefined ? [] : [address])].map((one) => one.trim());
      }),
    );
  }

  stranger(): string | undefined {
    const { Root } = this.#context.trailerInfo;
    if (!hasOnlyTitle(this.#context, this.#allowed.properties)) return 'properties';
    if (Root !== undefined) this.#waiting.push([Root, 'Root']);
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const [value, key] = next;
      const object = this.#context.lookup(value);
      if (object === undefined) continue;
      const keys = this.#seen.get(object) ?? new Set();
      if (keys.has(key)) continue;
      this.#seen.set(object, keys.add(key));
      const stranger = this.#strangerIn(object, key);
      if (stranger !== undefined) return stranger;
    }
    return this.#unreached();
  }

  /** Nothing stands in a copy that nothing refers to, but what its writer packs objects in. */
  #unreached(): string | undefined {
    for (const [ref, object] of this.#context.enumerateIndirectObjects()) {
      if (this.#seen.has(object) || ref === this.#context.trailerInfo.Info) continue;
      const type =
        object instanceof PDFStream ? nameOf(this.#context, entry(object.dict, 'Type')) : undefined;
      if (type !== 'ObjStm' && type !== 'XRef') return 'an object without a place';
    }
    return undefined;
  }

  #strangerIn(object: PDFObject, key: string): string | undefined {
    if (object instanceof PDFName)
      return isNameFor(key, object.decodeText()) ? undefined : `a name of ${key}`;
    if (object instanceof PDFString || object instanceof PDFHexString)
      return this.#isText(decodedText(object) ?? '', key) ? undefined : `a text of ${key}`;
    if (object instanceof PDFArray) return this.#strangerInArray(object, key);
    if (object instanceof PDFStream)
      return this.#strangerInDict(object.dict, key) ?? this.#strangerInStream(object, key);
    return object instanceof PDFDict ? this.#strangerInDict(object, key) : undefined;
  }

  #strangerInArray(array: PDFArray, key: string): string | undefined {
    const family = array.size() > 0 ? nameOf(this.#context, array.get(0)) : undefined;
    for (const [index, value] of array.asArray().entries()) {
      const found = this.#context.lookup(value);
      if (family === 'Indexed' && index === 3 && !(found instanceof PDFRawStream)) {
        if (this.#isPalette(array, found)) continue;
        return 'a palette';
      }
      const own = isNameMap(key, array) ? MAPPED + key : key;
      this.#waiting.push([value, found instanceof PDFRawStream && family === 'Indexed' ? 'Palette' : own]);
    }
    return undefined;
  }

  /** The colours of an indexed space, no byte more and no words. */
  #isPalette(space: PDFArray, found: PDFObject | undefined): boolean {
    if (!(found instanceof PDFString || found instanceof PDFHexString)) return false;
    const colours = (numberOf(this.#context, space.get(2)) ?? 0) + 1;
    const bytes = found.asBytes();
    return bytes.length <= colours * MOST_CHANNELS && spelledIn(bytes) === undefined;
  }

  #strangerInDict(dict: PDFDict, key: string): string | undefined {
    const isMap = isNameMap(key, dict);
    for (const [name, held] of dict.entries()) {
      const own = name.decodeText();
      const isKnown = isMap ? isGenerated(own) || (key === 'CharProcs' && isGlyphName(own)) : KEYS.has(own);
      if (!isKnown) return key === '' ? 'a key' : `a key of ${key}`;
      this.#waiting.push([held, isMap ? MAPPED + key : own]);
    }
    return isMap ? undefined : this.#strayKind(dict);
  }

  /** The kind of an annotation, action or field that is none of the allowed ones. */
  #strayKind(dict: PDFDict): string | undefined {
    const subtype = nameOf(this.#context, entry(dict, 'Subtype')) ?? '';
    if (entry(dict, 'Rect') !== undefined && subtype !== 'Link') return `${subtype} annotation`;
    const action = nameOf(this.#context, entry(dict, 'S')) ?? '';
    return entry(dict, 'URI') !== undefined && !ACTIONS.has(action) ? `${action} action` : undefined;
  }

  #isText(text: string, key: string): boolean {
    switch (key) {
      case 'Lang':
        return isLanguage(text) || text === this.#allowed.properties.language;
      case 'ID':
      case 'Headers':
      case 'Names':
      case 'Limits':
        return GENERATED_ID.test(text);
      case 'P':
        return isLabelPrefix(text);
      case 'NS':
        return NAMESPACES.has(text);
      case 'Registry':
        return text === 'Adobe';
      case 'Ordering':
        return isCollection('Adobe', text);
      case 'Name':
        return GENERATED_LAYER.test(text);
      default:
        return this.#isChecked(text);
    }
  }

  #isChecked(text: string): boolean {
    return text.trim() === '' || (text === readableText(text) && this.#texts.has(text.trim()));
  }

  #strangerInStream(stream: PDFStream, key: string): string | undefined {
    if (!(stream instanceof PDFRawStream)) return 'a stream';
    const { dict } = stream;
    const subtype = nameOf(this.#context, entry(dict, 'Subtype'));
    if (subtype === 'Image') return undefined;
    if (key === 'Palette') return spelled(stream, 'a palette');
    const isContent =
      subtype === 'Form' || numberOf(this.#context, entry(dict, 'PatternType')) === 1 || CONTENT.has(key);
    if (isContent) return strangerInContent(decoded(stream), (text) => this.#isChecked(text));
    if (numberOf(this.#context, entry(dict, 'FunctionType')) === POSTSCRIPT)
      return isPostScript(decoded(stream)) ? undefined : 'a function';
    const isOfNumbers = ['FunctionType', 'ShadingType'].some((type) => entry(dict, type) !== undefined);
    if (isOfNumbers || BYTES.has(key)) return spelled(stream, key);
    const clean = CLEANERS.get(key);
    if (clean !== undefined) return isUnchanged(decoded(stream), clean) ? undefined : `a stream of ${key}`;
    if (key === 'Metadata')
      return Buffer.from(decoded(stream)).toString('utf8') === xmpOf(this.#allowed.properties)
        ? undefined
        : 'XMP';
    return entry(dict, 'N') !== undefined && isUnchanged(decoded(stream), stripIccProfile)
      ? undefined
      : `a stream of ${key}`;
  }
}

const decoded = (stream: PDFRawStream): Uint8Array =>
  entry(stream.dict, 'Filter') === undefined ? stream.contents : decodePDFRawStream(stream).decode();

/** Bytes for programs that spell words for people. */
const spelled = (stream: PDFRawStream, what: string): string | undefined =>
  spelledIn(decoded(stream)) === undefined ? undefined : `words in ${what}`;

function isUnchanged(bytes: Uint8Array, clean: (bytes: Uint8Array) => Uint8Array | undefined): boolean {
  const cleaned = clean(bytes);
  return cleaned === undefined ? false : Buffer.compare(cleaned, bytes) === 0;
}

const isPostScript = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[{}]/g, ' $& ')
    .trim()
    .split(/\s+/)
    .every((word) => POSTSCRIPT_OPERATORS.has(word) || FIGURE.test(word));
