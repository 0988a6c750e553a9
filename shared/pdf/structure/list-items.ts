import { type Block, everyBlock, type Inline, type ListItem } from '#shared/domain/listing/edition.ts';
import { followsMark, likelyMark, markText, sureMark } from '#shared/domain/listing/list-marks.ts';
import { acrossLines } from './content-pieces.ts';

/** Items whose marks are their labels, also where the tags have them in the text. */
export function withLabels(items: readonly ListItem[]): ListItem[] {
  const [first, ...rest] = items;
  const isLikely = (item: ListItem) => isLabelled(item) || likelyMark(startOf(item)) !== undefined;
  // The first of many may go on from the page before.
  const markOf = (rest.length > 1 ? rest : items).every(isLikely) ? likelyMark : sureMark;
  return first === undefined ? [] : items.map((item) => withLabel(item, markOf));
}

const isLabelled = ({ label }: ListItem): boolean => label.length > 0;

const wordsOf = (block: Block | undefined): readonly Inline[] =>
  block?.kind === 'paragraph' ? block.words : [];

const startOf = ({ blocks: [first] }: ListItem): string =>
  wordsOf(first)
    .map(({ text }) => text)
    .join('');

function withLabel(item: ListItem, markOf: (text: string) => string | undefined): ListItem {
  const mark = isLabelled(item) ? undefined : markOf(startOf(item));
  const [first, ...others] = item.blocks;
  const [{ page } = { page: 0 }] = wordsOf(first);
  if (mark === undefined) return item;
  const words = withoutStart(wordsOf(first), mark.length);
  const blocks = words.length === 0 ? others : [{ kind: 'paragraph' as const, words }, ...others];
  return { label: [{ text: mark, page }], blocks };
}

function withoutStart(words: readonly Inline[], length: number): Inline[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const text = first.text.slice(length).trimStart();
  return text === ''
    ? withoutStart(rest, Math.max(0, length - first.text.length))
    : [{ ...first, text }, ...rest];
}

/** One list where the tags begin a new one for each page, or for each item. */
export function withWholeLists(blocks: readonly Block[]): Block[] {
  const whole: Block[] = [];
  for (const block of blocks) {
    const last = whole.at(-1);
    if (last?.kind === 'list' && block.kind === 'list' && goesOn(last.items, block.items))
      whole[whole.length - 1] = { kind: 'list', items: withWholeItems([...last.items, ...block.items]) };
    else whole.push(block);
  }
  return whole;
}

function goesOn(before: readonly ListItem[], [first, second]: readonly ListItem[]): boolean {
  const [last, above] = [before.at(-1), before.findLast(isLabelled)];
  if (last === undefined || above === undefined || first === undefined) return false;
  const follows = ({ label }: ListItem) => followsMark(markText(above.label), markText(label));
  if (isLabelled(first)) return follows(first);
  return beginsLater(first, last) && (second === undefined || (isLabelled(second) && follows(second)));
}

/** Joins an item that is tagged as two over a page break: the second has no mark, all others have. */
export function withWholeItems(items: readonly ListItem[]): ListItem[] {
  const goesOnAt = (at: number): boolean => {
    const [item, last] = [items[at], items[at - 1]];
    return item !== undefined && last !== undefined && isLabelled(last) && beginsLater(item, last);
  };
  if (!items.every((item, at) => isLabelled(item) || at === 0 || goesOnAt(at))) return [...items];
  const whole: ListItem[] = [];
  for (const item of items) {
    const last = isLabelled(item) ? undefined : whole.pop();
    whole.push(last === undefined ? item : { ...last, blocks: joined(last.blocks, item.blocks) });
  }
  return whole;
}

const pagesOf = (item: ListItem): number[] =>
  everyBlock(item.blocks).flatMap((block) => ('words' in block ? block.words.map(({ page }) => page) : []));

const beginsLater = (item: ListItem, before: ListItem): boolean =>
  (pagesOf(item)[0] ?? 0) > (pagesOf(before).at(-1) ?? Number.POSITIVE_INFINITY);

/** A sentence that goes on is one paragraph. */
function joined(before: readonly Block[], after: readonly Block[]): Block[] {
  const [last, first] = [before.at(-1), after[0]];
  const [end, start] = [wordsOf(last).at(-1), wordsOf(first)[0]];
  if (end === undefined || start === undefined) return [...before, ...after];
  if (/[.!?:]["'”’)]*$/.test(end.text) && !/^\p{Ll}/u.test(start.text)) return [...before, ...after];
  const words = [
    ...wordsOf(last).slice(0, -1),
    { ...end, text: end.text + acrossLines(end.text) },
    ...wordsOf(first),
  ];
  return [...before.slice(0, -1), { kind: 'paragraph', words }, ...after.slice(1)];
}
