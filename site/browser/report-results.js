// Shows what `reportSearch` finds: reports with the sentences, and links to their pages.
import { reportSearch, termsOf } from '../report-search.ts';

/** Reports shown at once; the rest wait behind a button. */
const BATCH = 10;
/** Milliseconds without typing before reports are searched. */
const PAUSE_MILLISECONDS = 200;

/**
 * @typedef {{one: string, other: string}} Counted
 * @typedef {{found: Counted, many: string, nothing: string, broken: string, page: string}} Words
 */

/** @param {string} path */
async function readFile(path) {
  const response = await fetch(path);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`The index answered ${response.status}.`);
  return response.json();
}

/**
 * @param {HTMLElement} section
 * @param {Words} words
 * @param {string} [folder] Ends the addresses of pages in this language.
 */
export function reportResults(section, words, folder = '') {
  const count = /** @type {HTMLElement} */ (section.querySelector('.in-reports__count'));
  const list = /** @type {HTMLElement} */ (section.querySelector('.in-reports__list'));
  const more = /** @type {HTMLButtonElement} */ (section.querySelector('button'));
  const way = document.getElementById('in-reports-way');
  const search = reportSearch((section.dataset.yearPages ?? '').split(' ').filter(Boolean), readFile);
  let timer = 0;
  /** Counts what was asked for, so that a late answer to an earlier question is dropped. */
  let asked = 0;
  let shown = 0;
  let terms = termsOf('');
  /** @type {(permalink: string) => boolean} */
  let isWanted = () => true;

  /** @param {string} text */
  function say(text) {
    count.textContent = text;
    const link = way?.querySelector('a');
    if (link) link.textContent = text;
  }

  /** Adds the next reports one by one, so that the first need not wait for the others. */
  async function showNext() {
    const question = asked;
    try {
      const { reviews, isAll } = await search.find(terms, shown + BATCH, isWanted);
      if (question !== asked) return;
      if (shown === 0) list.replaceChildren();
      more.hidden = isAll;
      if (way) way.hidden = reviews.length === 0;
      say(countOf(reviews.length, isAll));
      for (const permalink of reviews.slice(shown)) {
        shown += 1;
        const report = await search.passagesOf(permalink, terms);
        if (question !== asked) return;
        if (report !== undefined) list.append(itemOf(permalink, report, words, folder));
      }
    } catch {
      if (question === asked) say(words.broken);
    }
  }

  /**
   * @param {number} number
   * @param {boolean} isAll
   */
  function countOf(number, isAll) {
    if (number === 0) return words.nothing;
    const text = isAll ? (number === 1 ? words.found.one : words.found.other) : words.many;
    return text.replace('{count}', String(number));
  }

  more.addEventListener('click', async () => {
    const next = list.children.length;
    await showNext();
    list.children[next]?.querySelector('a')?.focus();
  });

  /**
   * Searches once typing has paused. `wanted` says which reviews the filters allow.
   * @param {string} query
   * @param {(permalink: string) => boolean} wanted
   */
  return (query, wanted) => {
    asked += 1;
    clearTimeout(timer);
    terms = termsOf(query);
    isWanted = wanted;
    shown = 0;
    section.hidden = terms.length === 0;
    if (way) way.hidden = true;
    if (section.hidden) return;
    timer = window.setTimeout(showNext, PAUSE_MILLISECONDS);
  };
}

/**
 * @param {string} permalink
 * @param {import('../report-search.ts').FoundReport} report
 * @param {Words} words
 * @param {string} folder
 */
function itemOf(permalink, { title, language, passages }, words, folder) {
  const heading = document.createElement('h3');
  heading.className = 'govuk-heading-m review-card__title';
  heading.append(linkTo(permalink + folder, title));
  const item = document.createElement('li');
  item.className = 'in-reports__report';
  item.append(
    heading,
    ...passages.map((passage) => passageOf(`${permalink}report/${folder}`, passage, language, words)),
  );
  return item;
}

/**
 * @param {string} edition
 * @param {import('../report-search.ts').Passage} passage
 * @param {string} language
 * @param {Words} words
 */
function passageOf(edition, { page, pieces }, language, words) {
  const text = document.createElement('span');
  if (language !== document.documentElement.lang) text.lang = language;
  text.dir = 'auto';
  text.append(
    ...pieces.map((piece) => {
      if (!piece.isMatch) return piece.text;
      const mark = document.createElement('mark');
      mark.textContent = piece.text;
      return mark;
    }),
  );
  const line = document.createElement('p');
  line.className = 'govuk-body';
  const name = words.page.replace('{page}', String(page));
  line.append(text, ' ', linkTo(`${edition}#page-${page}`, name));
  return line;
}

/**
 * @param {string} address
 * @param {string} text
 */
function linkTo(address, text) {
  const link = document.createElement('a');
  link.className = 'govuk-link';
  link.href = address;
  link.dir = 'auto';
  link.textContent = text;
  return link;
}
