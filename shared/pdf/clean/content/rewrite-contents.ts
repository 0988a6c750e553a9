import {
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { Uncleanable } from '../cannot-clean.ts';
import type { PdfPage } from '../pages.ts';
import { dictOf, elementsOf, entry, keepOnly, nameOf } from '../pdf-objects.ts';
import { tagFor } from '../tags/structure-names.ts';
import { inlineImageOf } from './inline-image.ts';
import type { Layers } from './optional-content.ts';
import { bytesOf, type Content, glyphContent, innerContents, pageContent } from './page-content.ts';
import { PROPERTY_TEXTS } from './property-list.ts';
import { ResourceNames } from './resource-names.ts';
import { type ContentNames, type Rewritten, rewriteContent } from './rewrite-content.ts';

export interface ContentsRewritten {
  /** Pages that lost what a hidden layer held. */
  readonly cutPages: ReadonlySet<number>;
  /** Whether marked content (of a page or form, by number) went with a hidden layer. */
  readonly isCut: (holder: PDFRef | undefined, mcid: number) => boolean;
}

/**
 * Rewrites all content: what hidden layers hold, comments, unknown operators and resources that nothing
 * uses are gone, and every name in it is a generated one. Throws `Uncleanable` where content cannot be read.
 */
export function rewriteContents(
  context: PDFContext,
  pages: readonly PdfPage[],
  layers: Layers,
): ContentsRewritten {
  const rewriting = new ContentsRewriter(context, layers);
  for (const page of pages) rewriting.follow(pageContent(context, page));
  rewriting.followGlyphs();
  rewriting.settle();
  return rewriting;
}

class ContentsRewriter implements ContentsRewritten {
  readonly cutPages = new Set<number>();
  readonly #context: PDFContext;
  readonly #layers: Layers;
  readonly #cutMarks = new Map<PDFRef | undefined, readonly number[]>();
  readonly #seen = new Set<PDFObject>();
  readonly #names: ResourceNames;
  /** Codes shown in fonts whose glyphs are content, each with a content that uses the font. */
  readonly #shown = new Map<PDFDict, { readonly outer: Content; readonly codes: Set<number> }>();
  /** Text was shown in a font that was set outside the content: any glyph may be used. */
  #anyGlyph = false;

  constructor(context: PDFContext, layers: Layers) {
    this.#context = context;
    this.#layers = layers;
    this.#names = new ResourceNames(context);
  }

  isCut(holder: PDFRef | undefined, mcid: number): boolean {
    return this.#cutMarks.get(holder)?.includes(mcid) ?? false;
  }

  /** Rewrites a content and all that it uses. */
  follow(first: Content): void {
    const waiting = [first];
    for (let content = waiting.pop(); content !== undefined; content = waiting.pop()) {
      this.#rewrite(content);
      for (const inner of innerContents(content, this.#names.usedBy(content), this.#layers)) {
        const [stream] = inner.streams;
        if (stream === undefined || this.#seen.has(stream)) continue;
        this.#seen.add(stream);
        waiting.push(inner);
      }
    }
  }

  /** Rewrites the glyphs that are shown, and drops the others. */
  followGlyphs(): void {
    const done = new Set<PDFDict>();
    for (const [font, { outer, codes }] of this.#shown) {
      if (done.has(font)) continue;
      done.add(font);
      const glyphs = dictOf(this.#context, entry(font, 'CharProcs'));
      const used = this.#anyGlyph ? undefined : this.#glyphNames(font, codes);
      for (const [name, value] of glyphs?.entries() ?? []) {
        const stream = this.#context.lookup(value);
        if (used?.has(name.decodeText()) === false || !(stream instanceof PDFRawStream)) glyphs?.delete(name);
        else if (!this.#seen.has(stream)) {
          this.#seen.add(stream);
          this.follow(glyphContent(outer, stream, font));
        }
      }
    }
  }

  settle(): void {
    this.#names.settle((value) => this.#cleanProperties(value));
  }

  #rewrite(content: Content): void {
    const rewritten = this.#rewrittenOrRefuse(content);
    content.replace(rewritten.bytes);
    if (rewritten.hidden) this.cutPages.add(content.page);
    if (rewritten.mcids.length > 0) this.#cutMarks.set(content.holder, rewritten.mcids);
  }

  #rewrittenOrRefuse(content: Content): Rewritten {
    try {
      return rewriteContent(bytesOf(content), this.#namesIn(content));
    } catch (error) {
      throw new Uncleanable(
        `What page ${content.page} of this PDF is painted with cannot be read in full. Print the report to a new PDF and drop that.`,
        { cause: error },
      );
    }
  }

  #namesIn(content: Content): ContentNames {
    const [names, layers] = [this.#names, this.#layers];
    return {
      isStrict: layers.anyHidden,
      hides: (name) => layers.hides(names.valueOf(content, 'Properties', name)),
      hidesObject: (name) => {
        const dict = dictOf(this.#context, names.valueOf(content, 'XObject', name));
        // Readers paint an object of no known kind nowhere, and nothing of it would be rewritten.
        const kind = dict && nameOf(this.#context, entry(dict, 'Subtype'));
        return dict !== undefined && (layers.hides(entry(dict, 'OC')) || !PAINTED_KINDS.has(kind ?? ''));
      },
      mcidOf: (name) => this.#mcidIn(names.valueOf(content, 'Properties', name)),
      rename: (kind, name) => {
        if (kind === 'Font') this.#fontNamed(content, name);
        return names.rename(content, kind, name);
      },
      tag: tagFor,
      needsCodes: (font) => font === undefined || this.#fontNamed(content, font) !== undefined,
      show: (font, codes) => {
        const glyphs = font === undefined ? undefined : this.#fontNamed(content, font);
        if (glyphs === undefined) this.#anyGlyph = true;
        for (const code of codes) glyphs?.codes.add(code);
      },
      image: (entries, data) =>
        names.add(
          content,
          'XObject',
          inlineImageOf(this.#context, entries, data, (name) => names.valueOf(content, 'ColorSpace', name)),
        ),
    };
  }

  /** The codes shown so far in the Type 3 font of a name; `undefined` for other fonts. */
  #fontNamed(content: Content, name: string): { readonly codes: Set<number> } | undefined {
    const font = this.#context.lookup(this.#names.valueOf(content, 'Font', name));
    if (!(font instanceof PDFDict) || nameOf(this.#context, entry(font, 'Subtype')) !== 'Type3')
      return undefined;
    const shown = this.#shown.get(font) ?? { outer: content, codes: new Set<number>() };
    this.#shown.set(font, shown);
    return shown;
  }

  #glyphNames(font: PDFDict, codes: ReadonlySet<number>): Set<string> | undefined {
    const encoding = dictOf(this.#context, entry(font, 'Encoding'));
    if (encoding === undefined) return undefined;
    const names = new Set<string>();
    let code = 0;
    for (const element of elementsOf(this.#context, entry(encoding, 'Differences'))) {
      const value = this.#context.lookup(element);
      if (value instanceof PDFNumber) code = value.asNumber();
      else if (value instanceof PDFName) {
        if (codes.has(code)) names.add(value.decodeText());
        code += 1;
      }
    }
    return names;
  }

  #mcidIn(value: PDFObject | undefined): number | undefined {
    const list = this.#context.lookup(value);
    const mcid = list instanceof PDFDict ? this.#context.lookup(entry(list, 'MCID')) : undefined;
    return mcid instanceof PDFNumber ? mcid.asNumber() : undefined;
  }

  /** A neutral group in the place of a visible layer; of other property lists what marked content may say. */
  #cleanProperties(value: PDFObject): PDFObject | undefined {
    const dict = dictOf(this.#context, value);
    const type = dict && nameOf(this.#context, entry(dict, 'Type'));
    if (type === 'OCG' || type === 'OCMD')
      return this.#layers.hides(value) ? undefined : this.#layers.neutral(value);
    if (dict !== undefined) keepOnly(dict, PROPERTY_LIST);
    return value;
  }
}

const PAINTED_KINDS = new Set(['Image', 'Form']);

const PROPERTY_LIST = PROPERTY_TEXTS.union(new Set(['MCID']));
