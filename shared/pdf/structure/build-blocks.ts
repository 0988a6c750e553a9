import type { Block, Cell, Inline, ListItem } from '#shared/domain/listing/edition.ts';
import { canBeLabel, markText } from '#shared/domain/listing/list-marks.ts';
import { onOneBaseline } from '../text/spans.ts';
import { between, type ContentPiece, type TaggedPage } from './content-pieces.ts';
import { inlineWords, type MarkedWords } from './inline-words.ts';
import { withLabels, withWholeItems, withWholeLists } from './list-items.ts';
import { withoutRunningPictures } from './running-pictures.ts';
import type { StructureElement, StructureKid } from './structure-elements.ts';
import { type CellPlace, type TablePart, tableParts } from './table-columns.ts';

/** Words and blocks in the order of the tags. */
type Flow =
  | { readonly kind: 'words'; readonly words: MarkedWords }
  | { readonly kind: 'block'; readonly block: Block };

/** What the elements around say of a passage. */
interface Around {
  readonly language?: string | undefined;
  readonly href?: string | undefined;
  /** Sections around, which give the level of a heading without number. */
  readonly sections: number;
}

export interface BuiltBlocks {
  readonly blocks: readonly Block[];
  /** First page on which words stand in the structure tree twice. */
  readonly twiceOn?: number;
  /** First page with a table of which nobody can tell what columns its cells fill. */
  readonly unsureOn?: number;
}

/** Makes blocks of a structure tree (ISO 32000-2, 14.8.4) and the words of its marked content. */
export function buildBlocks(
  tree: readonly StructureKid[],
  pages: readonly TaggedPage[],
  language: string,
): BuiltBlocks {
  const builder = new BlockBuilder(pages, language);
  const blocks = withHeadingLevels(withoutRunningPictures(builder.blocks(tree, { sections: 0 })));
  const { twiceOn, unsureOn } = builder;
  return { blocks, ...(twiceOn !== undefined && { twiceOn }), ...(unsureOn !== undefined && { unsureOn }) };
}

const HEADING = /^H(\d{0,2})$/;
const PARAGRAPHS = new Set(['P', 'Normal', 'Standard', 'Default', 'Caption', 'BibEntry', 'TOCI', 'LI']);
const CONTAINERS = new Set(
  'Document DocumentFragment Part Art Article Sect Div Aside Index Textbox Story Body Header Footer Slide Textbody Content TR TD TH LBody Form'.split(
    ' ',
  ),
);
const NOTES = new Set(['Note', 'FENote', 'Footnote', 'Endnote']);
const FIGURES = new Set(['Figure', 'Formula', 'Chart', 'Diagram', 'InlineShape', 'PlacedGraphic']);
const ROW_GROUPS = new Set(['THead', 'TBody', 'TFoot', 'NonStruct', 'Div']);

class BlockBuilder {
  readonly #pages: ReadonlyMap<number, TaggedPage>;
  readonly #language: string;
  readonly #used = new Set<string>();
  twiceOn: number | undefined;
  unsureOn: number | undefined;

  constructor(pages: readonly TaggedPage[], language: string) {
    this.#pages = new Map(pages.map((page) => [page.number, page]));
    this.#language = language;
  }

  /** Kids as blocks: words that stand by themselves become a paragraph. */
  blocks(kids: readonly StructureKid[], around: Around): Block[] {
    return withWholeLists(grouped(this.#flow(kids, around), (words) => ({ kind: 'paragraph', words })));
  }

  /** Kids as blocks of a cell, an item, a note: headings in there are no part of the outline. */
  #inside(kids: readonly StructureKid[], around: Around): Block[] {
    return this.blocks(kids, around).map(asText);
  }

  #flow(kids: readonly StructureKid[], around: Around): Flow[] {
    return kids.flatMap((kid): Flow[] => {
      if (kid.kind === 'target') return [];
      return kid.kind === 'content' ? this.#words(kid, around) : this.#element(kid.element, around);
    });
  }

  #words({ page, mcid }: StructureKid & { kind: 'content' }, { language, href }: Around): Flow[] {
    const key = `${page} ${mcid}`;
    const pieces = this.#pages.get(page)?.pieces.get(mcid) ?? [];
    if (this.#used.has(key) && pieces.length > 0) this.twiceOn ??= page;
    this.#used.add(key);
    return pieces.map((piece) => ({ kind: 'words', words: { piece, page, language, href } }));
  }

  #element(element: StructureElement, outside: Around): Flow[] {
    const { type, kids } = element;
    const around = this.#around(element, outside);
    if (type === 'L' || type === 'TOC') return asFlow(this.#list(element, around));
    if (type === 'Table') return asFlow(this.#table(element, around));
    if (type === 'BlockQuote') return asFlow([{ kind: 'quote', blocks: this.#inside(kids, around) }]);
    if (NOTES.has(type)) return asFlow([{ kind: 'note', blocks: this.#inside(kids, around) }]);
    if (FIGURES.has(type)) return asFlow(this.#figure(element, around));
    if (CONTAINERS.has(type)) return asFlow(this.blocks(kids, around));
    const flow = this.#flow(kids, around);
    const number = type === 'Title' ? '0' : HEADING.exec(type)?.[1];
    if (number !== undefined) {
      const level = number === '' ? Math.max(1, around.sections) : Number(number);
      return asFlow(grouped(flow, (words) => ({ kind: 'heading', level, words })));
    }
    return PARAGRAPHS.has(type) ? asFlow(grouped(flow, (words) => ({ kind: 'paragraph', words }))) : flow;
  }

  #around({ type, language, kids }: StructureElement, outside: Around): Around {
    const href = type === 'Link' ? kids.find((kid) => kid.kind === 'target')?.href : undefined;
    return {
      language: language === undefined ? outside.language : this.#other(language),
      href: href ?? outside.href,
      sections: outside.sections + (type === 'Sect' || type === 'Part' ? 1 : 0),
    };
  }

  /** A language that is not the document's: `en-US` in a text in `en-GB` is none to tell of. */
  #other(language: string): string | undefined {
    const main = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';
    return language === '' || main(language) === main(this.#language) ? undefined : language;
  }

  #list({ kids }: StructureElement, around: Around): Block[] {
    const items: ListItem[] = [];
    const before: Block[] = [];
    for (const kid of kids) {
      const type = kid.kind === 'element' ? kid.element.type : '';
      const item = this.#item(kid, around);
      const [only] = item.blocks;
      const last = items.at(-1);
      if (type === 'Caption') before.push(...item.blocks);
      else if (last && type === 'L') last.blocks.push(...item.blocks);
      else if (only !== undefined || item.label.length > 0) items.push(item);
    }
    return items.length === 0
      ? before
      : [...before, { kind: 'list', items: withWholeItems(withLabels(items)) }];
  }

  #item(kid: StructureKid, outside: Around): ListItem {
    if (kid.kind !== 'element' || kid.element.type !== 'LI')
      return { label: [], blocks: this.#inside([kid], outside) };
    const around = this.#around(kid.element, outside);
    const isLabel = (one: StructureKid) => one.kind === 'element' && one.element.type === 'Lbl';
    const labels = kid.element.kids.filter(isLabel);
    const [body, ...others] = kid.element.kids.filter((one) => !isLabel(one));
    const marks = this.#piecesWithin(labels);
    const isText = marks.length > 0 && !canBeLabel(markText(marks));
    if (body?.kind === 'element' && (isText || this.#splitsWord(labels, body.element.kids))) {
      const kids = [...labels.flatMap(kidsOf), ...body.element.kids];
      const flow = inLines(this.#flow(kids, this.#around(body.element, around)));
      const whole = grouped(flow, (words) => ({ kind: 'paragraph', words }));
      return { label: [], blocks: [...whole.map(asText), ...this.#inside(others, around)] };
    }
    const label = this.#onlyWords(this.#flow(labels, around));
    return { label, blocks: this.#inside(body === undefined ? [] : [body, ...others], around) };
  }

  /** Word tags the first letters of an item that goes on over a page as its label: "c" of "consent". */
  #splitsWord(labels: readonly StructureKid[], body: readonly StructureKid[]): boolean {
    const before = labels.flatMap((label) => this.#pieces(kidsOf(label))).at(-1);
    const [next] = this.#pieces(body);
    if (before === undefined || next === undefined || between(before, next) !== '') return false;
    return /\p{L}$/u.test(before.text) && /^\p{L}/u.test(next.text);
  }

  /** The words that stand in these without an element between. */
  #pieces(kids: readonly StructureKid[]): readonly ContentPiece[] {
    return kids.flatMap((kid) =>
      kid.kind === 'content' ? (this.#pages.get(kid.page)?.pieces.get(kid.mcid) ?? []) : [],
    );
  }

  #onlyWords(flow: readonly Flow[]): Inline[] {
    return inlineWords(flow.flatMap((one) => (one.kind === 'words' ? [one.words] : [])));
  }

  #figure(element: StructureElement, around: Around): Block[] {
    const { alternative, page, kids } = element;
    const blocks = this.#inside(kids, around);
    const number = page ?? firstPage(kids);
    // Without words and without a description there is nothing but the picture.
    if (number === undefined) return blocks;
    const { language } = around;
    return [
      {
        kind: 'figure',
        page: number,
        ...(alternative !== undefined && { alternative }),
        ...(language !== undefined && { language }),
        blocks,
      },
    ];
  }

  #table({ kids }: StructureElement, around: Around): Block[] {
    const found: FoundRows = { caption: [], rows: [] };
    this.#collectRows(kids, around, false, found);
    const rows = found.rows.filter((row) => row.length > 0);
    // The header of a row, its first cell, says nothing of other rows.
    const isJoined = rows.some(([_, ...others]) => others.some(({ element }) => element.type === 'TH'));
    const blocks = this.#partsOf(rows, isJoined).flatMap(({ rows: held, spans }): Block[] => {
      const own = held.map((at) => rows[at] ?? []);
      const [[only, second] = []] = own;
      // A row of one cell is a box for the layout, and may hold headings.
      if (!isJoined && own.length === 1 && only !== undefined && second === undefined)
        return this.blocks(only.element.kids, this.#around(only.element, around));
      const cells = own.map((row, at) => row.map((cell) => this.#cell(cell, row, held[at] ?? 0, around)));
      const spanned = cells.map((row, at) =>
        row.map((cell, column) => ({ ...cell, columns: spans?.[at]?.[column] ?? cell.columns })),
      );
      return [{ kind: 'table', caption: [], rows: spanned }];
    });
    const [first, ...rest] = blocks;
    return first?.kind === 'table'
      ? [{ ...first, caption: found.caption }, ...rest]
      : [...captionBlocks(found.caption), ...blocks];
  }

  /** The parts of a table by its tags, and by the places of its words where the tags name no spans. */
  #partsOf(rows: readonly (readonly FoundCell[])[], isJoined: boolean): TablePart[] {
    const cells = rows.flat().map(({ element }) => element);
    const asTagged = [{ rows: [...rows.keys()] }];
    if (cells.some((cell) => cell.columns > 1 || cell.rows > 1)) return asTagged;
    const places = rows.map((row) => row.map(({ element }) => this.#placeOf(element.kids)));
    const parts = tableParts(places, !isJoined);
    if (parts === undefined) this.unsureOn ??= firstPage(cells.flatMap(({ kids }) => kids)) ?? 1;
    return parts ?? asTagged;
  }

  /** Where the words of elements stand. Words that are turned could stand under any column. */
  #placeOf(kids: readonly StructureKid[]): CellPlace {
    const pieces = this.#piecesWithin(kids).filter(({ text }) => text.trim() !== '');
    if (pieces.length === 0) return undefined;
    if (pieces.some(({ angle }) => angle !== 0)) return { start: -Infinity, end: Infinity };
    return {
      start: Math.min(...pieces.map(({ start }) => start)),
      end: Math.max(...pieces.map(({ end }) => end)),
    };
  }

  #piecesWithin(kids: readonly StructureKid[]): ContentPiece[] {
    return kids.flatMap((kid) =>
      kid.kind === 'element' ? this.#piecesWithin(kid.element.kids) : this.#pieces([kid]),
    );
  }

  #collectRows(kids: readonly StructureKid[], around: Around, inHead: boolean, found: FoundRows): void {
    for (const kid of kids) {
      if (kid.kind !== 'element') continue;
      const { type } = kid.element;
      const inside = this.#around(kid.element, around);
      if (type === 'Caption') found.caption.push(...this.#wordsOfBlocks(kid.element.kids, inside));
      else if (ROW_GROUPS.has(type))
        this.#collectRows(kid.element.kids, inside, inHead || type === 'THead', found);
      else if (type === 'TR') found.rows.push(cellsOf(kid.element).map((element) => ({ element, inHead })));
    }
  }

  #cell({ element, inHead }: FoundCell, row: readonly FoundCell[], at: number, outside: Around): Cell {
    const { type, columns, rows, kids } = element;
    const blocks = this.#inside(kids, this.#around(element, outside));
    const isFirst = row[0]?.element === element;
    const says = { Row: 'row', Column: 'col', Both: 'col' } as const;
    const own = element.scope === 'Row' || element.scope === 'Column' ? says[element.scope] : undefined;
    const scope = own ?? (inHead || at === 0 || !isFirst ? 'col' : 'row');
    return { ...(type === 'TH' && blocks.length > 0 && { scope }), columns, rows, blocks };
  }

  #wordsOfBlocks(kids: readonly StructureKid[], around: Around): Inline[] {
    return this.blocks(kids, around).flatMap((block) => ('words' in block ? block.words : []));
  }
}

interface FoundCell {
  readonly element: StructureElement;
  readonly inHead: boolean;
}

interface FoundRows {
  readonly caption: Inline[];
  readonly rows: FoundCell[][];
}

const kidsOf = (kid: StructureKid): readonly StructureKid[] =>
  kid.kind === 'element' ? kid.element.kids : [];

const asText = (block: Block): Block =>
  block.kind === 'heading' ? { kind: 'paragraph', words: block.words } : block;

/**
 * Words of an item line by line, up to the first block. Word tags the first line of an item as its label
 * and paints the mark later, or tags a word of the second line so.
 */
function inLines(flow: readonly Flow[]): Flow[] {
  const end = flow.findIndex((one) => one.kind === 'block');
  const words = flow
    .slice(0, end < 0 ? flow.length : end)
    .flatMap((one) => (one.kind === 'words' ? [one.words] : []));
  const down = words.toSorted((a, b) => a.page - b.page || a.piece.baseline - b.piece.baseline);
  const lines: MarkedWords[][] = [];
  for (const one of down) {
    const [first] = lines.at(-1) ?? [];
    if (first !== undefined && first.page === one.page && isBeside(first.piece, one.piece))
      lines.at(-1)?.push(one);
    else lines.push([one]);
  }
  const ordered = lines.flatMap((line) => line.sort((a, b) => a.piece.start - b.piece.start));
  return [...ordered.map((one): Flow => ({ kind: 'words', words: one })), ...flow.slice(words.length)];
}

const isBeside = (one: ContentPiece, other: ContentPiece): boolean =>
  onOneBaseline(one.baseline, one.size, other.baseline, other.size);

const asFlow = (blocks: readonly Block[]): Flow[] => blocks.map((block) => ({ kind: 'block', block }));

/** Cells of a row, also those that a program wraps. */
function cellsOf(row: StructureElement): StructureElement[] {
  return row.kids.flatMap((kid) => {
    if (kid.kind !== 'element') return [];
    const { type } = kid.element;
    return type === 'TH' || type === 'TD' ? [kid.element] : cellsOf(kid.element);
  });
}

const captionBlocks = (words: Inline[]): Block[] =>
  words.length === 0 ? [] : [{ kind: 'paragraph', words }];

function firstPage(kids: readonly StructureKid[]): number | undefined {
  for (const kid of kids) {
    const page =
      kid.kind === 'element' ? firstPage(kid.element.kids) : kid.kind === 'content' ? kid.page : undefined;
    if (page !== undefined) return page;
  }
  return undefined;
}

/**
 * Words between blocks as blocks. A footnote that stands inside a paragraph comes after it, other blocks part
 * it.
 */
function grouped(flow: readonly Flow[], make: (words: Inline[]) => Block): Block[] {
  const blocks: Block[] = [];
  let words: MarkedWords[] = [];
  let notes: Block[] = [];
  const close = () => {
    const inlines = inlineWords(words);
    if (inlines.length > 0) blocks.push(make(inlines));
    blocks.push(...notes);
    [words, notes] = [[], []];
  };
  for (const one of flow) {
    if (one.kind === 'words') words.push(one.words);
    else if (one.block.kind === 'note' && words.length > 0) notes.push(one.block);
    else {
      close();
      blocks.push(one.block);
    }
  }
  close();
  return blocks;
}

/** Deepest level on a page whose title has the first of six. */
const DEEPEST_LEVEL = 5;

/** Levels without gaps: a heading is one level below the nearest one before that is above it. */
function withHeadingLevels(blocks: readonly Block[]): Block[] {
  const above: number[] = [];
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    while (above.length > 0 && (above.at(-1) ?? 0) >= block.level) above.pop();
    above.push(block.level);
    return { ...block, level: Math.min(above.length, DEEPEST_LEVEL) };
  });
}
