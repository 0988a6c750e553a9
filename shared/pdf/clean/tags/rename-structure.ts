import { PDFArray, type PDFContext, type PDFDict, PDFName, type PDFObject, PDFString } from '@cantoo/pdf-lib';
import { pairsOf } from '../clean-tree.ts';
import { dictOf, elementsOf, entry, nameOf, oneOrMany, put, textOf } from '../pdf-objects.ts';
import { NAMESPACES } from '../vocabulary.ts';
import { typeFor } from './structure-names.ts';

/**
 * Gives structure elements the types, IDs and classes of the copy: free ones say what somebody called a
 * passage.
 */
export class StructureNames {
  readonly #context: PDFContext;
  readonly #roles: PDFDict | undefined;
  readonly #ids = new Map<string, PDFString>();
  readonly #classes = new Map<string, PDFName>();

  constructor(context: PDFContext, roles: PDFDict | undefined) {
    this.#context = context;
    this.#roles = roles;
  }

  rename(root: PDFDict, elements: ReadonlySet<PDFDict>, classes: PDFDict | undefined): void {
    for (const element of elements) this.#renameElement(element);
    for (const [name, value] of classes?.entries() ?? []) {
      classes?.delete(name);
      classes?.set(this.#classOf(name.decodeText()), value);
      for (const attribute of oneOrMany(this.#context, value)) this.#renameHeaders(attribute);
    }
    this.#renameIdTree(root);
    for (const space of elementsOf(this.#context, entry(root, 'Namespaces')))
      cleanNamespace(this.#context, space);
  }

  #renameElement(element: PDFDict): void {
    const type = nameOf(this.#context, entry(element, 'S')) ?? '';
    put(element, 'S', PDFName.of(typeFor(type, (name) => this.#roleOf(name))));
    const id = textOf(this.#context, entry(element, 'ID'));
    if (id !== undefined) put(element, 'ID', this.#idOf(id));
    for (const attribute of oneOrMany(this.#context, entry(element, 'A'))) this.#renameHeaders(attribute);
    const classes = oneOrMany(this.#context, entry(element, 'C')).map((value) => {
      const name = nameOf(this.#context, value);
      return name === undefined ? value : this.#classOf(name);
    });
    if (classes.length > 0) put(element, 'C', this.#context.obj(classes));
  }

  #roleOf(name: string): string | undefined {
    return this.#roles && nameOf(this.#context, entry(this.#roles, name));
  }

  #renameHeaders(attribute: PDFObject): void {
    const dict = dictOf(this.#context, attribute);
    const headers = dict && this.#context.lookup(entry(dict, 'Headers'));
    if (dict === undefined || headers === undefined) return;
    const ids = (headers instanceof PDFArray ? headers.asArray() : []).flatMap((value) => {
      const id = textOf(this.#context, value);
      return id === undefined ? [] : [this.#idOf(id)];
    });
    put(dict, 'Headers', this.#context.obj(ids));
  }

  #renameIdTree(root: PDFDict): void {
    const tree = dictOf(this.#context, entry(root, 'IDTree'));
    if (tree === undefined) return;
    const pairs = [...pairsOf(this.#context, tree, 'Names')].flatMap(
      ([key, value]): [string, PDFObject][] => {
        const id = textOf(this.#context, key);
        return id === undefined ? [] : [[this.#idOf(id).asString(), value]];
      },
    );
    // A name tree is sorted by its keys (ISO 32000-2, 7.9.6).
    pairs.sort(([one], [other]) => (one < other ? -1 : 1));
    const names = pairs.flatMap(([id, value]) => [PDFString.of(id), value]);
    put(root, 'IDTree', this.#context.obj({ Names: names }));
  }

  #idOf(id: string): PDFString {
    const known = this.#ids.get(id) ?? PDFString.of(`id${this.#ids.size + 1}`);
    this.#ids.set(id, known);
    return known;
  }

  #classOf(name: string): PDFName {
    const known = this.#classes.get(name) ?? PDFName.of(`C${this.#classes.size + 1}`);
    this.#classes.set(name, known);
    return known;
  }
}

/** Namespaces of standards stay, without roles; others lose their name. */
function cleanNamespace(context: PDFContext, value: PDFObject): void {
  const dict = dictOf(context, value);
  if (dict === undefined) return;
  const isPublic = NAMESPACES.has(textOf(context, entry(dict, 'NS')) ?? '');
  for (const key of dict.keys())
    if (key.decodeText() !== 'Type' && !(isPublic && key.decodeText() === 'NS')) dict.delete(key);
}
