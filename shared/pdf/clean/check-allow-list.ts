import { PDFArray, PDFDict, type PDFObject, PDFParser, PDFStream } from '@cantoo/pdf-lib';
import { FORBIDDEN, NAME_MAPS } from './allowed-keys.ts';
import { entry, nameOf } from './pdf-objects.ts';

const ANNOTATIONS = new Set(['Link']);
const ACTIONS = new Set(['GoTo', 'URI']);

/** Reads a clean copy again, object by object, and names the first thing in it that has no business there. */
export async function leftoverIn(pdf: Uint8Array): Promise<string | undefined> {
  const context = await PDFParser.forBytesWithOptions(pdf, Number.POSITIVE_INFINITY).parseDocument();
  const root = context.lookup(context.trailerInfo.Root);
  const seen = new Set<PDFObject>();
  const waiting: [PDFObject | undefined, boolean][] = [[context.trailerInfo.Root, false]];
  while (waiting.length > 0) {
    const [value, isNameMap] = waiting.pop() ?? [undefined, false];
    const object = context.lookup(value);
    if (object === undefined || seen.has(object)) continue;
    seen.add(object);
    if (object instanceof PDFArray) {
      waiting.push(...object.asArray().map((held): [PDFObject, boolean] => [held, false]));
    }
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) continue;
    for (const [key, held] of dict.entries()) {
      const name = key.decodeText();
      const isOwnXmp = dict === root && name === 'Metadata';
      if (!isNameMap && FORBIDDEN.has(name) && !isOwnXmp) return name;
      waiting.push([held, NAME_MAPS.has(name)]);
    }
    const stray = isNameMap ? undefined : strayKind(dict);
    if (stray !== undefined) return stray;
  }
  return undefined;
}

/** The kind of an annotation, action or field that is none of the allowed ones. */
function strayKind(dict: PDFDict): string | undefined {
  const { context } = dict;
  const subtype = nameOf(context, entry(dict, 'Subtype')) ?? '';
  if (entry(dict, 'Rect') !== undefined && !ANNOTATIONS.has(subtype)) return `${subtype} annotation`;
  const action = nameOf(context, entry(dict, 'S')) ?? '';
  if (entry(dict, 'URI') !== undefined && !ACTIONS.has(action)) return `${action} action`;
  return entry(dict, 'FT') === undefined ? undefined : 'form field';
}
