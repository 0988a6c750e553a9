/** A text in another form. It knows which stretch of the source text each of its characters stands for. */
export interface MappedText {
  readonly text: string;
  /** The stretch of the source, end exclusive, for a stretch of `text` with at least one character. */
  sourceOf(start: number, end: number): readonly [number, number];
}

/** Characters `start` to `end` of the source, and what stands for them. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text with the edits made, in time linear in its length. Of two edits that overlap, the first counts.
 */
export function withEdits(source: string, edits: readonly Edit[]): MappedText {
  const kept: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start))
    if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit);
  if (kept.length === 0) return { text: source, sourceOf: (start, end) => [start, end] };
  let text = '';
  let done = 0;
  /** For each edit, its place in the new text. */
  const places = kept.map(({ start, end, text: replacement }) => {
    text += source.slice(done, start);
    const from = text.length;
    text += replacement;
    done = end;
    return { start, end, from, to: text.length };
  });
  text += source.slice(done);
  /** The edit that holds or precedes an offset of the new text. */
  const editAt = (offset: number) => {
    let low = -1;
    let high = places.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((places[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return places[low];
  };
  const sourceOf = (start: number, end: number): readonly [number, number] => {
    const first = editAt(start);
    const last = editAt(end - 1);
    return [
      first === undefined ? start : start < first.to ? first.start : start - first.to + first.end,
      last === undefined ? end : end - 1 < last.to ? last.end : end - last.to + last.end,
    ];
  };
  return { text: text, sourceOf };
}
