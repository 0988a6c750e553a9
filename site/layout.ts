import { oneLine } from '#shared/domain/escape.ts';
import { folderOf, languagesOf, pagesInEveryLanguage } from '#shared/domain/languages.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { ASSET_PATHS } from './assets.ts';
import { type Html, html, trusted } from './html.ts';
import { said, type Words, wordsOf } from './words.ts';

export interface Page {
  /** First component of the page title, before the publisher's name. */
  readonly title: string;
  /** Without the folder of its language. */
  readonly path: string;
  /** The page exists once, whatever the languages of the site. */
  readonly alone?: boolean;
  readonly content: Html;
  readonly breadcrumbs?: readonly { readonly text: string; readonly path: string }[];
  /** Rendered as a `meta` element, so that no two states of the page have the same bytes. */
  readonly revision?: string;
  readonly description?: string;
  /** What previews in chats and social networks show: neither the name of a review nor its content. */
  readonly preview?: { readonly title: string; readonly description: string };
  readonly script?: 'search' | 'note' | 'subscribe';
  /** Excludes the page from search engines. */
  readonly hidden?: boolean;
  readonly head?: Html;
}

/** Target of the quick exit link: a neutral page with high availability. */
const EXIT = 'https://www.bbc.co.uk/weather';

/** A complete page: skip link, quick exit, landmarks, content, contact and feeds. */
export function renderPage(page: Page, settings: Settings): string {
  const { name, site, heading } = settings.publisher;
  const hidden = page.hidden === true || !settings.searchEngines;
  const words = wordsOf(settings);
  const { frame } = words;
  const publisher = oneLine(name);
  const title =
    page.path === '/' ? `${page.title} – ${publisher}` : `${page.title} – ${oneLine(heading)} – ${publisher}`;
  return html`<!DOCTYPE html>
<html lang="${words.language}" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${page.description !== undefined && html`<meta name="description" content="${oneLine(page.description)}">\n`}${page.revision !== undefined && html`<meta name="revision" content="${page.revision}">\n`}${hidden && html`<meta name="robots" content="noindex, noarchive">\n`}${!hidden && html`<link rel="canonical" href="${site}${page.path}${folderOf(settings)}">\n`}${!hidden && page.alone !== true && alternates(page.path, settings)}${!hidden && openGraph(page, settings)}<link rel="icon" href="${ASSET_PATHS.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${ASSET_PATHS.styles}">
<link rel="alternate" type="application/feed+json" title="${oneLine(heading)}" href="/reviews.json">
<link rel="alternate" type="application/atom+xml" title="${oneLine(heading)}" href="/reviews.atom">
<link rel="alternate" type="application/rss+xml" title="${oneLine(heading)}" href="/reviews.rss">
<script type="module" src="${ASSET_PATHS.page}"></script>
${page.script !== undefined && html`<script type="module" src="${ASSET_PATHS[page.script]}"></script>\n`}${page.head}</head>
${inLanguage(
  html`<body class="govuk-template__body">
<a href="#main-content" class="govuk-skip-link">${frame.skip}</a>
<header class="site-header">
<div class="govuk-width-container site-header__row">
<a href="/" class="site-header__name"><bdi>${publisher}</bdi></a>
<nav class="site-header__nav" aria-label="${frame.site}">
<a class="govuk-link govuk-link--no-visited-state" href="/">${frame.reviews}</a>
<a class="govuk-link govuk-link--no-visited-state" href="/subscribe/">${frame.alerts}</a>
`,
  settings,
)}${page.alone !== true && wayToOther(page.path, settings)}${inLanguage(
  html`</nav>
<a class="site-exit" id="exit" href="${EXIT}" rel="nofollow noreferrer">${frame.exit}</a>
</div>
</header>
<div class="govuk-width-container">
${page.breadcrumbs !== undefined && breadcrumbs(page.breadcrumbs, words)}<main class="govuk-main-wrapper" id="main-content" tabindex="-1">
${page.content}
</main>
</div>
<footer class="site-footer">
<div class="govuk-width-container">
<h2 class="govuk-visually-hidden">${frame.about}</h2>
<p class="site-footer__line">${publishedBy(settings, words)}</p>
<ul class="site-footer__links">
<li><a class="govuk-link" href="/reviews/">${frame.years}</a></li>
<li><a class="govuk-link" href="/subscribe/">${frame.alerts}</a></li>
<li><a class="govuk-link" href="/reviews.atom">${frame.atom}</a></li>
<li><a class="govuk-link" href="/reviews.json">${frame.json}</a></li>
<li><a class="govuk-link" href="/accessibility/">${frame.accessibility}</a></li>
<li><a class="govuk-link" href="/privacy/">${frame.privacy}</a></li>
</ul>
</div>
</footer>
</body>
</html>
`,
  settings,
)}`.toString();
}

/**
 * Markup whose links to pages lead to those in its language: all addresses of the site that end with a slash.
 * Quotation marks in texts are escaped, so only attributes match.
 */
export function inLanguage(markup: Html, settings: Settings): Html {
  const folder = folderOf(settings);
  if (folder === '') return markup;
  const linked = markup.toString().replace(PAGE_LINK, (link) => link + folder);
  return trusted(linked);
}

const PAGE_LINK = / (?:href|action)="\/(?:[^"?#]*\/)?(?=["?#])/g;

/** The page in the other language, named in that language. */
function wayToOther(path: string, settings: Settings): Html[] {
  const { frame } = wordsOf(settings);
  const { language: own } = settings.publisher;
  return languagesOf(settings)
    .filter(({ publisher }) => publisher.language !== own)
    .map((each) => {
      const { language } = each.publisher;
      return html`<a class="govuk-link govuk-link--no-visited-state" href="${path}${folderOf(each)}" rel="alternate" lang="${language}" hreflang="${language}">${frame.otherLanguage}</a>\n`;
    });
}

/** https://developers.google.com/search/docs/specialty/international/localized-versions#html */
function alternates(path: string, settings: Settings): Html[] {
  const pages = pagesInEveryLanguage(path, settings);
  return pages.length < 2
    ? []
    : pages.map(({ language, url }) => html`<link rel="alternate" hreflang="${language}" href="${url}">\n`);
}

/** https://ogp.me, without a picture. */
function openGraph({ title, description, preview, path }: Page, settings: Settings): Html {
  const { site, name, heading, language } = settings.publisher;
  const shown = preview ?? { title, description: description ?? heading };
  const properties = {
    'og:type': 'website',
    'og:site_name': name,
    'og:title': shown.title,
    'og:description': shown.description,
    'og:url': site + path + folderOf(settings),
    'og:locale': language === 'cy' ? 'cy_GB' : 'en_GB',
  };
  return html`${Object.entries(properties).map(
    ([property, content]) => html`<meta property="${property}" content="${oneLine(content)}">\n`,
  )}`;
}

function breadcrumbs(crumbs: NonNullable<Page['breadcrumbs']>, { frame }: Words): Html {
  return html`<nav class="govuk-breadcrumbs" aria-label="${frame.breadcrumbs}">
<ol class="govuk-breadcrumbs__list">
${crumbs.map(
  ({ text, path }) =>
    html`<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="${path}">${text}</a></li>\n`,
)}</ol>
</nav>
`;
}

function publishedBy({ publisher: { name, contact } }: Settings, { frame }: Words): Html {
  const values = { publisher: html`<bdi>${oneLine(name)}</bdi>`, email: mailLink(contact.email) };
  return contact.phone === undefined
    ? said(frame.publisher, values)
    : said(frame.publisherWithPhone, { ...values, phone: phoneNumber(contact.phone) });
}

export function mailLink(email: string): Html {
  return html`<a class="govuk-link" href="mailto:${email}">${email}</a>`;
}

/** Phone number link without line breaks. */
export function phoneNumber(phone: string): Html {
  return html`<span class="phone">${phone}</span>`;
}
