// <review-listing>: the listing on any site. See docs/site-owners.md.
import { isAbout, itemsFrom } from './feed.js';
import { inWords } from './in-words.js';

const STYLES = `
:host{display:block;font:inherit;color:inherit;line-height:1.5}
:host([hidden]){display:none}
ul{list-style:none;margin:0;padding:0}
p{margin:0}
.note{border-inline-start:.25rem solid var(--review-listing-accent,currentColor);padding-inline-start:.75rem;margin-block-end:1.25rem}
.review{border-block-start:1px solid var(--review-listing-line,color-mix(in srgb,currentColor 30%,transparent));padding-block:var(--review-listing-gap,1rem)}
.title{font-size:var(--review-listing-title-size,1.25em);margin:0 0 .25rem;line-height:1.25}
.summary{margin-block-end:.5rem;max-inline-size:var(--review-listing-measure,42em)}
.facts{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.9em}
a{color:var(--review-listing-link,var(--host-link,revert));overflow-wrap:anywhere}
a:focus-visible,button:focus-visible{outline:3px solid var(--review-listing-focus,#fd0);outline-offset:2px;box-shadow:0 0 0 5px #0b0c0c}
button{font:inherit;color:inherit;background:transparent;border:1px solid currentColor;border-radius:.25rem;padding:.5rem 1rem;margin-block:.5rem;cursor:pointer}
.all{margin-block-start:.75rem}
`;

/**
 * Shows the listing of the site that this script came from. Attributes: `limit` (10), `type`, `theme`,
 * `year`,
 * `heading-level` (3), `src` (another listing). What stands inside the element is shown until the listing is
 * there, and stays if it cannot be reached. It speaks Welsh on a page, or a part of one, in Welsh; English on
 * any other; and leads to the pages in that language where the site has them.
 */
class ReviewListing extends HTMLElement {
  static observedAttributes = ['limit', 'type', 'theme', 'year', 'heading-level', 'src'];

  #root = this.attachShadow({ mode: 'open' });
  /** @type {import('./feed.js').Item[]} */
  #items = [];
  #shown = 0;
  #turn = 0;
  #list = document.createElement('ul');
  #more = part('button', 'more');

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(document.createElement('slot'));
    this.#list.setAttribute('part', 'list');
    this.#more.type = 'button';
    this.#more.addEventListener('click', () => this.#showMore()?.querySelector('a')?.focus());
  }

  connectedCallback() {
    this.#load();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#load();
  }

  get #limit() {
    return Math.max(1, Number.parseInt(this.getAttribute('limit') ?? '', 10) || 10);
  }

  /** Attributes that leave some reviews out. */
  get #filters() {
    return ['type', 'theme', 'year'].filter((name) => this.getAttribute(name));
  }

  get #language() {
    return /^cy\b/i.test(this.closest('[lang]')?.getAttribute('lang') ?? '') ? 'cy' : 'en';
  }

  get #words() {
    return EMBED_WORDS[this.#language];
  }

  get #source() {
    return new URL(this.getAttribute('src') ?? '/reviews.json', import.meta.url);
  }

  async #load() {
    const turn = ++this.#turn;
    // Attributes that change together make one request.
    await Promise.resolve();
    if (turn !== this.#turn) return;
    this.setAttribute('aria-busy', 'true');
    try {
      const isAll = this.#filters.length === 0;
      const items = await itemsFrom(this.#source, (met) => isAll && met.length > this.#limit);
      if (turn !== this.#turn) return;
      this.#items = items.filter((item) => this.#wants(item));
      this.#show();
      this.dispatchEvent(new CustomEvent('review-listing-load', { detail: { reviews: this.#items.length } }));
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#root.replaceChildren(document.createElement('slot'));
      if (this.childElementCount === 0) this.#root.append(this.#wayToAll());
      this.dispatchEvent(new CustomEvent('review-listing-error', { detail: { error } }));
    }
    this.removeAttribute('aria-busy');
  }

  /** @param {import('./feed.js').Item} item */
  #wants({ _review }) {
    const type = this.getAttribute('type');
    const theme = this.getAttribute('theme');
    const year = this.getAttribute('year');
    return (
      (!type || _review.type === type) &&
      (!theme || isAbout(_review.themes, theme)) &&
      (!year || _review.published_on.startsWith(year))
    );
  }

  #show() {
    this.#shown = 0;
    this.#list.replaceChildren();
    this.style.setProperty('--host-link', linkColourAt(this));
    const note = part('p', 'note', `${this.#words.note} ${this.#words.help}`);
    const empty = part('p', 'empty', this.#filters.length > 0 ? this.#words.noMatch : this.#words.none);
    this.#more.textContent = this.#words.more;
    const pieces = this.#items.length === 0 ? [empty] : [note, this.#list, this.#more];
    for (const piece of pieces) piece.lang = this.#language;
    this.#root.replaceChildren(...pieces, this.#wayToAll());
    this.#showMore();
  }

  /** @returns {HTMLElement | undefined} the first review that it added */
  #showMore() {
    const batch = this.#items.slice(this.#shown, this.#shown + this.#limit).map((item) => this.#review(item));
    this.#list.append(...batch);
    this.#shown += batch.length;
    this.#more.hidden = this.#shown >= this.#items.length;
    return batch[0];
  }

  #wayToAll() {
    const all = part('p', 'all');
    all.lang = this.#language;
    all.append(linkTo(new URL(`/${this.#folder}`, this.#source).href, this.#words.all));
    return all;
  }

  /** @param {import('./feed.js').Item} item */
  #inLanguage({ url, _review }) {
    const second = _review.second_language;
    return second?.language.startsWith(this.#language) ? second : { url, type_name: _review.type_name };
  }

  /** The end of addresses of pages in this language: what the address of a review has after its permalink. */
  get #folder() {
    const [item] = this.#items;
    return item ? this.#inLanguage(item).url.slice(item.url.length) : '';
  }

  /** @param {import('./feed.js').Item} item */
  #review(item) {
    const { title, summary, language, _review } = item;
    const { url, type_name } = this.#inLanguage(item);
    const level = Math.min(
      6,
      Math.max(1, Number.parseInt(this.getAttribute('heading-level') ?? '', 10) || 3),
    );
    const review = part('li', 'review');
    const heading = part(/** @type {'h3'} */ (`h${level}`), 'title');
    heading.append(linkTo(url, title));
    const facts = part('ul', 'facts');
    const time = document.createElement('time');
    time.dateTime = _review.published_on;
    const words = this.#words;
    time.textContent = inWords(_review.published_on, words.months);
    const status = words.status[_review.status] ?? _review.status;
    for (const fact of [time, status, type_name]) {
      const line = part('li', 'fact');
      line.append(fact);
      facts.append(line);
    }
    review.append(heading);
    if (summary) {
      if (_review.content_warning) review.append(part('p', 'warning', _review.content_warning));
      review.append(part('p', 'summary', summary));
    }
    review.append(facts);
    for (const child of review.querySelectorAll('a,.summary,.warning')) {
      child.setAttribute('dir', 'auto');
      if (language) child.setAttribute('lang', language);
    }
    return review;
  }
}

/** Least contrast of text with its background: WCAG 2.2, 1.4.3. */
const LEAST_CONTRAST = 4.5;

/**
 * The colour that the page gives to links inside this element; that of its text where such a link would be
 * hard to read, as the browser's blue is on a dark page.
 * @param {HTMLElement} host
 */
function linkColourAt(host) {
  const probe = host.appendChild(document.createElement('a'));
  probe.href = location.href;
  const { color } = getComputedStyle(probe);
  probe.style.setProperty('background-color', 'Canvas', 'important');
  let background = getComputedStyle(probe).backgroundColor;
  probe.remove();
  for (let at = /** @type {Element | null} */ (host); at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (/^rgb\(/.test(backgroundColor)) {
      background = backgroundColor;
      break;
    }
  }
  const [one = 1, other = 1] = [color, background].map(luminance).sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05) < LEAST_CONTRAST ? 'currentColor' : color;
}

/**
 * Relative luminance of an opaque `rgb(...)`; not a number for other notations, which are left as they are.
 * https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 * @param {string} colour
 */
function luminance(colour) {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = (
    /^rgb\((.+)\)$/.exec(colour)?.[1]?.split(',') ?? []
  ).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * An element that is a part of the same name, for the host page's styles.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} tag
 * @param {string} name
 * @param {string} [text]
 */
function part(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.setAttribute('part', name);
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * A link, unless the listing holds an address that is none of the web's.
 * @param {string} address
 * @param {string} text
 */
function linkTo(address, text) {
  const link = part('a', 'link', text);
  if (/^https?:\/\//.test(address)) link.href = address;
  return link;
}

if (!customElements.get('review-listing')) customElements.define('review-listing', ReviewListing);
