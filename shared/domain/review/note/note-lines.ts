import { nearest } from '../files/nearest.ts';

/** One problem of a note: a 1-based line and a sentence for the officer. */
export interface NoteProblem {
  readonly line: number;
  readonly message: string;
}

/** Maximum number of problems listed: bounds the receipt. */
export const MOST_PROBLEMS = 20;

/** One field of a note, as typed. */
export interface NoteField {
  readonly name: string;
  readonly line: number;
  /** Text after the colon and on indented lines below, joined to one line. */
  readonly value: string;
  /** List items: lines that begin with a dash. */
  readonly items: readonly string[];
}

/** `title: ...`, at the beginning of a line or after spaces. */
const FIELD = /^["'“‘]?([\p{L}#][^:：]{0,60}?)["'”’]?\s*[:：]\s*(.*)$/u;
const ITEM = /^[-–—•*·]\s*(.*)$/;
/** YAML block scalars: `summary: |` and `summary: >`. */
const BLOCK = /^[|>][+-]?\d?$/;
/** YAML document markers and directives. */
const OF_YAML = /^(?:---|\.\.\.|%YAML.*)$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they show that a note was decoded wrongly.
const UNREADABLE = /[\u0000-\u001f\u007f-\u009f\ufffd]/;

/** Normalized field name: lower case, single spaces. */
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
  /** The lines below are text, whatever they contain. */
  readonly isBlock: boolean;
}

/**
 * Splits a note into fields: a name, a colon, and the rest of the line as typed. Indented lines continue a
 * field, lines with a dash are list items, lines with # are comments. A known field name always begins a
 * field, so that no line disappears in the text above it.
 */
export function splitNote(
  text: string,
  names: readonly string[],
  lists: ReadonlySet<string>,
): { readonly fields: readonly NoteField[]; readonly problems: readonly NoteProblem[] } {
  const fields: OpenField[] = [];
  const problems: NoteProblem[] = [];
  const within = fieldsWithin(names);
  /** Lines below an unknown field belong to it. */
  let current: OpenField | 'unknown' | undefined;
  for (const [place, raw] of text.split('\n').entries()) {
    const words = raw.trim();
    const isIndented = /^\s/.test(raw) && current !== undefined;
    const open = current === 'unknown' ? undefined : current;
    if (!isIndented && DISABLED_TERM.test(words)) problems.push({ line: place + 1, message: DISABLED });
    if (words === '' || OF_YAML.test(words) || isRemark(words, isIndented, open?.isBlock)) continue;
    const line = { line: place + 1, words, isIndented };
    problems.push(...insideLine(line, within));
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

  /** Whether the line continues the open field. */
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
    const meant = isTold ? decoratedField(words, names) : undefined;
    const problem = written === '' ? NO_FIELD : unknownField(written, isTold ? names : []);
    problems.push({ line, message: meant === undefined ? problem : decorated(meant) });
    return written === '' ? undefined : 'unknown';
  }
}

interface Line {
  readonly line: number;
  readonly words: string;
  readonly isIndented: boolean;
}

/** The field name at the beginning of a line, if any. */
const nameIn = (words: string): string => fieldName(FIELD.exec(words)?.[1] ?? '');

/** A comment begins with #, but `#3` in a text is content. */
function isRemark(words: string, isIndented: boolean, isBlock = false): boolean {
  return isIndented ? /^#(?:\s|$)/.test(words) && !isBlock : words.startsWith('#');
}

/** An embargo or retirement in a line that does not count: nobody can tell whether that is meant. */
const DISABLED_TERM = /^#[\s#]*(?:publish at|retire on)\s*:/i;
const DISABLED =
  'This line begins with # and does not count. If it is to count, delete the #; if not, delete the line.';

/** The field of a line that begins with a bullet or a quotation mark of e-mails, or has `=` for the colon. */
function decoratedField(words: string, names: readonly string[]): string | undefined {
  const bare = fieldName(words.replace(/^[^\p{L}]+/u, ''));
  const name = names.find((one) => bare.startsWith(one) && /^[ *]?[:：=*]/.test(bare.slice(one.length)));
  return name;
}

const decorated = (name: string) =>
  `Write this line as "${name}: ...", with nothing before the name and a colon after it.`;

const isOpenList = (value: string): boolean => value.startsWith('[') && !/\](?:\s+#.*)?$/.test(value);

/** A field in the middle of a line: a name of several words, or any after a comma or the like. */
const fieldsWithin = (names: readonly string[]): RegExp => {
  const several = names.filter((name) => name.includes(' ')).join('|');
  return new RegExp(`\\S\\s+(${several})\\s*[:：]|[,;|]\\s*(${names.join('|')})\\s*[:：]`, 'i');
};

function insideLine({ line, words }: Line, within: RegExp): NoteProblem[] {
  const [, long, short] = within.exec(words.replace(/"[^"]*"|“[^”]*”/g, '')) ?? [];
  const name = long ?? short;
  const message = `"${name}:" is in the middle of this line. Write each field on a line of its own; if it is text, leave the colon out.`;
  return name === undefined ? [] : [{ line, message }];
}

const UNREADABLE_LINE = 'This line has a character that cannot be read. Type it again.';

const NO_FIELD =
  'This line cannot be read: it has no field. Write one field a line, such as "title: Baby Eva"; begin a line with spaces if it goes on with the field above it.';

const twice = (name: string, line: number) =>
  `"${name}" is given twice, here and on line ${line}. Keep the one that is right.`;

const indented = (written: string, meant: string) =>
  `This line goes on with the field above it, and begins with "${written}:". If it is a field, write "${meant}:" at the beginning of the line.`;

/** The most similar field name, for a misspelled one. */
function meantField(name: string, names: readonly string[]): string | undefined {
  return name.length > 3 && name.length < 20 ? nearest(name, names) : undefined;
}

/** Names that people give to the time of publication. */
const OF_PUBLICATION =
  /^(?:published? on|publi(?:sh|cation)\b(?! at)|do not publish|embargo|release|go live)/;

function unknownField(written: string, names: readonly string[]): string {
  if (names.length > 0 && OF_PUBLICATION.test(fieldName(written)))
    return `"${written}" is not a field of a review note. Did you mean "publish at" (when it becomes public here) or "published" (the date that the report gives)?`;
  const meant = nearest(fieldName(written), names);
  const right = meant === undefined ? `The fields are: ${names.join(', ')}.` : `Did you mean "${meant}"?`;
  return `"${written}" is not a field of a review note. ${right}`;
}
