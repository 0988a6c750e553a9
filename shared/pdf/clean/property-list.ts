import { stringAt } from '../bytes/pdf-string.ts';
import { isEmptyDescription } from './empty-description.ts';
import { entriesOf } from './tokenize-content.ts';

/**
 * What a property list of marked content may say: its number, what is read aloud or copied, and the kind of
 * an artefact.
 */
const STRINGS = new Set(['ActualText', 'Alt', 'E', 'Lang']);
const NAMES = new Set(['Type', 'Subtype', 'Attached', 'Placement', 'O']);
const NUMBERS = new Set(['MCID', 'BBox']);
/** Values of ISO 32000-2, 14.8.2.2, table 363, and of layout attributes. */
const VALUES = new Set([
  ...['Pagination', 'Layout', 'Page', 'Background', 'Header', 'Footer', 'Watermark', 'PageNum', 'Bates'],
  ...['LineNum', 'Redaction', 'Inline', 'Top', 'Bottom', 'Left', 'Right', 'Block', 'Before', 'Start', 'End'],
]);

/** A property list written again, with allowed keys and values only: `<</MCID 3>>`. */
export function cleanPropertyList(bytes: Uint8Array, from: number, to: number): string {
  const kept: string[] = [];
  for (const { name, start, end } of entriesOf(bytes, from + 2, to - 2)) {
    const value = Buffer.from(bytes.subarray(start, end)).toString('latin1');
    if (isAllowed(name, value)) kept.push(`/${name} ${value}`);
  }
  return `<<${kept.join(' ')}>>`;
}

function isAllowed(name: string, value: string): boolean {
  if (STRINGS.has(name)) return /^[(<](?!<)/.test(value) && !isEmptyDescription(stringAt(value, 0) ?? '');
  if (NUMBERS.has(name)) return /^[[\]\d\s.+-]+$/.test(value);
  if (!NAMES.has(name)) return false;
  const names = value.match(/\/[^\s/[\]]+/g) ?? [];
  return /^[[\]\s/A-Za-z]+$/.test(value) && names.every((one) => VALUES.has(one.slice(1)));
}
