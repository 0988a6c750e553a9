import type { Dashboard, DashboardReview } from '#shared/domain/dashboard/dashboard.ts';
import type { DashboardFinding } from '#shared/domain/dashboard/dashboard-findings.ts';
import { safeAddress } from '#shared/domain/escape.ts';
import type { LifecycleState } from '#shared/domain/review/lifecycle.ts';
import { type Html, html } from './html.ts';
import { counted } from './in-words.ts';

/** Path of the style sheet, relative to the page. */
export const DASHBOARD_STYLES = 'dashboard.css';

const STATES: Readonly<Record<LifecycleState, string>> = {
  published: 'Published',
  scheduled: 'Scheduled',
  held: 'Held',
  rejected: 'Not published',
  withdrawn: 'Withdrawn',
  retired: 'Retired',
  unexamined: 'Being examined',
  removed: 'Removed',
};

/** Maximum number of kinds of findings in a row of the waiting list. */
const MOST_TITLES = 3;

const PRIVATE_NOTE =
  'Private. This page names uploads and shows pages of reports that are not public. Keep it where officers alone can open it.';

export interface DashboardPageOptions {
  /** Paths of pictures that could not be drawn. */
  readonly undrawn?: ReadonlySet<string>;
  /** Link back, if any. */
  readonly back?: { readonly address: string; readonly text: string };
}

/** The officers' dashboard as one page, without script. Its styles and pictures lie beside it. */
export function renderDashboardPage(
  dashboard: Dashboard,
  { undrawn = new Set(), back }: DashboardPageOptions = {},
): string {
  const waiting = dashboard.reviews.filter(({ state }) => state === 'held' || state === 'rejected');
  return html`<!DOCTYPE html>
<html lang="en-GB" class="govuk-template">
<head>
<meta charset="utf-8">
<title>Officers’ dashboard – ${dashboard.publisher}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, noarchive">
<meta name="referrer" content="no-referrer">
<link rel="stylesheet" href="${DASHBOARD_STYLES}">
</head>
<body class="govuk-template__body">
<a href="#main-content" class="govuk-skip-link">Skip to main content</a>
<header class="site-header">
<div class="govuk-width-container site-header__row">
<p class="site-header__name dashboard-name"><bdi>${dashboard.publisher}</bdi></p>
${back !== undefined && html`<a class="govuk-link govuk-link--no-visited-state" href="${back.address}">${back.text}</a>\n`}<a class="govuk-link govuk-link--no-visited-state" href="${dashboard.site}/">The public site</a>
</div>
</header>
<div class="govuk-width-container">
<main class="govuk-main-wrapper" id="main-content" tabindex="-1">
<h1 class="govuk-heading-xl">Officers’ dashboard</h1>
<p class="dashboard-private">${PRIVATE_NOTE}</p>
<p class="govuk-body">${counts(dashboard)} As it was on <time datetime="${dashboard.at}">${dashboard.atInWords}</time>.</p>
<h2 class="govuk-heading-l">What waits, and for whom</h2>
${
  waiting.length === 0
    ? html`<p class="govuk-body">Nothing waits for anybody.</p>`
    : html`<ul class="waiting">
${waiting.map(waitingItem)}</ul>`
}
<h2 class="govuk-heading-l">All uploads, the newest first</h2>
${dashboard.reviews.length === 0 && html`<p class="govuk-body">Nothing was dropped yet.</p>`}
${dashboard.reviews.map((review) => upload(review, undrawn))}</main>
</div>
</body>
</html>
`.toString();
}

/** A waiting upload: its state, for whom it waits, and its findings. */
function waitingItem({ ref, name, state, waitsFor, findings }: DashboardReview): Html {
  const titles = findings.filter(({ stops }) => stops).map(({ title }) => title);
  const shown = [...titles.slice(0, MOST_TITLES), ...(titles.length > MOST_TITLES ? ['more'] : [])];
  return html`<li>
<a class="govuk-link" href="#upload-${ref}"><bdi>${name}</bdi></a> ${stateTag(state)}
<p class="govuk-body">For <strong>${waitsFor}</strong>.${shown.length > 0 && ` Found: ${shown.join('; ')}.`}</p>
</li>
`;
}

function stateTag(state: LifecycleState): Html {
  return html`<strong class="govuk-tag status status--${state}">${STATES[state]}</strong>`;
}

function counts({ reviews }: Dashboard): string {
  const byState = Map.groupBy(reviews, ({ state }) => state);
  const each = Object.entries(STATES).flatMap(([state, words]) => {
    const count = reviews.filter((review) => review.state === state).length;
    return count === 0 ? [] : [`${count} ${words.toLowerCase()}`];
  });
  return `${counted(reviews.length, { one: '{count} upload', other: '{count} uploads' })}${byState.size === 0 ? '' : `: ${each.join(', ')}`}.`;
}

function upload(review: DashboardReview, undrawn: ReadonlySet<string>): Html {
  const { ref, name, title, state, at, atInWords, waitsFor, sentences, files } = review;
  const address = review.address === undefined ? undefined : safeAddress(review.address);
  const stops = review.findings.filter((finding) => finding.stops);
  const notes = review.findings.filter((finding) => !finding.stops);
  return html`<article class="review-card upload" id="upload-${ref}" aria-labelledby="name-${ref}">
<h3 class="govuk-heading-m review-card__title" id="name-${ref}"><bdi>${title ?? name}</bdi></h3>
<ul class="review-card__facts">
<li>${stateTag(state)}</li>
<li><time datetime="${at}">${atInWords}</time></li>
<li>Upload <bdi>${name}</bdi></li>
<li>Reference ${ref}</li>
</ul>
${waitsFor !== undefined && html`<p class="govuk-body upload__waits"><strong>Waits for ${waitsFor}.</strong></p>\n`}${sentences.map(
  (sentence) => html`<p class="govuk-body" dir="auto">${sentence}</p>\n`,
)}${address !== undefined && html`<p class="govuk-body"><a class="govuk-link" href="${address}">${address}</a></p>\n`}${
  stops.length > 0 &&
  html`<h4 class="upload__heading">What was found</h4>
<ol class="findings">
${stops.map(finding)}</ol>
`
}${review.answer !== undefined && answer(review.answer, stops)}${pictures(review, undrawn)}${
  notes.length > 0 &&
  html`<details class="more"><summary>Worth knowing, though it stops nothing (${notes.length})</summary>
<ul class="findings">
${notes.map(finding)}</ul>
</details>
`
}${review.facts.length > 0 && facts(review)}${
  review.ready !== undefined &&
  html`<details class="more"><summary>Ready to send to the national case review repository</summary>
<p class="govuk-body">${review.readyNote}</p>
<pre class="to-copy" dir="auto">${review.ready}</pre>
</details>
`
}${
  files.length > 0 &&
  html`<details class="more"><summary>Files (${files.length})</summary>
<ul class="govuk-list">
${files.map(
  ({ key, droppedAt, by }) =>
    html`<li><bdi>${key}</bdi>, dropped <time datetime="${droppedAt}">${droppedAt.slice(0, 16).replace('T', ' ')} UTC</time>${by !== undefined && html` by <bdi>${by}</bdi>`}</li>\n`,
)}</ul>
</details>
`
}</article>
`;
}

function finding({ code, title, stops, why, remedy, acceptable, places }: DashboardFinding): Html {
  return html`<li class="finding${stops && ' finding--stop'}">
<p class="finding__title"><strong>${title}</strong></p>
<ul class="govuk-list govuk-list--bullet">
${places.map(
  ({ page, message }) =>
    html`<li dir="auto">${page !== undefined && html`<strong>Page ${page}:</strong> `}${message}</li>\n`,
)}</ul>
${why !== '' && html`<p class="govuk-body">Why it matters: ${why}</p>\n`}${remedy !== '' && html`<p class="govuk-body">How to fix it: ${remedy}</p>\n`}${
  acceptable &&
  html`<p class="govuk-body">How to accept it, if it is right as it is: <code>accept: [${code}]</code> in the review note.</p>\n`
}</li>
`;
}

function answer(
  { note, lines }: NonNullable<DashboardReview['answer']>,
  stops: readonly DashboardFinding[],
): Html {
  const some = stops.some(({ acceptable }) => acceptable);
  return html`<h4 class="upload__heading">What to write instead of fixing the PDF</h4>
<p class="govuk-body">In <code>${note}</code>, which you drop beside the PDF${some && ', once you have looked at each place'}. Codes that the note accepts already stay in its list.${some && ' What you accept counts for this PDF only.'}</p>
<pre class="to-copy" dir="auto">${lines.join('\n')}</pre>
`;
}

function pictures(
  { pictures: all, morePages, name }: DashboardReview,
  undrawn: ReadonlySet<string>,
): Html | false {
  const shown = all.filter(({ path }) => !undrawn.has(path));
  const missing = all.length - shown.length + morePages;
  if (all.length === 0) return false;
  return html`<details class="more"${all.length > 0 && html` open`}><summary>Pages with findings (${shown.length})</summary>
<ul class="pictures" aria-label="Pages of ${name}">
${shown.map(
  ({ path, alt }) =>
    html`<li><a href="${path}"><img src="${path}" alt="${alt}" loading="lazy" width="360" height="509"></a></li>\n`,
)}</ul>
${missing > 0 && html`<p class="govuk-body">${counted(missing, { one: '{count} more page is', other: '{count} more pages are' })} not drawn: look in the PDF.</p>\n`}</details>
`;
}

function facts({ facts: rows }: DashboardReview): Html {
  return html`<details class="more"><summary>What was read, and where it was found</summary>
<dl class="govuk-summary-list facts">
${rows.map(
  ({ label, value, from }) => html`<div class="govuk-summary-list__row">
<dt class="govuk-summary-list__key">${label}</dt>
<dd class="govuk-summary-list__value" dir="auto">${value ?? 'not found'}${from !== undefined && html`<br><span class="found-at">from ${from}</span>`}</dd>
</div>
`,
)}</dl>
</details>
`;
}
