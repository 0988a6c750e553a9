import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Which optional content a reader sees, by the document's default configuration. */
export interface Layers {
  /** The name of the group that hides this content; `undefined` when it is shown. */
  hiddenBy(group: unknown): string | undefined;
  /** Names of hidden groups that were asked for: they hold content. */
  readonly used: ReadonlySet<string>;
}

export async function layersOf(document: PDFDocumentProxy): Promise<Layers> {
  const config = await document.getOptionalContentConfig({ intent: 'display' });
  const used = new Set<string>();
  return {
    used,
    hiddenBy(group) {
      if (config.isVisible(group)) return undefined;
      const name = nameOf(typeof group === 'object' && group !== null ? group : {});
      used.add(name);
      return name;
    },
  };

  function nameOf({ id, ids }: { id?: unknown; ids?: unknown }): string {
    const first = typeof id === 'string' ? id : Array.isArray(ids) ? ids[0] : undefined;
    const named: unknown = typeof first === 'string' ? config.getGroup(first) : undefined;
    const name = typeof named === 'object' && named !== null ? Reflect.get(named, 'name') : undefined;
    return typeof name === 'string' && name !== '' ? name : 'a layer without a name';
  }
}
