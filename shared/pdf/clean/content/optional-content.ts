import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  type PDFObject,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { Uncleanable } from '../cannot-clean.ts';
import { dictOf, drop, elementsOf, entry, nameOf, oneOrMany, put } from '../pdf-objects.ts';

/** Optional content (ISO 32000-2, 8.11) as it is when the file is opened. */
export interface Layers {
  readonly anyHidden: boolean;
  /** Whether a group, or a membership of groups, is off. */
  hides(value: PDFObject | undefined): boolean;
  /** A group that is always on and says nothing, in the place of one that is on. */
  neutral(value: PDFObject): PDFRef;
  isNeutral(value: PDFObject): boolean;
  /** Leaves in the catalogue the neutral groups only. */
  settle(catalogue: PDFDict): void;
}

export function layersOf(context: PDFContext, catalogue: PDFDict): Layers {
  const properties = dictOf(context, entry(catalogue, 'OCProperties'));
  const config = properties && dictOf(context, entry(properties, 'D'));
  const groupsIn = (holder: PDFDict | undefined, key: string) =>
    new Set(holder && elementsOf(context, entry(holder, key)).map((ref) => context.lookup(ref)));
  const [on, off] = [groupsIn(config, 'ON'), groupsIn(config, 'OFF')];
  const offByDefault = config !== undefined && nameOf(context, entry(config, 'BaseState')) === 'OFF';

  /** Off in the configuration, or off on a screen by its own usage: either hides it from some readers. */
  function isOff(group: PDFDict): boolean {
    const usage = dictOf(context, entry(group, 'Usage'));
    const view = usage && dictOf(context, entry(usage, 'View'));
    if (view !== undefined && nameOf(context, entry(view, 'ViewState')) === 'OFF') return true;
    return offByDefault ? !on.has(group) : off.has(group);
  }

  function isHidden(value: PDFObject | undefined): boolean {
    const dict = dictOf(context, value);
    if (dict === undefined) return false;
    if (nameOf(context, entry(dict, 'Type')) !== 'OCMD') return isOff(dict);
    const expression = context.lookup(entry(dict, 'VE'));
    if (expression instanceof PDFArray) return !holds(expression, 0);
    const groups = oneOrMany(context, entry(dict, 'OCGs')).flatMap((group) => dictOf(context, group) ?? []);
    if (groups.length === 0) return false;
    const states = groups.map((group) => !isOff(group));
    switch (nameOf(context, entry(dict, 'P')) ?? 'AnyOn') {
      case 'AllOn':
        return !states.every((state) => state);
      case 'AnyOff':
        return states.every((state) => state);
      case 'AllOff':
        return states.some((state) => state);
      default:
        return !states.some((state) => state);
    }
  }

  function holds(value: PDFObject, depth: number): boolean {
    if (depth > 30)
      throw new Uncleanable('The layers of this PDF are too complicated to take the hidden ones out.');
    const found = context.lookup(value);
    if (!(found instanceof PDFArray)) return found instanceof PDFDict && !isOff(found);
    const [operator, ...operands] = found.asArray();
    const results = operands.map((operand) => holds(operand, depth + 1));
    const name = nameOf(context, operator);
    if (name === 'Not') return results[0] !== true;
    return name === 'Or' ? results.includes(true) : !results.includes(false);
  }

  const neutrals = new Map<PDFObject, PDFRef>();
  const groups = properties ? elementsOf(context, entry(properties, 'OCGs')) : [];
  return {
    anyHidden: groups.some((group) => isHidden(group)) || offByDefault || off.size > 0,
    hides: isHidden,
    neutral(value) {
      const original = context.lookup(value) ?? value;
      const known = neutrals.get(original);
      if (known !== undefined) return known;
      const name = PDFHexString.fromText(`Layer ${neutrals.size + 1}`);
      const ref = context.register(context.obj({ Type: PDFName.of('OCG'), Name: name }));
      neutrals.set(original, ref);
      return ref;
    },
    isNeutral: (value) => [...neutrals.values()].some((ref) => ref === value),
    settle(target) {
      const refs = [...neutrals.values()];
      if (refs.length === 0) drop(target, 'OCProperties');
      else put(target, 'OCProperties', context.obj({ OCGs: refs, D: { Order: refs } }));
    },
  };
}
