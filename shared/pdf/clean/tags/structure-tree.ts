import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib';
import { STRUCTURE_ELEMENT, STRUCTURE_ROOT } from '../allowed-keys.ts';
import { cleanTree } from '../clean-tree.ts';
import { isEmptyDescription } from '../empty-description.ts';
import { dictOf, drop, entry, keepOnly, nameOf, oneOrMany, put, textOf } from '../pdf-objects.ts';
import { StructureNames } from './rename-structure.ts';

/**
 * Owners of attributes that say how a part looks or behaves; others (`UserProperties`, those of web
 * pages and editors) hold free keys and data.
 */
const ATTRIBUTE_OWNERS = /^(?:Layout|List|PrintField|Table|Artifact|FENote)$/;

interface Surroundings {
  readonly context: PDFContext;
  readonly pages: ReadonlySet<PDFRef>;
  /** Annotations and other objects that still stand on a page: what the tags may refer to. */
  readonly standing: ReadonlySet<PDFObject>;
  /** Marked content that was cut out with a hidden layer: is this number of this page or form gone? */
  readonly isCut: (holder: PDFRef | undefined, mcid: number) => boolean;
}

/**
 * Takes out of the tags what refers to removed annotations and cut content, and elements that held nothing
 * else. All other elements, their order, roles and alternative texts stay.
 */
export function cleanStructureTree(catalogue: PDFDict, surroundings: Surroundings): void {
  const { context } = surroundings;
  const root = dictOf(context, entry(catalogue, 'StructTreeRoot'));
  if (root === undefined) return;
  const roles = dictOf(context, entry(root, 'RoleMap'));
  keepOnly(root, STRUCTURE_ROOT);
  const elements = cleanElements(root, surroundings);
  cleanTree(context, dictOf(context, entry(root, 'ParentTree')), 'Nums', (value) =>
    keepsParent(context, value, elements),
  );
  cleanTree(context, dictOf(context, entry(root, 'IDTree')), 'Names', (value) =>
    isKept(context, value, elements),
  );
  const classes = dictOf(context, entry(root, 'ClassMap'));
  cleanClasses(context, classes);
  new StructureNames(context, roles).rename(root, elements, classes);
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
  return keepWhatHolds(order, refs, context);
}

/** Removes elements that lost all they held, children before parents, since a parent may follow. */
function keepWhatHolds(
  order: readonly Visit[],
  refs: ReadonlyMap<Visit, PDFObject>,
  context: PDFContext,
): Set<PDFDict> {
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
  for (const key of ['Alt', 'ActualText'])
    if (isEmptyDescription(textOf(context, entry(element, key)) ?? '')) drop(element, key);
  const attributes = oneOrMany(context, entry(element, 'A')).filter((value) =>
    isOfKnownOwner(context, value),
  );
  if (!attributes.some((value) => dictOf(context, value) !== undefined)) drop(element, 'A');
  else put(element, 'A', context.obj(attributes));
  const page = entry(element, 'Pg');
  const known = page instanceof PDFRef && pages.has(page) ? page : undefined;
  if (known === undefined) drop(element, 'Pg');
  return { element, parent, page: known ?? parent.page, rest: [], lost: false };
}

/** True of revision numbers too, which stand among attributes. */
function isOfKnownOwner(context: PDFContext, value: PDFObject): boolean {
  const attribute = dictOf(context, value);
  return attribute === undefined || ATTRIBUTE_OWNERS.test(nameOf(context, entry(attribute, 'O')) ?? '');
}

function cleanClasses(context: PDFContext, classes: PDFDict | undefined): void {
  for (const [name, value] of classes?.entries() ?? []) {
    const kept = oneOrMany(context, value).filter((attribute) => isOfKnownOwner(context, attribute));
    classes?.set(name, context.obj(kept));
  }
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

/**
 * Whether a page's or annotation's number still leads to an element; those that are gone are taken out of a
 * list.
 */
function keepsParent(context: PDFContext, value: PDFObject, elements: ReadonlySet<PDFDict>): boolean {
  const found = context.lookup(value);
  if (!(found instanceof PDFArray)) return isKept(context, value, elements);
  for (const [index, parent] of found.asArray().entries()) {
    if (!isKept(context, parent, elements)) found.set(index, PDFNull);
  }
  return true;
}
