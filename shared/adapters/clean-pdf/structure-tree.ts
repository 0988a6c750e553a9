import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib';
import { STRUCTURE_ELEMENT, STRUCTURE_ROOT } from './allowed-keys.ts';
import { dictOf, drop, elementsOf, entry, keepOnly, nameOf, oneOrMany, put } from './pdf-objects.ts';

/** Owners of attributes that say how a part looks or behaves; others (`UserProperties`, editors' own) hold data. */
const ATTRIBUTE_OWNERS =
  /^(?:Layout|List|PrintField|Table|Artifact|FENote|ARIA-.*|XML-.*|HTML-.*|CSS-.*|OEB-.*|RTF-.*|NSO)$/;

interface Surroundings {
  readonly context: PDFContext;
  readonly pages: ReadonlySet<PDFRef>;
  /** Annotations and other objects that still stand on a page: what the tags may refer to. */
  readonly standing: ReadonlySet<PDFObject>;
  /** Marked content that was cut out with a hidden layer: is this number of this page or form gone? */
  readonly isCut: (holder: PDFRef | undefined, mcid: number) => boolean;
}

/**
 * Takes out of the tags what refers to removed annotations and cut content, and elements that held nothing else.
 * All other elements, their order, roles and alternative texts stay.
 */
export function cleanStructureTree(catalogue: PDFDict, surroundings: Surroundings): void {
  const { context } = surroundings;
  const root = dictOf(context, entry(catalogue, 'StructTreeRoot'));
  if (root === undefined) return;
  keepOnly(root, STRUCTURE_ROOT);
  const elements = cleanElements(root, surroundings);
  cleanNumberTree(context, dictOf(context, entry(root, 'ParentTree')), (value) =>
    keptParent(context, value, elements),
  );
  cleanNameTree(context, dictOf(context, entry(root, 'IDTree')), (value) => isKept(context, value, elements));
  for (const element of elements) {
    const related = oneOrMany(context, entry(element, 'Ref')).filter((value) =>
      isKept(context, value, elements),
    );
    if (related.length === 0) drop(element, 'Ref');
    else put(element, 'Ref', context.obj(related));
  }
}

interface Visit {
  readonly element: PDFDict;
  readonly parent: Visit | undefined;
  readonly page: PDFRef | undefined;
  /** Kids that stay or, where they are elements, may stay. */
  rest: (PDFObject | Visit)[];
  lost: boolean;
}

/** Cleans all elements below the root and returns those that stay. Without recursion: trees can be deep. */
function cleanElements(root: PDFDict, surroundings: Surroundings): Set<PDFDict> {
  const { context } = surroundings;
  const seen = new Set<PDFDict>([root]);
  const order: Visit[] = [];
  const waiting: Visit[] = [{ element: root, parent: undefined, page: undefined, rest: [], lost: false }];
  const refs = new Map<Visit, PDFObject>();
  while (waiting.length > 0) {
    const visit = waiting.pop();
    if (visit === undefined) break;
    order.push(visit);
    for (const kid of oneOrMany(context, entry(visit.element, 'K'))) {
      const element = childElement(context, kid);
      if (element === undefined) {
        if (staysInPlace(kid, visit.page, surroundings)) visit.rest.push(kid);
        else visit.lost = true;
      } else if (!seen.has(element)) {
        seen.add(element);
        const child = visitOf(element, visit, surroundings);
        refs.set(child, kid);
        visit.rest.push(child);
        waiting.push(child);
      }
    }
  }
  // Children before parents: an element that lost all it held goes, and its parent may follow.
  const kept = new Set<PDFDict>();
  const gone = new Set<Visit>();
  for (const visit of order.toReversed()) {
    const kids = visit.rest.filter((kid) => !isVisit(kid) || !gone.has(kid));
    const lost = visit.lost || kids.length < visit.rest.length;
    if (lost && kids.length === 0 && visit.parent !== undefined) {
      gone.add(visit);
      continue;
    }
    if (visit.parent !== undefined) kept.add(visit.element);
    const values = kids.map((kid) => (isVisit(kid) ? (refs.get(kid) ?? kid.element) : kid));
    if (lost) put(visit.element, 'K', context.obj(values));
  }
  return kept;
}

function isVisit(kid: PDFObject | Visit): kid is Visit {
  return 'rest' in kid;
}

function visitOf(element: PDFDict, parent: Visit, { context, pages }: Surroundings): Visit {
  keepOnly(element, STRUCTURE_ELEMENT);
  const attributes = oneOrMany(context, entry(element, 'A')).filter((value) => {
    const attribute = dictOf(context, value);
    return attribute === undefined || ATTRIBUTE_OWNERS.test(nameOf(context, entry(attribute, 'O')) ?? '');
  });
  if (!attributes.some((value) => dictOf(context, value) !== undefined)) drop(element, 'A');
  else put(element, 'A', context.obj(attributes));
  const page = entry(element, 'Pg');
  const known = page instanceof PDFRef && pages.has(page) ? page : undefined;
  if (known === undefined) drop(element, 'Pg');
  return { element, parent, page: known ?? parent.page, rest: [], lost: false };
}

/** The element that a kid is; `undefined` where it is marked content or an object reference. */
function childElement(context: PDFContext, kid: PDFObject): PDFDict | undefined {
  const dict = context.lookup(kid);
  if (!(dict instanceof PDFDict)) return undefined;
  const type = nameOf(context, entry(dict, 'Type'));
  return type === 'MCR' || type === 'OBJR' ? undefined : dict;
}

function staysInPlace(kid: PDFObject, page: PDFRef | undefined, surroundings: Surroundings): boolean {
  const { context, pages, standing, isCut } = surroundings;
  const value = context.lookup(kid);
  if (value instanceof PDFNumber) return !isCut(page, value.asNumber());
  if (!(value instanceof PDFDict)) return false;
  const ownPage = entry(value, 'Pg');
  if (ownPage instanceof PDFRef && !pages.has(ownPage)) return false;
  if (nameOf(context, entry(value, 'Type')) === 'OBJR') {
    const object = context.lookup(entry(value, 'Obj'));
    return object !== undefined && standing.has(object);
  }
  const mcid = context.lookup(entry(value, 'MCID'));
  const stream = entry(value, 'Stm');
  const holder = stream instanceof PDFRef ? stream : ownPage instanceof PDFRef ? ownPage : page;
  return mcid instanceof PDFNumber && !isCut(holder, mcid.asNumber());
}

function isKept(context: PDFContext, value: PDFObject, elements: ReadonlySet<PDFDict>): boolean {
  const element = context.lookup(value);
  return element instanceof PDFDict && elements.has(element);
}

/** What a page's or annotation's number leads to, without elements that are gone; `undefined` where nothing is left. */
function keptParent(
  context: PDFContext,
  value: PDFObject,
  elements: ReadonlySet<PDFDict>,
): PDFObject | undefined {
  const found = context.lookup(value);
  if (!(found instanceof PDFArray)) return isKept(context, value, elements) ? value : undefined;
  for (const [index, parent] of found.asArray().entries()) {
    if (!isKept(context, parent, elements)) found.set(index, PDFNull);
  }
  return value;
}

function cleanNumberTree(
  context: PDFContext,
  root: PDFDict | undefined,
  keep: (value: PDFObject) => PDFObject | undefined,
): void {
  for (const node of treeNodes(context, root)) {
    const pairs = elementsOf(context, entry(node, 'Nums'));
    if (pairs.length === 0) continue;
    const kept: PDFObject[] = [];
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const [key, value] = [pairs[index], pairs[index + 1]];
      const left = value === undefined ? undefined : keep(value);
      if (key !== undefined && left !== undefined) kept.push(key, left);
    }
    put(node, 'Nums', context.obj(kept));
  }
}

/** Drops the names of a name tree whose values do not stay. */
export function cleanNameTree(
  context: PDFContext,
  root: PDFDict | undefined,
  stays: (value: PDFObject) => boolean,
): void {
  for (const node of treeNodes(context, root)) {
    const pairs = elementsOf(context, entry(node, 'Names'));
    if (pairs.length === 0) continue;
    const kept: PDFObject[] = [];
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const [key, value] = [pairs[index], pairs[index + 1]];
      if (key !== undefined && value !== undefined && stays(value)) kept.push(key, value);
    }
    put(node, 'Names', context.obj(kept));
  }
}

const TREE_NODE = new Set(['Kids', 'Names', 'Nums', 'Limits']);

function treeNodes(context: PDFContext, root: PDFDict | undefined): Set<PDFDict> {
  const nodes = new Set<PDFDict>();
  const waiting = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node === undefined || nodes.has(node)) continue;
    nodes.add(node);
    keepOnly(node, TREE_NODE);
    waiting.push(...elementsOf(context, entry(node, 'Kids')).map((kid) => dictOf(context, kid)));
  }
  return nodes;
}
