import { PDFArray, PDFDict, type PDFObject, PDFParser, PDFStream } from '@cantoo/pdf-lib';
import { FORBIDDEN, NAME_MAPS } from './allowed-keys.ts';
import { entry, nameOf } from './pdf-objects.ts';

const ANNOTATIONS = new Set(['Link']);
const ACTIONS = new Set(['GoTo', 'URI']);

/** Reads a clean copy anew, object by object, and names the first thing in it that has no business there. */
export async function leftoverIn(pdf: Uint8Array): Promise<string | undefined> {
  const context = await PDFParser.forBytesWithOptions(pdf, Number.POSITIVE_INFINITY).parseDocument();
  const root = context.lookup(context.trailerInfo.Root);
  const waiting: [PDFObject, boolean][] = context
    .enumerateIndirectObjects()
    .map(([, object]) => [object, false]);
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next === undefined) break;
    const [object, isNameMap] = next;
    if (object instanceof PDFArray)
      waiting.push(...object.asArray().map((held): [PDFObject, boolean] => [held, false]));
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) continue;
    for (const [key, held] of dict.entries()) {
      const name = key.decodeText();
      const isOwnXmp = dict === root && name === 'Metadata';
      if (!isNameMap && FORBIDDEN.has(name) && !isOwnXmp) return name;
      waiting.push([held, NAME_MAPS.has(name)]);
    }
    const subtype = nameOf(context, entry(dict, 'Subtype')) ?? '';
    if (entry(dict, 'Rect') !== undefined && !ANNOTATIONS.has(subtype)) return subtype;
    const action = nameOf(context, entry(dict, 'S')) ?? '';
    if (entry(dict, 'URI') !== undefined && !ACTIONS.has(action)) return action;
    if (entry(dict, 'FT') !== undefined || entry(dict, 'Filespec') !== undefined) return 'form field';
  }
  return undefined;
}
