import * as z from 'zod';

/** A stretch of words on one page, all in one language, all or none of it a link. */
const Inline = z.object({
  text: z.string(),
  /** Page of the PDF, from 1. */
  page: z.number(),
  /** Where it differs from the edition's. */
  language: z.string().optional(),
  /** An address, or `#page-12`. */
  href: z.string().optional(),
  bold: z.boolean().optional(),
  /** A superscript mark, such as that of a footnote. */
  raised: z.boolean().optional(),
});
export type Inline = z.infer<typeof Inline>;

const Heading = z.object({
  kind: z.literal('heading'),
  /** From 1, without gaps. */
  level: z.number(),
  words: z.array(Inline),
});
const Paragraph = z.object({ kind: z.literal('paragraph'), words: z.array(Inline) });

/** A quotation, or a footnote beside the paragraph that refers to it. */
const Group = z.object({
  kind: z.enum(['quote', 'note']),
  get blocks(): z.ZodArray<typeof Block> {
    return z.array(Block);
  },
});

const ListItem = z.object({
  /** The mark as the PDF shows it: `1.`, `(a)`, `•`. */
  label: z.array(Inline),
  get blocks(): z.ZodArray<typeof Block> {
    return z.array(Block);
  },
});
const List = z.object({ kind: z.literal('list'), items: z.array(ListItem) });

const Cell = z.object({
  /** What a header cell stands for. */
  scope: z.enum(['col', 'row']).optional(),
  columns: z.number(),
  rows: z.number(),
  get blocks(): z.ZodArray<typeof Block> {
    return z.array(Block);
  },
});
const Table = z.object({
  kind: z.literal('table'),
  caption: z.array(Inline),
  rows: z.array(z.array(Cell)),
});

const Figure = z.object({
  kind: z.literal('figure'),
  page: z.number(),
  /** Its alternative text; the picture itself is in the PDF only. */
  alternative: z.string().optional(),
  language: z.string().optional(),
  /** Its caption, and words inside it. */
  get blocks(): z.ZodArray<typeof Block> {
    return z.array(Block);
  },
});

const Block = z.discriminatedUnion('kind', [Heading, Paragraph, Group, List, Table, Figure]);
export type Block = z.infer<typeof Block>;
export type ListItem = z.infer<typeof ListItem>;
export type Cell = z.infer<typeof Cell>;
export type Figure = z.infer<typeof Figure>;

/** A report as a page: the words, order and structure of a tagged PDF. */
export const Edition = z.object({
  language: z.string(),
  pages: z.number(),
  blocks: z.array(Block),
});
export type Edition = z.infer<typeof Edition>;

/** An edition, or in a sentence for the officer why there is none. */
export type EditionResult = { readonly edition: Edition } | { readonly none: string };

/** Name of the page, beside the PDF. */
export const EDITION_PATH = 'report/';

/** The blocks inside a block. */
function insideOf(block: Block): readonly Block[] {
  if (block.kind === 'list') return block.items.flatMap((item) => item.blocks);
  if (block.kind === 'table') return block.rows.flat().flatMap((cell) => cell.blocks);
  return 'blocks' in block ? block.blocks : [];
}

/** Every block, those that hold others before what they hold. */
export function everyBlock(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => [block, ...everyBlock(insideOf(block))]);
}
