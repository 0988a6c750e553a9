import type { TidyReport } from '#shared/report/normalize-lines.ts';
import { sentencesOf } from '#shared/report/summary/sentences.ts';

const LONGEST = 75;

/** Simple summarizers to compare with. */
export function baselines(report: TidyReport, section: string | null): Record<string, string> {
  const lines = report.pages.flatMap((page) => page.lines.map((line) => line.text));
  const all = lines.join(' ');
  return {
    'first 60 words': all.split(/\s+/).slice(0, 60).join(' '),
    'section, 3 sentences': firstOfSection(lines, section),
    TextRank: textRank(sentencesOf(all)),
  };
}

function firstOfSection(lines: readonly string[], section: string | null): string {
  const wanted = (section ?? '').toLowerCase();
  const starts = lines.findIndex((line) => line.replace(/^[\d.]+\s+/, '').toLowerCase() === wanted);
  const text = lines.slice(starts + 1, starts + 60).join(' ');
  return sentencesOf(text).slice(0, 3).join(' ');
}

/**
 * TextRank (Mihalcea and Tarau 2004): ranks sentences by shared words; returns the best in document order.
 */
function textRank(all: readonly string[]): string {
  const sentences = all.filter((sentence) => sentence.length > 30 && sentence.length < 500);
  const words = sentences.map((sentence) => new Set(sentence.toLowerCase().match(/\p{L}{4,}/gu) ?? []));
  const weights = words.map((a, i) =>
    words.map((b, j) => {
      if (i === j || a.size < 2 || b.size < 2) return 0;
      let shared = 0;
      for (const word of a) if (b.has(word)) shared++;
      return shared / (Math.log(a.size) + Math.log(b.size));
    }),
  );
  const out = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  let ranks = sentences.map(() => 1);
  for (let round = 0; round < 20; round++) {
    ranks = ranks.map((_, i) => {
      const into =
        weights[i]?.reduce((sum, weight, j) => sum + (weight * (ranks[j] ?? 0)) / (out[j] || 1), 0) ?? 0;
      return 0.15 + 0.85 * into;
    });
  }
  const order = sentences.map((_, i) => i).sort((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0));
  const chosen: number[] = [];
  let length = 0;
  for (const i of order) {
    const count = sentences[i]?.split(/\s+/).length ?? 0;
    if (length + count > LONGEST) continue;
    chosen.push(i);
    length += count;
  }
  return chosen
    .sort((a, b) => a - b)
    .map((i) => sentences[i])
    .join(' ');
}
