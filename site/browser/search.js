// The index page: search and filters over the whole listing, kept in the address.

import { folded, stemOf, wordsIn } from '../../shared/domain/search/stems.ts';
import { isAbout, itemsFrom } from './feed.js';
import { inWords } from './in-words.js';
import { reportResults } from './report-results.js';

/** Reviews shown at once; the rest wait behind a button. */
const BATCH = 50;
/** Milliseconds without typing before a screen reader announces the count. */
const PAUSE_MILLISECONDS = 600;
const FIELDS = /** @type {const} */ (['q', 'type', 'year', 'theme']);

/**
 * @typedef {{one: string, other: string}} Counted
 * @typedef {{months: string[], more: string, searching: string, found: Counted, nothing: string, broken:
 * string,
 *   retired: string, status: Record<string, string>, inReports: import('./report-results.js').Words,
 *   folder?: string, types?: Record<string, string>}} Words `folder` and `types`, names of types by code, are
 * those of a second language.
 */

/** @typedef {import('./feed.js').Item & {text: string, stems: Set<string>, node?: HTMLElement}} Found */

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('search'));
const list = document.getElementById('reviews');
const count = document.getElementById('result-count');
const status = document.getElementById('search-status');
/** Words from the page, in its language. @type {Words} */
const words = JSON.parse(document.getElementById('search-words')?.textContent ?? '{}');
if (form && list && count && status) start(form, list, count, status);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 * @param {HTMLElement} count
 * @param {HTMLElement} status
 */
function start(form, list, count, status) {
  const section = document.getElementById('in-reports');
  const searchReports = section ? reportResults(section, words.inReports, words.folder) : () => {};
  const original = { cards: [...list.children], count: count.textContent };
  const cards = new Map(
    [...list.querySelectorAll('li.review-card')].map((card) => [
      card.querySelector('a')?.pathname,
      /** @type {HTMLElement} */ (card),
    ]),
  );
  const more = document.createElement('button');
  more.type = 'button';
  more.className = 'govuk-button govuk-button--secondary';
  more.textContent = words.more;
  more.hidden = true;
  list.after(more);

  /** @type {Found[]} */
  let matches = [];
  let shown = 0;
  /** @type {Promise<Found[]> | undefined} */
  let loading;
  /** @type {Found[] | undefined} */
  let all;
  let timer = 0;

  const load = () => {
    loading ??= itemsFrom(new URL('/reviews.json', location.href)).then((items) => {
      all = items.map(inLanguage).map((item) => ({ ...item, ...searchable(item) }));
      addChoices(form, all);
      return all;
    });
    return loading;
  };

  const values = () => Object.fromEntries(FIELDS.map((name) => [name, fieldOf(form, name).value.trim()]));

  async function update() {
    const wanted = values();
    const active = FIELDS.filter((name) => wanted[name] !== '');
    const query = new URLSearchParams(active.map((name) => [name, wanted[name] ?? '']));
    history.replaceState(null, '', active.length === 0 ? location.pathname : `?${query}`);
    if (active.every((name) => name === 'q')) searchReports(wanted.q ?? '', () => true);
    if (active.length === 0) {
      list.replaceChildren(...original.cards);
      list.setAttribute('aria-busy', 'false');
      more.hidden = true;
      say(original.count ?? '');
      return;
    }
    if (!all) {
      list.setAttribute('aria-busy', 'true');
      count.textContent = words.searching;
      try {
        await load();
      } catch {
        loading = undefined;
        list.setAttribute('aria-busy', 'false');
        say(words.broken);
        return;
      }
      // The reader may have typed more meanwhile.
      return update();
    }
    matches = all.filter(matcher(wanted));
    if (active.some((name) => name !== 'q')) {
      const filtered = all.filter(matcher({ ...wanted, q: '' })).map(({ url }) => new URL(url).pathname);
      const allowed = new Set(filtered);
      searchReports(wanted.q ?? '', (permalink) => allowed.has(permalink));
    }
    shown = 0;
    list.setAttribute('aria-busy', 'false');
    list.replaceChildren();
    showMore();
    say(matches.length === 0 ? words.nothing : counted(matches.length, words.found));
  }

  function showMore() {
    const batch = matches.slice(shown, shown + BATCH);
    list.append(
      ...batch.map((item) => {
        item.node ??= cards.get(pageOf(item)) ?? cardOf(item);
        return item.node;
      }),
    );
    shown += batch.length;
    more.hidden = shown >= matches.length;
    return batch[0]?.node;
  }

  /** @param {string} text */
  function say(text) {
    count.textContent = text;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      status.textContent = text;
    }, PAUSE_MILLISECONDS);
  }

  more.addEventListener('click', () => {
    const first = showMore();
    first?.querySelector('a')?.focus();
  });
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // Whoever asks for results wants to see them; on a phone this also hides the keyboard.
    update().then(() => {
      count.focus();
      count.scrollIntoView({ block: 'start' });
    });
  });
  form.addEventListener('reset', () => {
    // The browser empties the fields only after this event.
    setTimeout(() => {
      update();
      fieldOf(form, 'q').focus();
    });
  });
  form.addEventListener(
    'focusin',
    () =>
      load().catch(() => {
        loading = undefined;
      }),
    { once: true },
  );

  const address = new URLSearchParams(location.search);
  for (const name of FIELDS) {
    const value = address.get(name);
    if (value) setField(form, name, value);
  }
  const filled = FIELDS.filter((name) => fieldOf(form, name).value !== '');
  const filters = document.getElementById('search-filters');
  if (filled.some((name) => name !== 'q')) filters?.setAttribute('open', '');
  if (filled.length > 0) update();
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function fieldOf(form, name) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
}

/**
 * Sets a field; a choice that the page does not offer yet is added.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function setField(form, name, value) {
  const field = fieldOf(form, name);
  if (!(field instanceof HTMLSelectElement)) {
    field.value = value;
    return;
  }
  const offered = [...field.options].find((option) => isAbout([option.value], value));
  if (!offered) field.add(new Option(value, value));
  field.value = offered?.value ?? value;
}

/**
 * Offers the types, years and themes of older reviews too.
 * @param {HTMLFormElement} form
 * @param {Found[]} items
 */
function addChoices(form, items) {
  /** @type {Record<string, Map<string, string>>} */
  const offered = { type: new Map(), year: new Map(), theme: new Map() };
  for (const { _review } of items) {
    offered.type?.set(_review.type, _review.type_name);
    offered.year?.set(_review.published_on.slice(0, 4), _review.published_on.slice(0, 4));
    for (const theme of _review.themes) offered.theme?.set(theme, theme);
  }
  for (const [name, choices] of Object.entries(offered)) {
    const field = fieldOf(form, name);
    if (!(field instanceof HTMLSelectElement)) continue;
    for (const [value, text] of choices) {
      const option = [...field.options].find((one) => isAbout([one.value], value));
      if (!option) field.add(new Option(text, value));
      else if (option.value === value) option.text = text;
    }
  }
}

/**
 * The item with its type named in the language of this page.
 * @param {import('./feed.js').Item} item
 */
function inLanguage(item) {
  const { _review } = item;
  return { ...item, _review: { ..._review, type_name: words.types?.[_review.type] ?? _review.type_name } };
}

/**
 * The page of a review in the language of this page.
 * @param {import('./feed.js').Item} item
 */
function pageOf({ url }) {
  return new URL(url).pathname + (words.folder ?? '');
}

/**
 * @param {number} number
 * @param {Counted} forms
 */
function counted(number, { one, other }) {
  return (number === 1 ? one : other).replace('{count}', String(number));
}

/**
 * Lower case, without accents and with plain apostrophes, so that "Sian's" finds "Siân’s".
 * @param {string} text
 */
function comparable(text) {
  return folded(text).replace(/[‘’]/g, "'");
}

/**
 * The words of an item, and their stems.
 * @param {import('./feed.js').Item} item
 */
function searchable({ title, summary = '', authors = [], _review }) {
  const text = [
    title,
    summary,
    _review.type_name,
    _review.type,
    inWords(_review.published_on, words.months),
    ..._review.themes,
    ...authors.map(({ name }) => name),
  ].join('\n');
  return { text: comparable(text), stems: new Set(wordsIn(text).map(({ word }) => stemOf(word))) };
}

/**
 * Every word or its stem must occur, each filter must agree.
 * @param {Record<string, string>} wanted
 * @returns {(item: Found) => boolean}
 */
function matcher({ q = '', type = '', year = '', theme = '' }) {
  const words = comparable(q).split(/\s+/).filter(Boolean);
  return ({ text, stems, _review }) =>
    (type === '' || _review.type === type) &&
    (year === '' || _review.published_on.startsWith(year)) &&
    (theme === '' || isAbout(_review.themes, theme)) &&
    words.every((word) => text.includes(word) || stems.has(stemOf(word)));
}

/**
 * The same card as the page has for newer reviews.
 * @param {Found} item
 * @returns {HTMLElement}
 */
function cardOf(item) {
  const { title, summary, language, _review } = item;
  const link = element('a', { className: 'govuk-link', textContent: title, dir: 'auto' });
  link.setAttribute('href', pageOf(item));
  const heading = element('h3', { className: 'govuk-heading-m review-card__title' });
  heading.append(link);
  const text = element('p', {
    className: 'govuk-body',
    dir: 'auto',
    textContent: summary ?? words.retired.replace('{date}', inWords(_review.retired_on ?? '', words.months)),
  });
  if (language && language !== document.documentElement.lang) link.lang = text.lang = language;
  const time = element('time', {
    textContent: inWords(_review.published_on, words.months),
    dateTime: _review.published_on,
  });
  const tag = element('strong', {
    className: `govuk-tag status${_review.status === 'Published' ? ' status--published' : ''}`,
    textContent: words.status[_review.status] ?? _review.status,
  });
  const facts = element('ul', { className: 'review-card__facts' });
  for (const fact of [time, tag, _review.type_name]) {
    const line = element('li', {});
    line.append(fact);
    facts.append(line);
  }
  const card = element('li', { className: 'review-card' });
  card.append(heading, text, facts);
  return card;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} properties
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
