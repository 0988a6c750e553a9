/**
 * @typedef {object} Item An item of `/reviews.json`, as far as it is shown.
 * @property {string} id
 * @property {string} url
 * @property {string} title
 * @property {string} [summary]
 * @property {string} [language]
 * @property {{name: string}[]} [authors]
 * @property {{type: string, type_name: string, status: string, published_on: string, retired_on?: string, themes: string[], content_warning?: string}} _review
 */

/** At most so many files are followed, should a chain ever run in a circle. */
const MOST_FILES = 300;

/**
 * Every item from a listing on, through `next_url`, each once. Stops early when `enough` says so.
 * @param {URL} from
 * @param {(items: Item[]) => boolean} [enough]
 * @returns {Promise<Item[]>}
 */
export async function itemsFrom(from, enough = () => false) {
  /** @type {Map<string, Item>} */
  const items = new Map();
  /** @type {URL | undefined} */
  let next = from;
  const seen = new Set();
  while (next && !seen.has(next.href) && seen.size < MOST_FILES) {
    seen.add(next.href);
    const response = await fetch(next);
    if (!response.ok) throw new Error(`The listing answered ${response.status}.`);
    /** @type {{items: Item[], next_url?: string}} */
    const feed = await response.json();
    for (const item of feed.items) if (!items.has(item.id)) items.set(item.id, item);
    // The path only: the same files may be served under another origin, which is the one to stay on.
    next = feed.next_url ? new URL(new URL(feed.next_url).pathname, from) : undefined;
    if (enough([...items.values()])) break;
  }
  return [...items.values()];
}
