import { type HTMLElement, type Node, NodeType } from 'node-html-parser';
import { isPdf } from './read-tables.ts';

/** A line of a page: the words between two ends of blocks. */
export interface Line {
  readonly text: string;
  /** Addresses of the PDFs that it links to. */
  readonly links: readonly string[];
  /** Nothing but links to PDFs outside headings: documents, or a title that links to its PDF. */
  readonly isDocuments?: boolean;
}

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR BUTTON DD DETAILS DIV DL DT FIGCAPTION FIGURE H2 H3 H4 H5 H6 HR LI MAIN OL P SECTION SUMMARY TABLE TBODY TD TH THEAD TIME TR UL'.split(
    ' ',
  ),
);
/** Inside these a span is part of the text; elsewhere it stands for itself. */
const TEXT_BLOCKS = /^(?:H[2-6]|P|LI|TD|TH|DT|DD|TIME|A|BUTTON|SUMMARY|SPAN|STRONG|EM|B|I)$/;
const HEADINGS = 'h2, h3, h4, h5, h6, summary';
/** What no review is in. The first heading is that of the page. */
const CHROME = 'nav, header, footer, script, style, noscript, form, h1, caption';
/** "Published:" before a `time` element belongs to the date. */
const LABEL = /(?::|\b(?:published|on|date))\s*$/i;

/** The lines of a page in reading order. */
export function readBlocks(root: HTMLElement): readonly Line[] {
  for (const chrome of root.querySelectorAll(CHROME)) chrome.remove();
  const lines = new Lines();
  addNode(root, lines, false);
  lines.end();
  return lines.all;
}

class Lines {
  readonly all: Line[] = [];
  text = '';
  #isOnlyLinks = true;
  #links: string[] = [];

  add(text: string, isFree: boolean): void {
    this.text += text;
    if (isFree && text.trim() !== '') this.#isOnlyLinks = false;
  }

  addLink(address: string): void {
    this.text += ' ';
    this.#links.push(address);
  }

  end(): void {
    const text = this.text.replace(/\s+/g, ' ').trim();
    const links = this.#links;
    const isDocuments = links.length > 0 && this.#isOnlyLinks;
    if (text !== '') this.all.push({ text, links, ...(isDocuments && { isDocuments }) });
    this.text = '';
    this.#isOnlyLinks = true;
    this.#links = [];
  }
}

/** `isBound`: in a link to a PDF, and not in a heading. */
function addNode(node: Node, lines: Lines, isBound: boolean): void {
  if (node.nodeType === NodeType.TEXT_NODE) lines.add(node.textContent, !isBound);
  if (!isElement(node)) return;
  const isEnd = endsLine(node);
  if (isEnd && !(node.tagName === 'TIME' && LABEL.test(lines.text))) lines.end();
  const address = node.tagName === 'A' ? (node.getAttribute('href') ?? '') : '';
  const isDocument = isPdf(address) && node.closest(HEADINGS) === null;
  for (const child of node.childNodes) addNode(child, lines, isBound || isDocument);
  if (isPdf(address)) lines.addLink(address);
  if (isEnd) lines.end();
}

const endsLine = ({ tagName, parentNode }: HTMLElement): boolean =>
  BLOCKS.has(tagName) || (tagName === 'SPAN' && !TEXT_BLOCKS.test(parentNode?.tagName ?? ''));

const isElement = (node: Node): node is HTMLElement => node.nodeType === NodeType.ELEMENT_NODE;
