import type { PDFContext, PDFDict, PDFObject } from '@cantoo/pdf-lib';
import { dictOf, drop, elementsOf, entry, keepOnly, put } from './pdf-objects.ts';

const NODE = new Set(['Kids', 'Names', 'Nums', 'Limits']);

/**
 * Drops the pairs of a name tree (`Names`) or number tree (`Nums`) whose values do not stay (ISO 32000-2,
 * 7.9.6 and 7.9.7). A tree that lost any becomes one node, since the limits of its nodes name what is gone.
 */
export function cleanTree(
  context: PDFContext,
  root: PDFDict | undefined,
  kind: 'Names' | 'Nums',
  stays: (value: PDFObject) => boolean,
): void {
  if (root === undefined) return;
  const kept: PDFObject[] = [];
  let lost = false;
  for (const [key, value] of pairsOf(context, root, kind)) {
    if (stays(value)) kept.push(key, value);
    else lost = true;
  }
  if (!lost) return;
  drop(root, 'Kids');
  drop(root, 'Limits');
  put(root, kind, context.obj(kept));
}

/** The keys of a tree with their values, in order. */
export function* pairsOf(
  context: PDFContext,
  root: PDFDict | undefined,
  kind: 'Names' | 'Nums',
): Generator<readonly [key: PDFObject, value: PDFObject]> {
  if (root === undefined) return;
  for (const node of nodesOf(context, root)) {
    const pairs = elementsOf(context, entry(node, kind));
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const [key, value] = [pairs[index], pairs[index + 1]];
      if (key !== undefined && value !== undefined) yield [key, value];
    }
  }
}

/** All nodes, those on the left first, with allowed keys only. */
function nodesOf(context: PDFContext, root: PDFDict): Set<PDFDict> {
  const nodes = new Set<PDFDict>();
  const waiting: (PDFDict | undefined)[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node === undefined || nodes.has(node)) continue;
    nodes.add(node);
    keepOnly(node, NODE);
    waiting.push(
      ...elementsOf(context, entry(node, 'Kids'))
        .map((kid) => dictOf(context, kid))
        .toReversed(),
    );
  }
  return nodes;
}
