// The note form: writes a review note for download. Nothing that is typed leaves the page.
import { previewNote } from '../note-form.ts';
import { itemsFrom } from './feed.js';

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('note'));
const text = document.getElementById('note-text');
const problems = document.getElementById('note-problems');
const card = document.getElementById('note-card');
const email = document.getElementById('note-email');
const settings = JSON.parse(document.getElementById('note-settings')?.textContent ?? '{}');
/** Fields with one entry on each line. */
const LISTS = new Set(['reviewers', 'themes', 'companions', 'keep after retirement']);
if (form && text && problems && card && email) start(form, text, problems, card, email);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} text
 * @param {HTMLElement} problems
 * @param {HTMLElement} card
 * @param {HTMLElement} email
 */
function start(form, text, problems, card, email) {
  fillFrom(form, new URLSearchParams(location.hash.slice(1)));
  const show = () => {
    const note = previewNote(String(new FormData(form).get('name') ?? ''), valuesOf(form), settings, now());
    text.textContent = note.text;
    problems.replaceChildren(
      ...note.problems.map(({ line, message }) => itemWith(`Line ${line}: ${message}`)),
    );
    if (note.problems.length === 0) problems.replaceChildren(itemWith('No mistakes.'));
    // Markup of the page's own templates, which escape every value.
    card.innerHTML = note.card;
    for (const link of card.querySelectorAll('a')) link.removeAttribute('href');
    email.textContent = note.email;
    return note;
  };
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const note = show();
    if (note.problems.length === 0) download(note.fileName, note.text);
    else problems.focus();
  });
  window.addEventListener('hashchange', () => {
    fillFrom(form, new URLSearchParams(location.hash.slice(1)));
    show();
  });
  void offerThemes();
  show();
}

/** Fills in what a receipt knows. @param {HTMLFormElement} form @param {URLSearchParams} known */
function fillFrom(form, known) {
  for (const [name, value] of known) {
    for (const field of form.querySelectorAll('input, select, textarea')) {
      if (field.getAttribute('name') !== name) continue;
      if (field instanceof HTMLInputElement && field.type === 'checkbox')
        field.checked ||= value.split(',').includes(field.value);
      else if (
        field instanceof HTMLInputElement ||
        field instanceof HTMLSelectElement ||
        field instanceof HTMLTextAreaElement
      )
        field.value = value;
    }
  }
}

/** @param {HTMLFormElement} form */
function valuesOf(form) {
  /** @type {Map<string, string | string[]>} */
  const values = new Map();
  for (const [name, value] of new FormData(form)) {
    if (name === 'name' || typeof value !== 'string' || value.trim() === '') continue;
    const entries = LISTS.has(name) ? value.split('\n').filter((line) => line.trim() !== '') : [value];
    const before = values.get(name);
    if (LISTS.has(name) || name === 'accept')
      values.set(name, [...(Array.isArray(before) ? before : []), ...entries]);
    else values.set(name, name === 'publish at' ? value.replace('T', ' ') : value);
  }
  return values;
}

/** Adds the themes of the reviews to those that the page offers. */
async function offerThemes() {
  const list = document.getElementById('note-themes-offered');
  const items = await itemsFrom(new URL('/reviews.json', location.href)).catch(() => []);
  if (list === null) return;
  const offered = new Set(list.textContent?.split(', '));
  for (const { _review } of items) for (const theme of _review.themes) offered.add(theme);
  list.textContent = [...offered].sort().join(', ');
}

/** @param {string} words */
function itemWith(words) {
  const item = document.createElement('p');
  item.textContent = words;
  return item;
}

/** @param {string} fileName @param {string} content */
function download(fileName, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/yaml' }));
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function now() {
  return new Date().toISOString();
}
