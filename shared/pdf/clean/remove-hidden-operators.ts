import { MARKED_TEXT } from './allowed-keys.ts';
import { COMMENT, operationsOf, stringsIn } from './tokenize-content.ts';

export interface MarkedNames {
  /** Whether the layer of this name in the resources is off. */
  readonly hides: (name: string) => boolean;
  /** Whether the form or image of this name belongs to a layer that is off. */
  readonly hidesObject: (name: string) => boolean;
  /** The marked-content number in the property list of this name. */
  readonly mcidOf: (name: string) => number | undefined;
}

export interface Cut {
  /** The content without what nobody sees; `undefined` where there is nothing to cut. */
  readonly bytes: Uint8Array | undefined;
  /** Whether a hidden layer was among what was cut. */
  readonly hidden: boolean;
  /** Marked content that is gone. */
  readonly mcids: readonly number[];
  /** Names of the forms and images that are drawn. */
  readonly drawn: ReadonlySet<string>;
}

const PATH = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're']);
const PAINT = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'n']);
/** Operators that draw, or that carry words. Those that only change the state stay: what follows may rely on them. */
const DRAWING = new Set(['Tj', 'TJ', 'sh', 'Do', 'EI', 'MP', 'DP', 'BMC', 'BDC', 'EMC']);

/** Cuts hidden layers, comments and editors' own text out of a content stream. Throws where it cannot be read or its marked content does not match up. */
export function cutUnseen(bytes: Uint8Array, names: MarkedNames): Cut {
  const text = (bounds: readonly [number, number] | undefined) =>
    bounds === undefined
      ? ''
      : Buffer.from(bytes.buffer, bytes.byteOffset + bounds[0], bounds[1] - bounds[0]).toString('latin1');
  const out: Uint8Array[] = [];
  const mcids: number[] = [];
  const drawn = new Set<string>();
  /** Marked content that is open: does it belong to a hidden layer? */
  const open: boolean[] = [];
  let hiddenDepth = 0;
  let hidden = false;
  let copiedTo = 0;
  let pathStart: number | undefined;
  let clips = false;

  /** Copies up to `start` and goes on after `end`, with `instead` between them. */
  function replace(start: number, end: number, instead: string): void {
    out.push(bytes.subarray(copiedTo, start), Buffer.from(`\n${instead}\n`, 'latin1'));
    copiedTo = end;
  }

  /** Text of a property list that is nobody's but the editor's that wrote it. */
  function dropOwnText(properties: readonly [number, number] | undefined): void {
    if (properties === undefined) return;
    for (const { name, start, end } of stringsIn(bytes, properties[0], properties[1]))
      if (!MARKED_TEXT.has(plainName(`/${name}`))) replace(start, end, '');
  }

  for (const { operator, start, end, operands } of operationsOf(bytes)) {
    const wasHidden = hiddenDepth > 0;
    if (operator === COMMENT) replace(start, end, '');
    else if (operator === 'BDC' || operator === 'BMC') {
      const hides =
        operator === 'BDC' && text(operands[0]) === '/OC' && names.hides(plainName(text(operands[1])));
      open.push(hides);
      if (hides) hiddenDepth += 1;
      const mcid = hiddenDepth > 0 ? mcidIn(text(operands[1]), names) : undefined;
      if (mcid !== undefined) mcids.push(mcid);
      if (hiddenDepth === 0) dropOwnText(operands[1]);
    } else if (operator === 'DP' && !wasHidden) dropOwnText(operands[1]);
    else if (operator === 'EMC') {
      const closed = open.pop();
      if (closed === undefined) throw new RangeError('Marked content ends that did not begin.');
      if (closed) hiddenDepth -= 1;
    } else if (operator === 'Do' && !wasHidden) {
      const name = plainName(text(operands[0]));
      if (names.hidesObject(name)) {
        hidden = true;
        replace(start, end, '');
      } else drawn.add(name);
    } else if (PATH.has(operator)) pathStart ??= start;
    else if (operator === 'W' || operator === 'W*') clips = true;
    if (wasHidden || hiddenDepth > 0) {
      hidden = true;
      if (DRAWING.has(operator)) replace(start, end, '');
      if (operator === "'") replace(start, end, 'T*');
      if (operator === '"') replace(start, end, `${text(operands[0])} Tw ${text(operands[1])} Tc T*`);
      if (PAINT.has(operator)) replace(clips ? start : (pathStart ?? start), end, clips ? 'n' : '');
    }
    if (PAINT.has(operator)) {
      pathStart = undefined;
      clips = false;
    }
  }
  if (hiddenDepth > 0) throw new RangeError('A hidden layer begins that does not end.');
  if (out.length > 0) out.push(bytes.subarray(copiedTo));
  return { bytes: out.length > 0 ? new Uint8Array(Buffer.concat(out)) : undefined, hidden, mcids, drawn };
}

/**
 * The same where no layer is hidden, without reading every operator: names that seem to be drawn may be too many, never too
 * few. `undefined` where there may be a comment or an editor's own text, so that every operator must be read.
 */
export function drawnIn(bytes: Uint8Array): Cut | undefined {
  if (bytes.includes(PERCENT)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const drawn = new Set<string>();
  for (const [, name = '', follows] of text.matchAll(/\/([^\s()<>[\]{}/%]*)\s*(Do(?![A-Za-z])|\(|<(?!<))/g)) {
    if (follows === 'Do') drawn.add(plainName(`/${name}`));
    else if (!MARKED_TEXT.has(name)) return undefined;
  }
  return { bytes: undefined, hidden: false, mcids: [], drawn };
}

const PERCENT = 37;

function mcidIn(propertyList: string, names: MarkedNames): number | undefined {
  if (propertyList.startsWith('/')) return names.mcidOf(plainName(propertyList));
  const found = /\/MCID\s+(\d+)/.exec(propertyList);
  return found === null ? undefined : Number(found[1]);
}

/** A name's characters, without the slash and with `#20` read (ISO 32000-2, 7.3.5). */
export function plainName(name: string): string {
  return name
    .slice(1)
    .replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
