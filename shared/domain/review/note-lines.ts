import { nearest } from './nearest.ts';

/** One thing wrong with a note: the 1-based line and a sentence for the officer. */
export interface NoteProblem {
  readonly line: number;
  readonly message: string;
}

/** More mistakes than this are counted: a receipt must stay short enough to read and to store. */
export const MOST_PROBLEMS = 20;

/** One field of a note as it was typed. */
export interface NoteField {
  readonly name: string;
  readonly line: number;
  /** What stands after the colon and on indented lines below it, on one line. */
  readonly value: string;
  /** What stands on lines that begin with a dash. */
  readonly items: readonly string[];
}

/** `title: ...`, at the beginning of a line or after spaces. */
const FIELD = /^["'“‘]?([\p{L}#][^:：]{0,60}?)["'”’]?\s*[:：]\s*(.*)$/u;
const ITEM = /^[-–—•*·]\s*(.*)$/;
/** `summary: |` and `summary: >` of YAML: the lines below are the text. */
const BLOCK = /^[|>][+-]?\d?$/;
/** What YAML has at the beginning or the end of a document. */
const OF_YAML = /^(?:---|\.\.\.|%YAML.*)$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they show that a note was decoded wrongly.
const UNREADABLE = /[\u0000-\u001f\u007f-\u009f\ufffd]/;

/** How a name is compared: without case, with one kind of space. */
export function fieldName(written: string): string {
  return written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

interface OpenField extends NoteField {
  value: string;
  readonly items: string[];
  /** The lines below are its text, whatever they hold. */
  readonly isBlock: boolean;
}

/**
 * Reads a note line by line: a name of a field, a colon, and the rest of the line as it was typed. Indented
 * lines go on with the field above them, lines with a dash are entries of a list, lines that begin with # are
 * remarks. The name of a field begins that field wherever it stands, so that no line is lost in the text
 * above it.
 */
export function splitNote(
  text: string,
  names: readonly string[],
  lists: ReadonlySet<string>,
): { readonly fields: readonly NoteField[]; readonly problems: readonly NoteProblem[] } {
  const fields: OpenField[] = [];
  const problems: NoteProblem[] = [];
  /** Lines below a field that is none belong to it. */
  let current: OpenField | 'unknown' | undefined;
  for (const [place, raw] of text.split('\n').entries()) {
    const words = raw.trim();
    const isIndented = /^\s/.test(raw) && current !== undefined;
    const open = current === 'unknown' ? undefined : current;
    if (words === '' || OF_YAML.test(words) || isRemark(words, isIndented, open?.isBlock)) continue;
    const line = { line: place + 1, words, isIndented };
    if (UNREADABLE.test(words)) problems.push({ line: line.line, message: UNREADABLE_LINE });
    else if (beginsField(line, open)) current = begin(line);
    else if (open === undefined || !goesOn(line, open)) current = unknown(line);
  }
  return { fields, problems };

  function beginsField({ words, isIndented }: Line, open: OpenField | undefined): boolean {
    return names.includes(nameIn(words)) && !(isIndented && open?.isBlock);
  }

  function begin({ line, words }: Line): OpenField {
    const value = FIELD.exec(words)?.[2] ?? '';
    const isBlock = BLOCK.test(value);
    const field = { name: nameIn(words), line, value: isBlock ? '' : value, items: [], isBlock };
    const before = fields.find(({ name }) => name === field.name);
    if (before === undefined) fields.push(field);
    else problems.push({ line, message: twice(field.name, before.line) });
    return field;
  }

  /** Whether the line belongs to the open field. */
  function goesOn({ line, words, isIndented }: Line, open: OpenField): boolean {
    const item = ITEM.exec(words)?.[1];
    if (item !== undefined && (lists.has(open.name) || open.value === '')) {
      open.items.push(item);
      return true;
    }
    if (!isIndented && !isOpenList(open.value)) return false;
    const meant = meantField(nameIn(words), names);
    if (meant !== undefined) problems.push({ line, message: indented(nameIn(words), meant) });
    open.value = `${open.value} ${words}`.trim();
    return true;
  }

  function unknown({ line, words, isIndented }: Line): typeof current {
    if (current === 'unknown' && (isIndented || ITEM.test(words))) return current;
    const [, written = ''] = FIELD.exec(words) ?? [];
    const isTold = problems.length < MOST_PROBLEMS;
    problems.push({ line, message: written === '' ? NO_FIELD : unknownField(written, isTold ? names : []) });
    return written === '' ? undefined : 'unknown';
  }
}

interface Line {
  readonly line: number;
  readonly words: string;
  readonly isIndented: boolean;
}

/** The name that a line begins with, if it has one. */
const nameIn = (words: string): string => fieldName(FIELD.exec(words)?.[1] ?? '');

/** A remark begins with #. In a text, `#3` is what somebody typed. */
function isRemark(words: string, isIndented: boolean, isBlock = false): boolean {
  return isIndented ? /^#(?:\s|$)/.test(words) && !isBlock : words.startsWith('#');
}

const isOpenList = (value: string): boolean => value.startsWith('[') && !/\](?:\s+#.*)?$/.test(value);

const UNREADABLE_LINE = 'This line has a character that cannot be read. Type it again.';

const NO_FIELD =
  'This line cannot be read: it has no field. Write one field a line, such as "title: Baby Eva"; begin a line with spaces if it goes on with the field above it.';

const twice = (name: string, line: number) =>
  `"${name}" is given twice, here and on line ${line}. Keep the one that is right.`;

const indented = (written: string, meant: string) =>
  `This line goes on with the field above it, and begins with "${written}:". If it is a field, write "${meant}:" at the beginning of the line.`;

/** The field whose name was mistyped, if one is near. */
function meantField(name: string, names: readonly string[]): string | undefined {
  return name.length > 3 && name.length < 20 ? nearest(name, names) : undefined;
}

function unknownField(written: string, names: readonly string[]): string {
  const meant = nearest(fieldName(written), names);
  const right = meant === undefined ? `The fields are: ${names.join(', ')}.` : `Did you mean "${meant}"?`;
  return `"${written}" is not a field of a review note. ${right}`;
}
