import type { ReportSentences } from '#shared/domain/search/report-sentences.ts';
import type { SearchShard } from '#shared/domain/search/search-index.ts';
import { SENTENCES_FILE, shardPath } from '#shared/domain/search/search-paths.ts';
import { folded, shardOf, stemOf, wordsIn } from '#shared/domain/search/stems.ts';

/** Finds words inside reports by the index of each year page. It runs in the reader's browser. */

/** Shorter words stand in every report. */
const SHORTEST_WORD = 3;
/** Year pages whose index is read at once, newest first, until enough reports are found. */
const AT_ONCE = 6;
/** Sentences shown of one report. */
const MOST_PASSAGES = 3;
/** Characters shown of a long sentence, such as a whole table cell. */
const LONGEST_TEXT = 300;

/** A word that is looked for. */
export interface Term {
  readonly stem: string;
  /** Of a word that may still be typed: the beginning of a stem. */
  readonly beginning?: string;
}

/** A sentence in pieces, the words that were looked for by themselves. */
export interface Passage {
  readonly page: number;
  readonly pieces: readonly { readonly text: string; readonly isMatch: boolean }[];
}

export interface FoundReport {
  readonly title: string;
  readonly language: string;
  readonly passages: readonly Passage[];
}

/** Reads a JSON file of the site; undefined where there is none. */
// biome-ignore lint/suspicious/noExplicitAny: the site's own files, `SearchShard` and `ReportSentences`.
type ReadFile = (path: string) => Promise<any>;

/** The words to look for; none where all are too short. */
export function termsOf(query: string): Term[] {
  return wordsIn(query)
    .filter(({ word }) => word.length >= SHORTEST_WORD)
    .map(({ word, at }) => ({
      stem: stemOf(word),
      ...(at + word.length === query.length && { beginning: folded(word) }),
    }));
}

/** `yearPages` are the names of the year pages, newest first. */
export function reportSearch(yearPages: readonly string[], read: ReadFile) {
  const files = new Map<string, ReturnType<ReadFile>>();
  const stemsOfSentences = new WeakMap<ReportSentences, ReadonlySet<string>[]>();

  function get(path: string): ReturnType<ReadFile> {
    const file = files.get(path) ?? read(path);
    files.set(path, file);
    file.catch(() => files.delete(path));
    return file;
  }

  async function inYearPage(yearPage: string, terms: readonly Term[]): Promise<string[]> {
    const shards: (SearchShard | undefined)[] = await Promise.all(
      terms.map(({ stem }) => get(shardPath(yearPage, shardOf(stem)))),
    );
    const found = terms.map((term, index) => reviewsWith(term, shards[index]));
    return [...(found[0] ?? [])].filter((review) => found.every((reviews) => reviews.has(review)));
  }

  function stemsOf(report: ReportSentences): readonly ReadonlySet<string>[] {
    const known =
      stemsOfSentences.get(report) ??
      report.sentences.map(([, text]) => new Set(wordsIn(text).map(({ word }) => stemOf(word))));
    stemsOfSentences.set(report, known);
    return known;
  }

  return {
    /**
     * Permalinks of the reviews whose report has all words, newest first, and whether there are no more.
     * Stops once it has `enough`.
     */
    async find(terms: readonly Term[], enough: number, isWanted: (permalink: string) => boolean) {
      const reviews: string[] = [];
      for (let at = 0; at < yearPages.length && reviews.length <= enough; at += AT_ONCE) {
        const some = yearPages.slice(at, at + AT_ONCE);
        const found = await Promise.all(some.map((yearPage) => inYearPage(yearPage, terms)));
        reviews.push(...found.flat().filter(isWanted));
      }
      return { reviews: reviews.slice(0, enough), isAll: reviews.length <= enough };
    },

    /** The sentences of a report with the most of these words; undefined if it was withdrawn meanwhile. */
    async passagesOf(permalink: string, terms: readonly Term[]): Promise<FoundReport | undefined> {
      const report: ReportSentences | undefined = await get(permalink + SENTENCES_FILE);
      if (report === undefined) return undefined;
      const passages = stemsOf(report)
        .map((stems, index) => ({ index, score: terms.filter((term) => hasMatch(term, stems)).length }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || a.index - b.index)
        .slice(0, MOST_PASSAGES)
        .map(({ index }) => passageOf(report.sentences[index] ?? [1, ''], terms));
      return { title: report.title, language: report.language, passages };
    },
  };
}

const matches = (term: Term, stem: string): boolean =>
  stem === term.stem || (term.beginning !== undefined && stem.startsWith(term.beginning));

/** Permalinks in this shard, newest first. */
function reviewsWith(term: Term, shard: SearchShard | undefined): ReadonlySet<string> {
  if (shard === undefined) return new Set();
  const places = new Set<string>();
  for (const line of shard.stems.split('\n')) {
    const end = line.indexOf(' ');
    if (!matches(term, line.slice(0, end))) continue;
    for (const place of line.slice(end + 1).split(' ')) places.add(place);
  }
  const found = shard.reviews.flatMap(([permalink], place) => (places.has(`${place}`) ? [permalink] : []));
  return new Set(found.reverse());
}

function hasMatch(term: Term, stems: ReadonlySet<string>): boolean {
  if (stems.has(term.stem)) return true;
  return term.beginning !== undefined && [...stems].some((stem) => matches(term, stem));
}

function passageOf([page, text]: readonly [page: number, text: string], terms: readonly Term[]): Passage {
  const found = wordsIn(text).filter(({ word }) => terms.some((term) => matches(term, stemOf(word))));
  const from = startOf(text, found[0]?.at ?? 0);
  const to = text.length - from > LONGEST_TEXT ? text.lastIndexOf(' ', from + LONGEST_TEXT) : text.length;
  const pieces = from > 0 ? [{ text: '… ', isMatch: false }] : [];
  let at = from;
  for (const { word, at: start } of found.filter((one) => one.at >= from && one.at + one.word.length <= to)) {
    if (start > at) pieces.push({ text: text.slice(at, start), isMatch: false });
    pieces.push({ text: word, isMatch: true });
    at = start + word.length;
  }
  pieces.push({ text: text.slice(at, to) + (to < text.length ? ' …' : ''), isMatch: false });
  return { page, pieces };
}

/** Where the shown part of a long sentence begins, so that its first found word is in it. */
function startOf(text: string, first: number): number {
  if (text.length <= LONGEST_TEXT || first < LONGEST_TEXT / 2) return 0;
  return text.lastIndexOf(' ', first - LONGEST_TEXT / 3) + 1;
}
