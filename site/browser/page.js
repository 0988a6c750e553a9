// Every page: the quick exit, and the way to the other language. Without this script they are plain links.

const exit = /** @type {HTMLAnchorElement | null} */ (document.getElementById('exit'));
const WITHIN_MILLISECONDS = 5000;

/** Leaves at once and replaces the history entry, so that Back does not return here. */
function leave() {
  if (!exit) return;
  document.body.replaceChildren();
  document.title = '';
  location.replace(exit.href);
}

exit?.addEventListener('click', (event) => {
  event.preventDefault();
  leave();
});

/** @type {number[]} */
let presses = [];

// Shift three times, as on GOV.UK's "Exit this page".
document.addEventListener('keyup', (event) => {
  if (event.key !== 'Shift') {
    presses = [];
    return;
  }
  presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MILLISECONDS), event.timeStamp];
  if (presses.length >= 3) leave();
});

// The other language opens at the same place, with the same search.
const other = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.site-header a[hreflang]'));
const keepPlace = () => {
  if (other) other.href = other.pathname + location.search + location.hash;
};
other?.addEventListener('pointerdown', keepPlace);
other?.addEventListener('click', keepPlace);
