// Finds words inside reports, by the index of each year page. Knows neither the page nor the network.
import { SENTENCES_FILE, shardPath } from '../../shared/domain/search/search-paths.ts';
import { folded, shardOf, stemOf, wordsIn } from '../../shared/domain/search/stems.ts';

/** Shorter words stand in every report. */
const SHORTEST_WORD = 3;
/** Year pages whose index is read at once, newest first, until enough reports are found. */
const AT_ONCE = 6;
/** Sentences shown of one report. */
const MOST_PASSAGES = 3;
/** Characters shown of a long sentence, such as a whole table cell. */
const LONGEST_TEXT = 300;

/**
 * A word that is looked for. The last one may still be typed: then it is the beginning of a stem too.
 * @typedef {{stem: string, beginning?: string}} Term
 * @typedef {import('../../shared/domain/search/search-index.ts').SearchShard} Shard
 * @typedef {import('../../shared/domain/search/report-sentences.ts').ReportSentences} Report
 * @typedef {{text: string, isMatch: boolean}} Piece
 * @typedef {{page: number, pieces: Piece[]}} Passage
 */

/**
 * The words to look for; none where all are too short.
 * @param {string} query
 * @returns {Term[]}
 */
export function termsOf(query) {
  const words = wordsIn(query);
  return words
    .filter(({ word }) => word.length >= SHORTEST_WORD)
    .map(({ word, at }) => ({
      stem: stemOf(word),
      ...(at + word.length === query.length && { beginning: folded(word) }),
    }));
}

/**
 * @param {Term} term
 * @param {string} stem
 */
const matches = (term, stem) =>
  stem === term.stem || (term.beginning !== undefined && stem.startsWith(term.beginning));

/**
 * @param {readonly string[]} yearPages their names, newest first
 * @param {(path: string) => Promise<any>} read a JSON file; undefined where there is none
 */
export function reportSearch(yearPages, read) {
  /** @type {Map<string, Promise<any>>} */
  const files = new Map();
  /** @type {WeakMap<Report, Set<string>[]>} */
  const stemsOfSentences = new WeakMap();

  /** @param {string} path */
  function get(path) {
    const file = files.get(path) ?? read(path);
    files.set(path, file);
    file.catch(() => files.delete(path));
    return file;
  }

  /**
   * @param {string} yearPage
   * @param {readonly Term[]} terms
   */
  async function inYearPage(yearPage, terms) {
    /** @type {(Shard | undefined)[]} */
    const shards = await Promise.all(terms.map(({ stem }) => get(shardPath(yearPage, shardOf(stem)))));
    const found = terms.map((term, index) => reviewsWith(term, shards[index]));
    return [...(found[0] ?? [])].filter((review) => found.every((reviews) => reviews.has(review)));
  }

  /** @param {Report} report */
  function stemsOf(report) {
    const known =
      stemsOfSentences.get(report) ??
      report.sentences.map(([, text]) => new Set(wordsIn(text).map(({ word }) => stemOf(word))));
    stemsOfSentences.set(report, known);
    return known;
  }

  return {
    /**
     * Permalinks of the reviews whose report has all words, newest first, and whether there are no more. Stops
     * once it has `enough`.
     * @param {readonly Term[]} terms
     * @param {number} enough
     * @param {(permalink: string) => boolean} isWanted
     */
    async find(terms, enough, isWanted) {
      /** @type {string[]} */
      const reviews = [];
      let at = 0;
      while (at < yearPages.length && reviews.length <= enough) {
        const some = yearPages.slice(at, at + AT_ONCE);
        const found = await Promise.all(some.map((yearPage) => inYearPage(yearPage, terms)));
        reviews.push(...found.flat().filter(isWanted));
        at += AT_ONCE;
      }
      return { reviews: reviews.slice(0, enough), isAll: reviews.length <= enough };
    },

    /**
     * The sentences of a report with the most of these words; undefined if it was withdrawn meanwhile.
     * @param {string} permalink
     * @param {readonly Term[]} terms
     */
    async passagesOf(permalink, terms) {
      /** @type {Report | undefined} */
      const report = await get(permalink + SENTENCES_FILE);
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

/**
 * Permalinks in this shard.
 * @param {Term} term
 * @param {Shard | undefined} shard
 * @returns {Set<string>}
 */
function reviewsWith(term, shard) {
  if (shard === undefined) return new Set();
  const { stems, reviews } = shard;
  const exact = Object.hasOwn(stems, term.stem) ? [term.stem] : [];
  const found =
    term.beginning === undefined ? exact : Object.keys(stems).filter((stem) => matches(term, stem));
  const places = new Set(found.flatMap((stem) => stems[stem] ?? []));
  return new Set(reviews.filter((_, place) => places.has(place)));
}

/**
 * @param {Term} term
 * @param {ReadonlySet<string>} stems
 */
function hasMatch(term, stems) {
  if (stems.has(term.stem)) return true;
  return term.beginning !== undefined && [...stems].some((stem) => matches(term, stem));
}

/**
 * A sentence in pieces, the words that were looked for by themselves.
 * @param {readonly [page: number, text: string]} sentence
 * @param {readonly Term[]} terms
 * @returns {Passage}
 */
function passageOf([page, text], terms) {
  const found = wordsIn(text).filter(({ word }) => terms.some((term) => matches(term, stemOf(word))));
  const from = startOf(text, found[0]?.at ?? 0);
  const to = text.length - from > LONGEST_TEXT ? text.lastIndexOf(' ', from + LONGEST_TEXT) : text.length;
  /** @type {Piece[]} */
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

/**
 * Where the shown part of a long sentence begins, so that its first found word is in it.
 * @param {string} text
 * @param {number} first
 */
function startOf(text, first) {
  if (text.length <= LONGEST_TEXT || first < LONGEST_TEXT / 2) return 0;
  return text.lastIndexOf(' ', first - LONGEST_TEXT / 3) + 1;
}
