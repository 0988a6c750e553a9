import { jsonInScript, oneLine, plainText } from '#shared/domain/escape.ts';
import { languageName } from '#shared/domain/language-name.ts';
import { EDITION_PATH } from '#shared/domain/listing/edition.ts';
import { type PublishedEntry, permalinkOf, type RetiredEntry } from '#shared/domain/listing/entry.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import { dayOf } from '#shared/domain/partial-date.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { type Html, html, trusted } from './html.ts';
import { counted, dateInWords, languageAttribute, paragraphs, shownDate, sizeInWords } from './in-words.ts';
import { mailLink, type Page, phoneNumber, renderPage } from './layout.ts';
import { statusTag } from './review-card.ts';
import { contentNote } from './support-lines.ts';
import { said, type Words, wordsOf } from './words.ts';

const LONG_TITLE = 80;

/** The page of a published review: content note, summary, documents, facts, changes, citation. */
export function renderReviewPage(entry: PublishedEntry, settings: Settings): string {
  const words = wordsOf(settings);
  const title = oneLine(entry.title);
  const language = languageAttribute(entry.language, words);
  const { contentWarning: text } = entry;
  const content = html`<article>
<header>
<p class="govuk-caption-xl"><bdi>${oneLine(entry.typeName)}</bdi></p>
${nameOf(entry, language)}
<ul class="review-card__facts"><li>${shownDate(entry.publishedOn, words)}</li><li>${statusTag(entry, words)}</li></ul>
</header>
${contentNote(words, text === undefined ? undefined : { text, language })}${
  entry.summary.trim() !== '' &&
  html`<h2 class="govuk-heading-l">${entry.withoutReport === undefined ? words.review.summary : words.review.noReport}</h2>
<div class="summary">
${paragraphs(entry.summary, language)}</div>
`
}${entry.documents.length > 0 && documents(entry, settings, words)}<h2 class="govuk-heading-l">${words.review.about}</h2>
${facts(entry, words)}${entry.changes.length > 0 && changes(entry, settings, words)}<h2 class="govuk-heading-m">${words.review.cite}</h2>
<p class="govuk-body citation">${citation(entry, settings)}</p>
</article>`;
  return renderPage(
    {
      ...place(entry, settings),
      content,
      description: fill(words.review.description, {
        type: oneLine(entry.typeName),
        title,
        date: dateInWords(entry.publishedOn, words),
        publisher: settings.publisher.name,
      }),
      head: html`<script type="application/ld+json">${trusted(jsonInScript(linkedFacts(entry, settings)))}</script>\n`,
    },
    settings,
  );
}

/** The page of a review whose report was taken down: title, dates and a contact. */
export function renderRetiredPage(entry: RetiredEntry, settings: Settings): string {
  const { contact } = settings.publisher;
  const words = wordsOf(settings);
  const email = mailLink(contact.email);
  const content = html`<p class="govuk-caption-xl"><bdi>${oneLine(entry.typeName)}</bdi></p>
${nameOf(entry)}
<ul class="review-card__facts"><li>${shownDate(entry.publishedOn, words)}</li><li>${statusTag(entry, words)}</li></ul>
<p class="govuk-body">${said(words.review.retired, { date: shownDate(entry.retiredOn, words) })}</p>
${
  entry.documents !== undefined &&
  html`<h2 class="govuk-heading-l">${words.review.documents}</h2>
<ul class="document-list">
${entry.documents.map((document) => documentItem(entry, document, words))}</ul>
`
}<p class="govuk-body">${
    contact.phone === undefined
      ? said(words.review.ask, { email })
      : said(words.review.askOrCall, { email, phone: phoneNumber(contact.phone) })
  }</p>`;
  return renderPage({ ...place(entry, settings), content }, settings);
}

/** Long names are set smaller, so that the page still begins on the first screen. */
function nameOf(entry: PublishedEntry | RetiredEntry, language?: Html): Html {
  const title = oneLine(entry.title);
  return html`<h1 class="govuk-heading-xl${title.length > LONG_TITLE && ' title--long'}"><bdi${language}>${title}</bdi></h1>`;
}

function place(entry: PublishedEntry | RetiredEntry, settings: Settings) {
  return {
    preview: previewOf(entry, settings),
    title: oneLine(entry.title),
    path: permalinkOf(entry),
    revision: String(entry.revision),
    hidden: entry.searchEngines === false,
    breadcrumbs: [
      { text: oneLine(settings.publisher.heading), path: '/' },
      { text: String(entry.year), path: `/reviews/${entry.year}/` },
    ],
  };
}

/** The type, the date and the publisher: a name can be a detail where others see it. */
export function previewOf(
  entry: PublishedEntry | RetiredEntry,
  settings: Settings,
): NonNullable<Page['preview']> {
  const words = wordsOf(settings);
  const date = dateInWords(entry.publishedOn, words);
  return {
    title: oneLine(entry.typeName),
    description: fill(words.review.shared, { date, publisher: oneLine(settings.publisher.name) }),
  };
}

type Document = PublishedEntry['documents'][number];

function documents(entry: PublishedEntry, settings: Settings, words: Words): Html {
  return html`<h2 class="govuk-heading-l">${entry.documents.length === 1 ? words.review.report : words.review.documents}</h2>
<ul class="document-list">
${entry.documents.map((document) => [editionItem(entry, document, words), documentItem(entry, document, words)])}</ul>
<p class="govuk-body">${accessibleFormat(entry, settings, words)}</p>
`;
}

/** The report as a page comes first: it suits phones and assistive technology. */
function editionItem(entry: PublishedEntry, { edition, language }: Document, words: Words): Html | undefined {
  return edition === undefined
    ? undefined
    : html`<li class="document">
<a class="govuk-link document__link" href="${permalinkOf(entry)}${EDITION_PATH}" hreflang="${language}">${words.review.asPage}</a>
</li>
`;
}

function documentItem(entry: PublishedEntry | RetiredEntry, document: Document, words: Words): Html {
  const main = entry.status === 'published' ? entry.language : words.language;
  const isNamed = document.language === main || document.kind === 'translation';
  const other = isNamed ? [] : [languageName(document.language, words.language)];
  const facts = [
    'PDF',
    counted(document.pages, words.review.pages),
    sizeInWords(document.bytes, words),
    ...other,
  ];
  return html`<li class="document">
<a class="govuk-link document__link" href="${permalinkOf(entry)}${document.file}" hreflang="${document.language}" type="application/pdf" dir="auto">${oneLine(document.title)}</a>
<span class="document__facts">${facts.join(', ')}</span>
</li>
`;
}

function accessibleFormat(entry: PublishedEntry, settings: Settings, { review }: Words): Html {
  const { contact, site } = settings.publisher;
  const subject = encodeURIComponent(fill(review.requestSubject, { address: site + permalinkOf(entry) }));
  return said(review.format, {
    request: html`<a class="govuk-link" href="mailto:${contact.email}?subject=${subject}">${review.request}</a>`,
  });
}

function facts(entry: PublishedEntry, words: Words): Html {
  const { review } = words;
  const rows: (readonly [string, Html | string])[] = [
    [review.published, shownDate(entry.publishedOn, words)],
    ...(entry.reportedOn === undefined
      ? []
      : [[review.finished, shownDate(entry.reportedOn, words)] as const]),
    [review.type, oneLine(entry.typeName)],
    ...(entry.reviewers.length === 0
      ? []
      : [
          [
            entry.reviewers.length === 1 ? review.reviewer : review.reviewers,
            html`${entry.reviewers.map((name, index) => [index > 0 && html`, `, html`<bdi>${oneLine(name)}</bdi>`])}`,
          ] as const,
        ]),
    ...(entry.partnership === undefined ? [] : [[review.partnership, oneLine(entry.partnership)] as const]),
    ...(entry.themes.length === 0
      ? []
      : [
          [
            entry.themes.length === 1 ? review.theme : review.themes,
            html`${entry.themes
              .map(oneLine)
              .map((theme, index) => [
                index > 0 && html`, `,
                html`<a class="govuk-link" href="/?theme=${encodeURIComponent(theme)}">${theme}</a>`,
              ])}`,
          ] as const,
        ]),
  ];
  return html`<dl class="govuk-summary-list facts">
${rows.map(
  ([label, value]) => html`<div class="govuk-summary-list__row">
<dt class="govuk-summary-list__key">${label}</dt>
<dd class="govuk-summary-list__value" dir="auto">${value}</dd>
</div>
`,
)}</dl>
`;
}

function changes(entry: PublishedEntry, settings: Settings, words: Words): Html {
  return html`<h2 class="govuk-heading-m">${words.review.changes}</h2>
<ul class="govuk-list change-list">
${entry.changes.map(
  ({ at, note }) =>
    html`<li>${shownDate(dayOf(at, settings.publisher.timeZone), words)}: <bdi>${plainText(note)}</bdi></li>\n`,
)}</ul>
`;
}

function citation(entry: PublishedEntry, settings: Settings): Html {
  const publisher = oneLine(entry.partnership ?? settings.publisher.name);
  const authors = entry.reviewers.length === 0 ? publisher : entry.reviewers.map(oneLine).join(', ');
  const address = settings.publisher.site + permalinkOf(entry);
  return html`<bdi>${authors}</bdi> (${entry.publishedOn.slice(0, 4)}) <cite dir="auto">${oneLine(entry.title)}</cite>. <bdi>${oneLine(entry.typeName)}</bdi>. <bdi>${publisher}</bdi>. <a class="govuk-link" href="${address}">${address}</a>`;
}

/** JSON-LD: schema.org `Report` (https://schema.org/Report), for search engines. */
function linkedFacts(entry: PublishedEntry, settings: Settings): Record<string, unknown> {
  const address = settings.publisher.site + permalinkOf(entry);
  return {
    '@context': 'https://schema.org',
    '@type': 'Report',
    '@id': address,
    url: address,
    name: oneLine(entry.title),
    abstract: plainText(entry.summary),
    genre: oneLine(entry.typeName),
    datePublished: entry.publishedOn,
    dateModified: entry.modifiedAt,
    inLanguage: entry.language,
    keywords: entry.themes.map(oneLine),
    author: entry.reviewers.map((name) => ({ '@type': 'Person', name: oneLine(name) })),
    publisher: { '@type': 'Organization', name: oneLine(settings.publisher.name) },
    encoding: entry.documents.map((document) => ({
      '@type': 'MediaObject',
      name: oneLine(document.title),
      contentUrl: address + document.file,
      encodingFormat: 'application/pdf',
      contentSize: String(document.bytes),
      sha256: document.sha256,
    })),
  };
}
