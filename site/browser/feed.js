/**
 * @typedef {object} Item An item of `/reviews.json`, as far as it is shown.
 * @property {string} id
 * @property {string} url
 * @property {string} title
 * @property {string} [summary]
 * @property {string} [language]
 * @property {{name: string}[]} [authors]
 * @property {{type: string, type_name: string, status: string, published_on: string, retired_on?: string,
 * themes: string[], content_warning?: string,
 * second_language?: {language: string, url: string, type_name: string}}} _review
 */

/** Maximum number of feed pages to follow: a guard against a cycle of `next_url`. */
const MOST_FILES = 2000;

/** @typedef {{items: Item[], next_url?: string}} Feed */

/**
 * @param {URL} address
 * @returns {Promise<Feed>}
 */
async function feedAt(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The listing answered ${response.status}.`);
  return response.json();
}

/**
 * This file and those that follow it in its year: of `/reviews/2026-3.json` also `-2` and the year itself.
 * They are always there, so that none need wait for another.
 * @param {URL} address
 * @returns {URL[]}
 */
function restOfYear(address) {
  const [, year, part] = /^(.*\/\d{4})-(\d+)\.json$/.exec(address.pathname) ?? [];
  const earlier = Array.from({ length: Number(part ?? 1) - 1 }, (_, index) => Number(part) - 1 - index);
  return [address, ...earlier.map((each) => new URL(`${year}${each === 1 ? '' : `-${each}`}.json`, address))];
}

/**
 * Every item from a listing on, through `next_url`, each once. Stops early when `enough` says so.
 * @param {URL} from
 * @param {(items: Item[]) => boolean} [enough]
 * @returns {Promise<Item[]>}
 */
export async function itemsFrom(from, enough = () => false) {
  /** @type {Map<string, Item>} */
  const items = new Map();
  const seen = new Set();
  let files = [from];
  while (files.length > 0 && seen.size < MOST_FILES) {
    for (const { href } of files) seen.add(href);
    const feeds = await Promise.all(files.map(feedAt));
    for (const item of feeds.flatMap((feed) => feed.items)) if (!items.has(item.id)) items.set(item.id, item);
    if (enough([...items.values()])) break;
    const next = feeds.at(-1)?.next_url;
    // The path only: the same files may be served under another origin, which is the one to stay on.
    files = next
      ? restOfYear(new URL(new URL(next).pathname, from)).filter(({ href }) => !seen.has(href))
      : [];
  }
  return [...items.values()];
}

/**
 * Whether one of the themes is this one, in whatever case it is written.
 * @param {string[]} themes
 * @param {string} theme
 */
export function isAbout(themes, theme) {
  return themes.some((one) => one.toLowerCase() === theme.trim().toLowerCase());
}
