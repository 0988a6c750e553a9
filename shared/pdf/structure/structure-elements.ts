import {
  PDFArray,
  PDFBool,
  type PDFContext,
  PDFDict,
  PDFNumber,
  type PDFObject,
  PDFParser,
  PDFRef,
} from '@cantoo/pdf-lib';
import { dictOf, elementsOf, entry, nameOf, numberOf, oneOrMany, textOf } from '../clean/pdf-objects.ts';

/** An element of the structure tree (ISO 32000-2, 14.7): a heading, a paragraph, a cell. */
export interface StructureElement {
  /** Structure type, as the role map of the original had it: `H1`, `P`, `TD`. */
  readonly type: string;
  readonly language?: string;
  /** Alternative text. */
  readonly alternative?: string;
  /** Page of its content, from 1, where it says so. */
  readonly page?: number;
  /** Of a header cell: `Row`, `Column`, `Both`. */
  readonly scope?: string;
  readonly columns: number;
  readonly rows: number;
  readonly kids: readonly StructureKid[];
}

/** What stands in an element. */
export type StructureKid =
  | { readonly kind: 'element'; readonly element: StructureElement }
  | { readonly kind: 'content'; readonly page: number; readonly mcid: number }
  /** A link's target: an address, or `#page-12`. */
  | { readonly kind: 'target'; readonly href: string };

/** Deeper than any program nests elements. */
const MOST_DEPTH = 60;
/** A cell over more columns or rows than this is damage. */
const MOST_SPAN = 100;

/** The structure tree of a clean copy; `undefined` where it has none, or one nested too deep. */
export async function structureTree(pdf: Uint8Array): Promise<readonly StructureKid[] | undefined> {
  const context = await PDFParser.forBytesWithOptions(pdf, Number.POSITIVE_INFINITY).parseDocument();
  const catalogue = dictOf(context, context.trailerInfo.Root);
  const root = catalogue && dictOf(context, entry(catalogue, 'StructTreeRoot'));
  const marks = catalogue && dictOf(context, entry(catalogue, 'MarkInfo'));
  const isTagged = marks !== undefined && isTrue(context, entry(marks, 'Marked'));
  if (catalogue === undefined || root === undefined || !isTagged) return undefined;
  const classes = dictOf(context, entry(root, 'ClassMap'));
  const reader = new TreeReader(context, pageNumbers(context, catalogue), classes);
  const kids = reader.kidsOf(root, undefined, 0);
  return reader.isTooDeep ? undefined : kids;
}

function pageNumbers(context: PDFContext, catalogue: PDFDict): ReadonlyMap<PDFObject, number> {
  const numbers = new Map<PDFObject, number>();
  const waiting = [entry(catalogue, 'Pages')];
  const seen = new Set<PDFObject>();
  while (waiting.length > 0) {
    const ref = waiting.pop();
    const dict = dictOf(context, ref);
    if (ref === undefined || dict === undefined || seen.has(dict)) continue;
    seen.add(dict);
    const kids = entry(dict, 'Kids');
    if (kids !== undefined) waiting.push(...elementsOf(context, kids).toReversed());
    else numbers.set(ref, numbers.size + 1);
  }
  return numbers;
}

class TreeReader {
  readonly #context: PDFContext;
  readonly #pages: ReadonlyMap<PDFObject, number>;
  readonly #classes: PDFDict | undefined;
  readonly #seen = new Set<PDFDict>();
  isTooDeep = false;

  constructor(context: PDFContext, pages: ReadonlyMap<PDFObject, number>, classes: PDFDict | undefined) {
    this.#context = context;
    this.#pages = pages;
    this.#classes = classes;
  }

  kidsOf(element: PDFDict, page: number | undefined, depth: number): StructureKid[] {
    if (depth > MOST_DEPTH) this.isTooDeep = true;
    if (this.isTooDeep || this.#seen.has(element)) return [];
    this.#seen.add(element);
    return oneOrMany(this.#context, entry(element, 'K')).flatMap((kid) => this.#kid(kid, page, depth));
  }

  #kid(kid: PDFObject, page: number | undefined, depth: number): StructureKid[] {
    const value = this.#context.lookup(kid);
    if (value instanceof PDFNumber) return content(page, value.asNumber());
    if (!(value instanceof PDFDict)) return [];
    const type = nameOf(this.#context, entry(value, 'Type'));
    if (type === 'OBJR') return this.#target(dictOf(this.#context, entry(value, 'Obj')));
    if (type !== 'MCR') return [{ kind: 'element', element: this.#element(value, page, depth) }];
    // Content of a form is numbered by itself.
    if (entry(value, 'Stm') !== undefined) return [];
    return content(this.#pageOf(value) ?? page, numberOf(this.#context, entry(value, 'MCID')));
  }

  #element(dict: PDFDict, around: number | undefined, depth: number): StructureElement {
    const context = this.#context;
    const page = this.#pageOf(dict) ?? around;
    const language = textOf(context, entry(dict, 'Lang'));
    const alternative = textOf(context, entry(dict, 'Alt'))?.trim();
    const scope = nameOf(context, this.#attribute(dict, 'Scope'));
    return {
      type: nameOf(context, entry(dict, 'S')) ?? '',
      ...(language !== undefined && { language }),
      ...(alternative && { alternative }),
      ...(page !== undefined && { page }),
      ...(scope !== undefined && { scope }),
      columns: spanOf(numberOf(context, this.#attribute(dict, 'ColSpan'))),
      rows: spanOf(numberOf(context, this.#attribute(dict, 'RowSpan'))),
      kids: this.kidsOf(dict, page, depth + 1),
    };
  }

  /** An attribute of a table cell, its own or that of its class. */
  #attribute(element: PDFDict, key: string): PDFObject | undefined {
    const context = this.#context;
    const classes = oneOrMany(context, entry(element, 'C')).flatMap((value) => {
      const name = nameOf(context, value);
      return name === undefined || this.#classes === undefined
        ? []
        : oneOrMany(context, entry(this.#classes, name));
    });
    for (const value of [...oneOrMany(context, entry(element, 'A')), ...classes]) {
      const dict = dictOf(context, value);
      const found = dict && entry(dict, key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #pageOf(dict: PDFDict): number | undefined {
    const page = entry(dict, 'Pg');
    return page && this.#pages.get(page);
  }

  /** Where a link annotation of a clean copy leads: its places have no names. */
  #target(annotation: PDFDict | undefined): StructureKid[] {
    if (annotation === undefined) return [];
    const action = dictOf(this.#context, entry(annotation, 'A'));
    const address = action && textOf(this.#context, entry(action, 'URI'));
    if (address !== undefined) return [{ kind: 'target', href: address }];
    const place = this.#context.lookup(entry(annotation, 'Dest') ?? (action && entry(action, 'D')));
    const page = place instanceof PDFArray && place.size() > 0 ? place.get(0) : undefined;
    const number = page instanceof PDFRef ? this.#pages.get(page) : undefined;
    return number === undefined ? [] : [{ kind: 'target', href: `#page-${number}` }];
  }
}

const isTrue = (context: PDFContext, value: PDFObject | undefined): boolean =>
  context.lookup(value) === PDFBool.True;

const content = (page: number | undefined, mcid: number | undefined): StructureKid[] =>
  page === undefined || mcid === undefined ? [] : [{ kind: 'content', page, mcid }];

const spanOf = (value = 1): number =>
  Number.isInteger(value) && value > 0 && value <= MOST_SPAN ? value : 1;
