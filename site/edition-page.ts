import { oneLine, safeAddress } from '#shared/domain/escape.ts';
import type { Block, Cell, Edition, Figure, Inline, ListItem } from '#shared/domain/listing/edition.ts';
import { EDITION_PATH } from '#shared/domain/listing/edition.ts';
import { type PublishedEntry, permalinkOf } from '#shared/domain/listing/entry.ts';
import { areBullets } from '#shared/domain/listing/list-marks.ts';
import { fill } from '#shared/domain/messages/plain-mail.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { firstPageOf } from '#shared/report/edition/words-of-blocks.ts';
import { type Html, html } from './html.ts';
import { counted, languageAttribute, sizeInWords } from './in-words.ts';
import { renderPage } from './layout.ts';
import { previewOf } from './review-page.ts';
import { contentNote } from './support-lines.ts';
import { said, type Words, wordsOf } from './words.ts';

/** Headings of deeper levels are not in the contents. */
const DEEPEST_IN_CONTENTS = 2;

/**
 * `/reviews/2024/baby-eva/report/`: the words of the report as a page, with contents, and an anchor for each
 * page of the PDF.
 */
export function renderEdition(entry: PublishedEntry, edition: Edition, settings: Settings): string {
  const words = wordsOf(settings);
  const [report] = entry.documents;
  if (report === undefined) throw new Error('A published review has no report.');
  const title = oneLine(entry.title);
  const writer = new EditionWriter(permalinkOf(entry) + report.file, edition, words);
  const body = writer.blocks(edition.blocks);
  const facts = `PDF, ${counted(report.pages, words.review.pages)}, ${sizeInWords(report.bytes, words)}`;
  const pdf = html`<a class="govuk-link" href="${permalinkOf(entry)}${report.file}" type="application/pdf">${facts}</a>`;
  const language = languageAttribute(edition.language, words);
  const ownNote =
    entry.contentWarning === undefined
      ? undefined
      : { text: entry.contentWarning, language: languageAttribute(entry.language, words) };
  const content = html`<article>
<header>
<p class="govuk-caption-xl"><bdi>${oneLine(entry.typeName)}</bdi></p>
<h1 class="govuk-heading-xl"><bdi${languageAttribute(entry.language, words)}>${title}</bdi></h1>
<p class="govuk-body">${said(words.edition.lead, { pdf })}</p>
</header>
${contentNote(words, ownNote)}${contents(edition, words, language)}<div class="edition"${language}>
${body}${writer.rest()}</div>
</article>`;
  return renderPage(
    {
      title: fill(words.edition.title, { title }),
      path: permalinkOf(entry) + EDITION_PATH,
      content,
      breadcrumbs: [
        { text: oneLine(settings.publisher.heading), path: '/' },
        { text: String(entry.year), path: `/reviews/${entry.year}/` },
        { text: title, path: permalinkOf(entry) },
      ],
      revision: String(entry.revision),
      hidden: entry.searchEngines === false,
      preview: previewOf(entry, settings),
      description: fill(words.edition.description, { title, publisher: settings.publisher.name }),
    },
    settings,
  );
}

/** Links to the headings; nothing where there are fewer than two. */
function contents({ blocks }: Edition, { edition }: Words, language: Html | undefined): Html | undefined {
  const headings = blocks.filter((block) => block.kind === 'heading');
  const links = headings.flatMap(({ level, words }, at) =>
    level > DEEPEST_IN_CONTENTS
      ? []
      : [
          html`<li class="contents__level-${level}"><a class="govuk-link" href="#section-${at + 1}">${words.map(({ text }) => text).join('')}</a></li>\n`,
        ],
  );
  if (links.length < 2) return undefined;
  return html`<nav class="contents" aria-labelledby="contents">
<h2 class="govuk-heading-m" id="contents">${edition.contents}</h2>
<ul class="govuk-list"${language}>
${links}</ul>
</nav>
`;
}

/** Renders blocks in order, since an anchor stands where a page of the PDF begins. */
class EditionWriter {
  readonly #pdf: string;
  readonly #edition: Edition;
  readonly #words: Words;
  /** The last page whose anchor was written. */
  #page = 0;
  #headings = 0;
  #tables = 0;

  constructor(pdf: string, edition: Edition, words: Words) {
    this.#pdf = pdf;
    this.#edition = edition;
    this.#words = words;
  }

  blocks(blocks: readonly Block[]): Html[] {
    return blocks.map((block, at) => html`${this.#anchorsBefore(block, at, blocks)}${this.#block(block)}`);
  }

  /** Anchors of the pages after the last words. */
  rest(): Html | undefined {
    return this.#ownLine(this.#anchors(this.#edition.pages));
  }

  /** Anchors of a page that begins with a heading, a paragraph or a list: before it, on an own line. */
  #anchorsBefore(block: Block, at: number, blocks: readonly Block[]): Html | undefined {
    if (block.kind === 'figure') {
      // Programs tag the pictures in running headers before all words: no page begins before its words.
      const following = blocks.find((one, place) => place > at && one.kind !== 'figure');
      return this.#ownLine(
        this.#anchors(Math.min(block.page, following ? (firstPageOf(following) ?? 0) : block.page)),
      );
    }
    return 'words' in block || block.kind === 'list'
      ? this.#ownLine(this.#anchors(firstPageOf(block) ?? 0))
      : undefined;
  }

  #ownLine(anchors: readonly Html[]): Html | undefined {
    return anchors.length === 0 ? undefined : html`<p class="page-break">${anchors}</p>\n`;
  }

  #block(block: Block): Html {
    switch (block.kind) {
      case 'heading':
        return this.#heading(block.level, block.words);
      case 'paragraph':
        return html`<p class="govuk-body"${direction(block.words)}>${this.#inlines(block.words)}</p>\n`;
      case 'list':
        return this.#list(block.items);
      case 'table':
        return this.#table(block.caption, block.rows);
      case 'figure':
        return this.#figure(block);
      case 'quote':
        return html`<blockquote class="edition-quote">\n${this.blocks(block.blocks)}</blockquote>\n`;
      case 'note':
        return html`<div class="edition-note" role="note">\n${this.blocks(block.blocks)}</div>\n`;
    }
  }

  #heading(level: number, words: readonly Inline[]): Html {
    this.#headings += 1;
    const id = html` id="section-${this.#headings}"${direction(words)}`;
    const text = this.#inlines(words.map(({ bold: _, ...one }) => one));
    switch (level) {
      case 1:
        return html`<h2 class="govuk-heading-l"${id}>${text}</h2>\n`;
      case 2:
        return html`<h3 class="govuk-heading-m"${id}>${text}</h3>\n`;
      case 3:
        return html`<h4 class="edition-heading"${id}>${text}</h4>\n`;
      case 4:
        return html`<h5 class="edition-heading"${id}>${text}</h5>\n`;
      default:
        return html`<h6 class="edition-heading"${id}>${text}</h6>\n`;
    }
  }

  #list(items: readonly ListItem[]): Html {
    const bullets = areBullets(items.map(({ label }) => label));
    return html`<ul class="govuk-list${bullets ? ' govuk-list--bullet' : ' edition-list'}">
${items.map(({ label, blocks }) => {
  const shown =
    !bullets && label.length > 0 && html`<span class="edition-label">${this.#inlines(label)}</span> `;
  return html`<li>${shown}${this.#inside(blocks)}</li>\n`;
})}</ul>
`;
  }

  /** One paragraph stands in an item or a cell without an element of its own. */
  #inside(blocks: readonly Block[]): Html | Html[] {
    const [first, ...others] = blocks;
    if (first?.kind !== 'paragraph') return this.blocks(blocks);
    const text = this.#inlines(first.words);
    if (others.length === 0) return direction(first.words) ? html`<bdi>${text}</bdi>` : text;
    return html`<p class="govuk-body"${direction(first.words)}>${text}</p>\n${this.blocks(others)}`;
  }

  #table(caption: readonly Inline[], rows: readonly (readonly Cell[])[]): Html {
    this.#tables += 1;
    const name = fill(this.#words.edition.table, { number: String(this.#tables) });
    const title = caption.length > 0 && html`<caption>${this.#inlines(caption)}</caption>\n`;
    return html`<section class="edition-table" aria-label="${name}" tabindex="0">
<table>
${title}<tbody>
${rows.map((row) => html`<tr>${row.map((cell) => this.#cell(cell))}</tr>\n`)}</tbody>
</table>
</section>
`;
  }

  #cell({ scope, columns, rows, blocks }: Cell): Html {
    const spans = html`${columns > 1 && html` colspan="${columns}"`}${rows > 1 && html` rowspan="${rows}"`}`;
    return scope === undefined
      ? html`<td${spans}>${this.#inside(blocks)}</td>`
      : html`<th scope="${scope}"${spans}>${this.#inside(blocks)}</th>`;
  }

  #figure({ page, alternative, language, blocks }: Figure): Html {
    // WCAG 2.2, F30: the name of a file tells nobody what a picture shows.
    const isTold = alternative !== undefined && !FILE_NAME.test(alternative);
    const { edition } = this.#words;
    const at = fill(edition.pictureAt, { page: String(page) });
    const picture = html`<a class="govuk-link" href="${this.#pdf}#page=${page}">${at}</a>`;
    const text = html`<span${language !== undefined && html` lang="${language}"`}>${alternative ?? ''}</span>`;
    const shown = isTold ? said(edition.picture, { picture, text }) : said(edition.pictureAlone, { picture });
    return html`<div class="edition-figure">
<p class="govuk-body">${shown}</p>
${this.blocks(blocks)}</div>
`;
  }

  #inlines(words: readonly Inline[]): Html[] {
    return words.map(({ text, page, language, href, bold, raised }) => {
      const plain = raised === true ? html`<sup>${text}</sup>` : html`${text}`;
      const shown = bold === true ? html`<strong>${plain}</strong>` : plain;
      const spoken = language === undefined ? shown : html`<span lang="${language}">${shown}</span>`;
      const address = href === undefined ? undefined : this.#address(href);
      const anchors = this.#anchors(page);
      return address === undefined
        ? html`${anchors}${spoken}`
        : html`${anchors}<a class="govuk-link" href="${address}">${spoken}</a>`;
    });
  }

  /** A link within the PDF leads to the anchor of its page; others only where they are safe. */
  #address(href: string): string | undefined {
    const [, page] = /^#page-(\d+)$/.exec(href) ?? [];
    if (page !== undefined) return Number(page) <= this.#edition.pages ? href : undefined;
    return safeAddress(href);
  }

  /** The anchors of all pages up to this one that have none yet. */
  #anchors(page: number): Html[] {
    const last = Math.min(page, this.#edition.pages);
    const anchors: Html[] = [];
    while (this.#page < last) {
      this.#page += 1;
      const text = fill(this.#words.edition.page, { page: String(this.#page) });
      anchors.push(
        html`<a class="page-anchor" id="page-${this.#page}" href="${this.#pdf}#page=${this.#page}">${text}</a> `,
      );
    }
    return anchors;
  }
}

/** `logo.png`, `Council_Logo_RGB`. */
const FILE_NAME = /\.(?:png|jpe?g|gif|bmp|tiff?|[ew]mf|svg|webp)$|^[\w-]*[a-z0-9]_[\w-]+$/i;

/** Words in a script that is written from right to left say so. */
function direction(words: readonly Inline[]): Html | undefined {
  return words.some(({ text }) => /[\u0590-\u08ff]/.test(text)) ? html` dir="auto"` : undefined;
}
