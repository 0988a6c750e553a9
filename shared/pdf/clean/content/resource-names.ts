import { type PDFContext, PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { Uncleanable } from '../cannot-clean.ts';
import { dictOf, drop, entry, put } from '../pdf-objects.ts';
import type { Content } from './page-content.ts';

/** The kinds of named resources that operators refer to (ISO 32000-2, 7.8.3). */
const KINDS = ['XObject', 'ExtGState', 'Font', 'ColorSpace', 'Pattern', 'Shading', 'Properties'] as const;
export type ResourceKind = (typeof KINDS)[number];
/** Kinds of resources with the letter that their generated names begin with. */
const LETTERS = {
  XObject: 'X',
  ExtGState: 'G',
  Font: 'F',
  ColorSpace: 'C',
  Pattern: 'P',
  Shading: 'S',
  Properties: 'M',
} as const satisfies Record<ResourceKind, string>;
/** Colour spaces that replace the device's own without being named by an operator (ISO 32000-2, 8.6.5.6). */
const DEFAULT_SPACES = ['DefaultGray', 'DefaultRGB', 'DefaultCMYK'];
/** What a content's name leads to where its resources have no such name: still nothing. */
const NOWHERE = 'None';

type Used = Map<ResourceKind, Map<string, PDFObject>>;

/** Generated names for all resources of a document: one object has one name, wherever it is used. */
export class ResourceNames {
  readonly #context: PDFContext;
  readonly #names = new Map<PDFObject, string>();
  /** For each dictionary of resources what is used of it, by its new name. */
  readonly #used = new Map<PDFDict, Used>();

  constructor(context: PDFContext) {
    this.#context = context;
  }

  /** What a name means in a content. */
  valueOf({ resources }: Content, kind: ResourceKind, name: string): PDFObject | undefined {
    const map = resources && dictOf(this.#context, entry(resources, kind));
    return map && entry(map, name);
  }

  rename(content: Content, kind: ResourceKind, name: string): string {
    const value = this.valueOf(content, kind, name);
    return value === undefined ? NOWHERE : this.add(content, kind, value);
  }

  /** The name of an object that a content uses. */
  add({ resources, page }: Content, kind: ResourceKind, value: PDFObject): string {
    if (resources === undefined)
      throw new Uncleanable(
        `Page ${page} of this PDF has no resources. Print the report to a new PDF and drop that.`,
      );
    const target = this.#context.lookup(value) ?? value;
    const key = target instanceof PDFName ? value : target;
    const name = this.#names.get(key) ?? `${LETTERS[kind]}${this.#names.size + 1}`;
    this.#names.set(key, name);
    const used: Used = this.#used.get(resources) ?? new Map();
    this.#used.set(resources, used);
    const ofKind = used.get(kind) ?? new Map<string, PDFObject>();
    used.set(kind, ofKind.set(name, value));
    return name;
  }

  /** What a content's resources are used for so far, by kind. */
  *usedBy({ resources }: Content): Generator<readonly [ResourceKind, PDFObject]> {
    for (const [kind, values] of (resources && this.#used.get(resources)) ?? [])
      for (const value of values.values()) yield [kind, value];
  }

  /** Leaves in every dictionary of resources what is used, by its new name. */
  settle(cleanProperties: (value: PDFObject) => PDFObject | undefined): void {
    for (const [resources, used] of this.#used) {
      const spaces = this.#defaultSpaces(resources);
      for (const key of resources.keys()) resources.delete(key);
      for (const kind of KINDS) {
        const values = [...(kind === 'ColorSpace' ? spaces : []), ...(used.get(kind) ?? [])];
        const kept = values.map(
          ([name, value]) => [name, kind === 'Properties' ? cleanProperties(value) : value] as const,
        );
        putMap(resources, kind, kept);
      }
      this.#dropLayers(used);
    }
  }

  #defaultSpaces(resources: PDFDict): [string, PDFObject][] {
    const spaces = dictOf(this.#context, entry(resources, 'ColorSpace'));
    return DEFAULT_SPACES.flatMap((name): [string, PDFObject][] => {
      const value = spaces && entry(spaces, name);
      return value === undefined ? [] : [[name, value]];
    });
  }

  /** Forms and images that are still there belong to layers that are on. */
  #dropLayers(used: Used): void {
    for (const value of used.get('XObject')?.values() ?? []) {
      const dict = dictOf(this.#context, value);
      if (dict !== undefined) drop(dict, 'OC');
    }
  }
}

function putMap(
  resources: PDFDict,
  kind: ResourceKind,
  values: readonly (readonly [name: string, value: PDFObject | undefined])[],
): void {
  const map = PDFDict.withContext(resources.context);
  for (const [name, value] of values) if (value !== undefined) put(map, name, value);
  if (map.keys().length > 0) put(resources, kind, map);
}
