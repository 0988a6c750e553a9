import { operationsOf } from './content-stream.ts';

export interface MarkedNames {
  /** Whether the layer of this name in the resources is off. */
  readonly hides: (name: string) => boolean;
  /** The marked-content number in the property list of this name. */
  readonly mcidOf: (name: string) => number | undefined;
}

export interface Cut {
  /** The content without what hidden layers hold; `undefined` where there is nothing to cut. */
  readonly bytes: Uint8Array | undefined;
  /** Marked content that is gone. */
  readonly mcids: readonly number[];
  /** Names of the forms and images drawn outside and inside hidden layers. */
  readonly shown: readonly string[];
  readonly hidden: readonly string[];
}

const PATH = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're']);
const PAINT = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'n']);
/** Operators that draw, or that carry words. Those that only change the state stay: what follows may rely on them. */
const DRAWING = new Set(['Tj', 'TJ', 'sh', 'Do', 'EI', 'MP', 'DP', 'BMC', 'BDC', 'EMC']);

/** Cuts what stands in hidden layers out of a content stream. Throws where its marked content does not match up. */
export function cutHiddenContent(bytes: Uint8Array, names: MarkedNames): Cut {
  const text = (start: number, end: number) => Buffer.from(bytes.subarray(start, end)).toString('latin1');
  const out: Uint8Array[] = [];
  const found = { mcids: [] as number[], shown: [] as string[], hidden: [] as string[] };
  const open: boolean[] = [];
  let copiedTo = 0;
  let pathStart: number | undefined;
  let clips = false;
  let cuts = 0;

  /** Copies up to `start` and goes on after `end`, with `instead` between them. */
  function replace(start: number, end: number, instead: string): void {
    out.push(bytes.subarray(copiedTo, start), Buffer.from(`\n${instead}\n`, 'latin1'));
    copiedTo = end;
    cuts += 1;
  }

  for (const { operator, start, end, operands } of operationsOf(bytes)) {
    const inHidden = open.includes(true);
    const operandTexts = operands.map(([from, to]) => text(from, to));
    const [first = '', second = ''] = operandTexts;
    if (operator === 'BDC' || operator === 'BMC') {
      const hides = operator === 'BDC' && first === '/OC' && names.hides(plainName(second));
      open.push(hides);
      const mcid = operator === 'BDC' && (inHidden || hides) ? mcidIn(second, names) : undefined;
      if (mcid !== undefined) found.mcids.push(mcid);
      if (hides && !inHidden) replace(start, end, '');
    }
    if (operator === 'EMC') {
      const closed = open.pop();
      if (closed === undefined) throw new RangeError('Marked content ends that did not begin.');
      if (closed && !open.includes(true)) replace(start, end, '');
    }
    if (operator === 'Do') (inHidden ? found.hidden : found.shown).push(plainName(first));
    if (PATH.has(operator)) pathStart ??= start;
    if (operator === 'W' || operator === 'W*') clips = true;
    if (inHidden && (operator !== 'EMC' || open.includes(true))) {
      if (DRAWING.has(operator)) replace(start, end, '');
      if (operator === "'") replace(start, end, 'T*');
      if (operator === '"') replace(start, end, `${first} Tw ${second} Tc T*`);
      if (PAINT.has(operator)) replace(clips ? start : (pathStart ?? start), end, clips ? 'n' : '');
    }
    if (PAINT.has(operator)) {
      pathStart = undefined;
      clips = false;
    }
  }
  if (open.length > 0) throw new RangeError('Marked content begins that does not end.');
  out.push(bytes.subarray(copiedTo));
  return { ...found, bytes: cuts > 0 ? new Uint8Array(Buffer.concat(out)) : undefined };
}

function mcidIn(propertyList: string, names: MarkedNames): number | undefined {
  if (propertyList.startsWith('/')) return names.mcidOf(plainName(propertyList));
  const found = /\/MCID\s+(\d+)/.exec(propertyList);
  return found === null ? undefined : Number(found[1]);
}

/** A name's characters, without the slash and with `#20` read (ISO 32000-2, 7.3.5). */
function plainName(name: string): string {
  return name
    .slice(1)
    .replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
