import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from '../../report/page-model.ts';
import { isUnmapped } from './glyph-text.ts';
import type { TextFont } from './graphics-state.ts';
import { matrixOf } from './matrix.ts';
import { pageLines } from './page-lines.ts';
import { paintPage } from './paint-page.ts';
import { textFontOf } from './text-font.ts';

/** Whether optional content is shown, by the document's default configuration. */
export interface Layers {
  hiddenBy(group: unknown): string | undefined;
}

/** Reads one page in one pass over its operators. */
export async function readPage(proxy: PDFPageProxy, layers: Layers): Promise<Page> {
  const viewport = proxy.getViewport({ scale: 1 });
  const { fnArray, argsArray } = await proxy.getOperatorList();
  const fonts = new Map<string, TextFont | undefined>();
  const painted = paintPage({
    codes: fnArray,
    arguments: argsArray,
    width: viewport.width,
    height: viewport.height,
    base: matrixOf(viewport.transform),
    font(id) {
      if (!fonts.has(id))
        fonts.set(id, proxy.commonObjs.has(id) ? textFontOf(proxy.commonObjs.get(id)) : undefined);
      return fonts.get(id);
    },
    hiddenBy: layers.hiddenBy,
  });
  let unmappedGlyphs = 0;
  for (const run of painted.runs) {
    for (const glyph of run.glyphs) if (isUnmapped(glyph.text, run.font.name)) unmappedGlyphs += 1;
  }
  return {
    number: proxy.pageNumber,
    width: viewport.width,
    height: viewport.height,
    lines: pageLines(painted, (run) => run.hiddenLayer === undefined),
    hidden: [],
    annotations: [],
    imageCover: 0,
    unmappedGlyphs,
  };
}
