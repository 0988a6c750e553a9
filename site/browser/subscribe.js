// The forms for alerts: offers the types and themes that published reviews have, instead of all types and a
// field to type themes into. Without this script, or without the listing, the form works as it is. Where the
// choice is open from the start, its themes are suggested only: nothing moves in view.
import { isAbout, itemsFrom } from './feed.js';

const types = document.getElementById('types');
const group = document.getElementById('themes-group');
const choice = /** @type {HTMLDetailsElement | null} */ (document.getElementById('choice'));
if (types && group && choice) {
  itemsFrom(new URL('/reviews.json', location.href)).then(
    (items) => {
      if (items.length === 0) return;
      const themes = distinct(items.flatMap(({ _review }) => _review.themes));
      if (choice.open) {
        suggestThemes(group, themes);
        return;
      }
      offerTypes(types, new Set(items.map(({ _review }) => _review.type)));
      offerThemes(group, themes);
    },
    () => {},
  );
}

/**
 * @param {HTMLElement} group
 * @param {string[]} themes
 */
function suggestThemes(group, themes) {
  const list = document.createElement('datalist');
  list.id = 'themes-in-use';
  list.append(...themes.map((theme) => new Option(theme, theme)));
  group.append(list);
  group.querySelector('input')?.setAttribute('list', list.id);
}

/**
 * Removes the types of which no review is published, except a chosen one.
 * @param {HTMLElement} types
 * @param {Set<string>} used
 */
function offerTypes(types, used) {
  for (const item of [...types.children]) {
    const box = item.querySelector('input');
    if (box && !box.checked && !used.has(box.value)) item.remove();
  }
}

/**
 * Replaces the text field by a checkbox for each theme. A theme that was chosen before stays offered.
 * @param {HTMLElement} group
 * @param {string[]} themes
 */
function offerThemes(group, themes) {
  const field = group.querySelector('input');
  const label = group.querySelector('label');
  const hint = group.querySelector('.govuk-hint');
  if (!field || !label || !hint) return;
  const chosen = field.value
    .split(',')
    .map((theme) => theme.trim())
    .filter(Boolean);
  const offered = distinct([...themes, ...chosen]);
  if (offered.length === 0) {
    group.hidden = true;
    return;
  }
  const fieldset = element('fieldset', 'govuk-fieldset');
  fieldset.setAttribute('aria-describedby', field.getAttribute('aria-describedby') ?? '');
  const legend = element('legend', 'govuk-fieldset__legend govuk-fieldset__legend--m');
  legend.textContent = label.textContent;
  hint.textContent = group.dataset.hint ?? '';
  const boxes = element('div', 'govuk-checkboxes govuk-checkboxes--small choices');
  boxes.append(...offered.map((theme, index) => checkbox(field.name, theme, index, isAbout(chosen, theme))));
  const error = group.querySelector('.govuk-error-message');
  fieldset.append(legend, hint, ...(error ? [error] : []), boxes);
  group.replaceChildren(fieldset);
}

/**
 * @param {string} name
 * @param {string} theme
 * @param {number} index
 * @param {boolean} checked
 */
function checkbox(name, theme, index, checked) {
  const item = element('div', 'govuk-checkboxes__item');
  const input = element('input', 'govuk-checkboxes__input');
  // The first keeps the field's id, which a link in the list of errors names.
  Object.assign(input, { type: 'checkbox', name, value: theme, checked });
  input.id = index === 0 ? 'themes' : `themes-${index}`;
  const label = element('label', 'govuk-label govuk-checkboxes__label');
  label.htmlFor = input.id;
  label.textContent = theme;
  item.append(input, label);
  return item;
}

/**
 * Each theme once, in its first spelling, in alphabetical order.
 * @param {string[]} themes
 */
function distinct(themes) {
  /** @type {Map<string, string>} */
  const byKey = new Map();
  for (const theme of themes) {
    const key = theme.trim().toLowerCase();
    if (!byKey.has(key)) byKey.set(key, theme.trim());
  }
  return [...byKey.values()].sort((one, other) => one.localeCompare(other, document.documentElement.lang));
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 */
function element(name, className) {
  return Object.assign(document.createElement(name), { className });
}
