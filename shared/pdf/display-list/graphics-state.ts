import { IDENTITY, type Matrix } from '../geometry/matrix.ts';
import type { Clip, RunFont } from './display-list.ts';

/** A font with what showing text needs of it. */
export interface TextFont extends RunFont {
  /** Glyph space to text space, horizontally and vertically. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly vertical: boolean;
  readonly verticalMetrics: readonly [number, number, number];
  /** Its glyphs (of a Type 3 font) show text in another font. */
  readonly showsText?: boolean;
}

/** The graphics state of a page description (ISO 32000-2, 8.4), as far as reading needs it. */
export class GraphicsState {
  ctm: Matrix;
  clip: Clip | undefined;
  fillColour: string | undefined = '#000000';
  strokeColour: string | undefined = '#000000';
  /** What fills when there is no colour: a pattern or nothing at all. */
  fillKind: 'colour' | 'shading' | 'tiling' | 'none' = 'colour';
  fillAlpha = 1;
  strokeAlpha = 1;
  /** Alpha of the transparency groups around. */
  groupAlpha = 1;
  blend = 'source-over';
  groupBlend = 'source-over';
  masked = false;
  /** Inside the definition of a soft mask nothing is painted. */
  definesMask = false;
  lineWidth = 1;
  font: TextFont | undefined;
  fontSize = 0;
  charSpacing = 0;
  wordSpacing = 0;
  horizontalScale = 1;
  leading = 0;
  rise = 0;
  renderMode = 0;
  textMatrix: Matrix = IDENTITY;
  x = 0;
  y = 0;
  lineX = 0;
  lineY = 0;

  constructor(ctm: Matrix) {
    this.ctm = ctm;
  }

  startText(matrix: Matrix): void {
    this.textMatrix = matrix;
    this.x = this.y = this.lineX = this.lineY = 0;
  }

  moveText(x: number, y: number): void {
    this.x = this.lineX += x;
    this.y = this.lineY += y;
  }

  fillWith(kind: GraphicsState['fillKind'], colour?: string): void {
    this.fillKind = kind;
    this.fillColour = colour;
  }

  copy(): GraphicsState {
    return Object.assign(new GraphicsState(this.ctm), this);
  }
}
