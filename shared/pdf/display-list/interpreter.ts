import { intersectBoxes, transformBox } from '../geometry/box.ts';
import { IDENTITY, type Matrix, matrixOf, multiply } from '../geometry/matrix.ts';
import type { Box } from '../page-model.ts';
import { OPERATORS as OP } from '../pdfjs/operator-codes.ts';
import type { Path, Run, Shape } from './display-list.ts';
import { GlyphBuffer, RunBuilder } from './glyph-run.ts';
import { GraphicsState, type TextFont } from './graphics-state.ts';
import { number, showsText, text } from './operand.ts';
import { extentOf, extentOfPath, isRectangle, isUpright, rectangle, UNIT_SQUARE } from './path.ts';

/** What painting a page needs from pdf.js: its operator list and the answers that are not in it. */
export interface PageDescription {
  readonly codes: readonly number[];
  /** Arguments of each operator: whatever pdf.js made of the file. */
  readonly arguments: readonly unknown[];
  readonly width: number;
  readonly height: number;
  /** From default user space to the page as displayed. */
  readonly base: Matrix;
  /** Where the glyphs are put, if one is used for several pages. */
  readonly glyphs?: GlyphBuffer;
  font(id: string): TextFont | undefined;
  /** The name of the optional-content group that hides this content, if any does. */
  hiddenBy(group: unknown): string | undefined;
}

/** What is known of content from the marks around it. */
interface MarkedContent {
  readonly hiddenLayer: string | undefined;
  readonly content: Run['content'];
}

const UNMARKED: MarkedContent = { hiddenLayer: undefined, content: undefined };

/** No page has such a number. */
const NUMBER_OF_A_FORM = -1;

/** What text-showing operators are given: their glyphs, and gaps between them. */
function mostGlyphs({ codes, arguments: given }: PageDescription): number {
  let most = 0;
  for (let index = 0; index < codes.length; index += 1) {
    if (codes[index] !== OP.showText) continue;
    const operands = given[index];
    const shown: unknown = Array.isArray(operands) ? operands[0] : undefined;
    if (Array.isArray(shown)) most += shown.length;
  }
  return most;
}

/** Lays what the operators paint on the page, in order. */
export class Painter {
  readonly glyphs: GlyphBuffer;
  readonly runs: Run[] = [];
  readonly shapes: Shape[] = [];
  marks = 0;
  /** Text is shown where it is not read: in a pattern, in a soft mask, or by the glyphs of a font. */
  hasUnreadText = false;
  readonly page: PageDescription;
  state: GraphicsState;
  #stack: GraphicsState[] = [];
  /** The marked content around each one that has begun. */
  #content: MarkedContent[] = [];
  #marked: MarkedContent = UNMARKED;
  #forms = 0;
  #openText: RunBuilder | undefined;
  annotation: string | undefined;
  pendingClip: 'nonzero' | 'evenodd' | undefined;

  constructor(page: PageDescription) {
    this.page = page;
    this.glyphs = page.glyphs ?? new GlyphBuffer();
    this.glyphs.startPage(mostGlyphs(page));
    this.state = this.#initial();
  }

  #initial(): GraphicsState {
    const state = new GraphicsState(this.page.base);
    state.clip = undefined;
    return state;
  }

  save(): void {
    this.#stack.push(this.state.copy());
  }

  restore(): void {
    this.state = this.#stack.pop() ?? this.state;
    this.pendingClip = undefined;
  }

  fillWithPattern([kind, , pattern]: readonly unknown[]): void {
    const isTiling = kind === 'TilingPattern';
    this.state.fillWith(isTiling ? 'tiling' : 'shading');
    if (isTiling && showsText(pattern)) this.hasUnreadText = true;
  }

  setGraphicsState(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    const state = this.state;
    for (const entry of entries) {
      if (!Array.isArray(entry)) continue;
      const [key, value] = entry;
      if (key === 'ca') state.fillAlpha = number(value, 1);
      else if (key === 'CA') state.strokeAlpha = number(value, 1);
      else if (key === 'LW') state.lineWidth = number(value, 1);
      else if (key === 'BM') state.blend = text(value) ?? 'source-over';
      else if (key === 'SMask') state.masked = value === true;
      else if (key === 'Font' && Array.isArray(value)) this.setFont(value[0], value[1]);
    }
  }

  setFont(id: unknown, size: unknown): void {
    this.state.font = this.page.font(text(id) ?? '');
    if (this.state.font?.showsText) this.hasUnreadText = true;
    this.state.fontSize = number(size);
  }

  /** `property` is pdf.js's second operand: an optional-content group, or the content's number. */
  beginContent(tag: unknown, property: unknown): void {
    const around = this.#marked;
    this.#content.push(around);
    const hiddenLayer = tag === 'OC' ? this.page.hiddenBy(property) : undefined;
    this.#marked = {
      hiddenLayer: hiddenLayer ?? around.hiddenLayer,
      content: this.#contentOf(tag, property) ?? around.content,
    };
  }

  /** A form numbers its content by itself, so a number in a form names nothing on the page. */
  #contentOf(tag: unknown, property: unknown): Run['content'] {
    if (tag === 'Artifact') return 'artifact';
    if (typeof property !== 'number') return undefined;
    return this.#forms === 0 ? property : NUMBER_OF_A_FORM;
  }

  endContent(): void {
    this.#marked = this.#content.pop() ?? UNMARKED;
  }

  endForm(): void {
    this.#forms -= 1;
    this.restore();
  }

  beginForm(matrix: unknown, box: unknown): void {
    this.#forms += 1;
    this.save();
    const state = this.state;
    if (matrix) state.ctm = multiply(state.ctm, matrixOf(matrix));
    this.#clipToBox(box);
  }

  beginGroup(group: unknown): void {
    this.save();
    const state = this.state;
    const { matrix, bbox, smask }: { matrix?: unknown; bbox?: unknown; smask?: unknown } =
      typeof group === 'object' && group !== null ? group : {};
    if (smask) state.definesMask = true;
    state.groupAlpha *= state.fillAlpha;
    if (state.blend !== 'source-over') state.groupBlend = state.blend;
    state.fillAlpha = state.strokeAlpha = 1;
    state.blend = 'source-over';
    const ctm = state.ctm;
    if (matrix) state.ctm = multiply(ctm, matrixOf(matrix));
    this.#clipToBox(bbox);
    state.ctm = ctm;
  }

  beginAnnotation([id, rectangle, transform, matrix]: readonly unknown[]): void {
    this.state = this.#initial();
    this.#stack = [];
    this.#content = [];
    this.#marked = UNMARKED;
    this.#forms = 0;
    this.annotation = text(id);
    this.#clipToBox(rectangle);
    this.state.ctm = multiply(multiply(this.state.ctm, matrixOf(transform)), matrixOf(matrix));
  }

  #clipToBox(box: unknown): void {
    if (!Array.isArray(box) && !(box instanceof Float32Array)) return;
    const [left, bottom, right, top] = [number(box[0]), number(box[1]), number(box[2]), number(box[3])];
    const buffer = rectangle(left, bottom, right, top);
    this.#clipTo({ ...this.#path(buffer, 0, false), isBox: isUpright(this.state.ctm) }, [
      left,
      bottom,
      right,
      top,
    ]);
  }

  #clipTo(path: Path, extent: Box): void {
    const state = this.state;
    const box = transformBox(path.matrix, ...extent);
    const { clip } = state;
    state.clip = clip
      ? { parent: clip, path, box: intersectBoxes(clip.box, box), isBox: clip.isBox && path.isBox }
      : { parent: undefined, path, box, isBox: path.isBox };
  }

  #path(buffer: Float32Array | undefined, lineWidth: number, evenOdd: boolean): Path {
    const { ctm } = this.state;
    return { buffer, matrix: ctm, evenOdd, lineWidth, isBox: isUpright(ctm) && isRectangle(buffer) };
  }

  constructPath(code: number, data: unknown, minMax: unknown): void {
    const buffer = Array.isArray(data) && data[0] instanceof Float32Array ? data[0] : undefined;
    const extent = extentOf(minMax) ?? extentOfPath(buffer);
    const clip = this.pendingClip;
    this.pendingClip = undefined;
    if (buffer && extent) this.#paintPath(code, buffer, extent);
    if (!clip) return;
    // An empty clipping path leaves nothing.
    if (buffer && extent) this.#clipTo(this.#path(buffer, 0, clip === 'evenodd'), extent);
    else this.#clipTo(this.#path(undefined, 0, false), [0, 0, 0, 0]);
  }

  #paintPath(code: number, buffer: Float32Array, extent: Box): void {
    const evenOdd = code === OP.eoFill || code === OP.eoFillStroke || code === OP.closeEOFillStroke;
    const both =
      code === OP.fillStroke ||
      code === OP.closeFillStroke ||
      code === OP.eoFillStroke ||
      code === OP.closeEOFillStroke;
    const state = this.state;
    if (code === OP.fill || code === OP.eoFill || both) {
      if (state.fillKind === 'none') return;
      const kind = { colour: 'fill', shading: 'shading', tiling: 'pattern' } as const;
      this.#add(kind[state.fillKind], this.#path(buffer, 0, evenOdd), transformBox(state.ctm, ...extent));
    }
    if (code === OP.stroke || code === OP.closeStroke || both) {
      const [a, b, c, d] = state.ctm;
      const width = Math.max(state.lineWidth * Math.sqrt(Math.abs(a * d - b * c)), 0.1);
      const [left, top, right, bottom] = transformBox(state.ctm, ...extent);
      const half = width / 2;
      this.#add('stroke', this.#path(buffer, width, false), [
        left - half,
        top - half,
        right + half,
        bottom + half,
      ]);
    }
  }

  shade(): void {
    const { clip } = this.state;
    const whole: Box = [0, 0, this.page.width, this.page.height];
    const box = clip ? intersectBoxes(clip.box, whole) : whole;
    this.#add(
      'shading',
      { buffer: rectangle(...box), matrix: IDENTITY, evenOdd: false, lineWidth: 0, isBox: true },
      box,
    );
  }

  image(kind: 'image' | 'stencil' | 'fill', masked: boolean): void {
    this.#add(kind, this.#path(UNIT_SQUARE, 0, false), transformBox(this.state.ctm, 0, 0, 1, 1), masked);
  }

  /** pdf.js wraps an image that brings its own mask in `save, setGState [SMask false], ..., restore`. */
  isMaskedImage(index: number): boolean {
    const { codes, arguments: args } = this.page;
    let before = index - 1;
    if (codes[before] === OP.beginMarkedContentProps) before -= 1;
    if (codes[before] !== OP.setGState || codes[before - 1] !== OP.save) return false;
    return JSON.stringify(args[before]) === '[[["SMask",false]]]';
  }

  #add(kind: Shape['kind'], path: Path, box: Box, masked = false): void {
    const state = this.state;
    if (state.definesMask || this.#marked.hiddenLayer !== undefined) return;
    const stroke = kind === 'stroke';
    const shown = state.clip ? intersectBoxes(box, state.clip.box) : box;
    if (!(shown[0] < shown[2] && shown[1] < shown[3])) return;
    this.marks += 1;
    this.shapes.push({
      order: this.marks,
      kind,
      box: shown,
      colour:
        kind === 'image' || kind === 'shading' || kind === 'pattern'
          ? undefined
          : stroke
            ? state.strokeColour
            : state.fillColour,
      alpha: (stroke ? state.strokeAlpha : state.fillAlpha) * state.groupAlpha,
      blend: state.blend === 'source-over' ? state.groupBlend : state.blend,
      masked: masked || state.masked,
      path,
      clip: state.clip,
      annotation: this.annotation,
    });
  }

  showText(shown: unknown): void {
    const { font, fontSize } = this.state;
    if (!Array.isArray(shown) || !font || fontSize === 0) return;
    this.#openText ??= new RunBuilder(this.state, font, this.glyphs);
    this.#openText.show(shown);
  }

  /** Ends the text that is being shown, before anything else happens than moving along its line. */
  closeText(): void {
    const placed = this.#openText?.placed();
    this.#openText = undefined;
    const state = this.state;
    if (!placed || !state.font) return;
    if (state.definesMask) {
      this.hasUnreadText = true;
      return;
    }
    const stroked = state.renderMode === 1 || state.renderMode === 5;
    const alpha = stroked ? state.strokeAlpha : state.fillKind === 'none' ? 0 : state.fillAlpha;
    this.marks += 1;
    this.runs.push({
      ...placed,
      order: this.marks,
      font: state.font,
      colour: stroked ? state.strokeColour : state.fillColour,
      outline: state.renderMode === 2 || state.renderMode === 6 ? state.strokeColour : undefined,
      alpha: alpha * state.groupAlpha,
      mode: state.renderMode,
      blend: state.blend === 'source-over' ? state.groupBlend : state.blend,
      masked: state.masked,
      clip: state.clip,
      hiddenLayer: this.#marked.hiddenLayer,
      annotation: this.annotation,
      content: this.#marked.content,
    });
  }
}
