import type { Matrix } from '../geometry/matrix.ts';
import type { Box } from '../page-model.ts';

/** A page as it is painted: what is laid on it, in order. Coordinates as in `page-model.ts`. */
export interface PaintedPage {
  readonly width: number;
  readonly height: number;
  readonly glyphs: Glyphs;
  readonly runs: readonly Run[];
  readonly shapes: readonly Shape[];
  /**
   * More is painted on the page than was read: over 400,000 marks, or text in a pattern, a soft mask or a
   * glyph.
   */
  readonly isCutShort: boolean;
}

/** One text-showing operator: its glyphs share everything but their place. */
export interface Run {
  /** Place in the order of painting, shared with the shapes. */
  readonly order: number;
  readonly font: RunFont;
  /** Font size in points as displayed. */
  readonly size: number;
  /** Unit vectors of the writing direction and of upwards, as displayed. */
  readonly along: readonly [number, number];
  readonly up: readonly [number, number];
  /** `#rrggbb`, or absent for a pattern. */
  readonly colour: string | undefined;
  /** Colour of the outline, where letters are both filled and outlined. */
  readonly outline: string | undefined;
  /** 0 to 1, of everything that makes it transparent. */
  readonly alpha: number;
  /** Text rendering mode, 0 to 7 (ISO 32000-2, 9.3.6). */
  readonly mode: number;
  readonly blend: string;
  readonly masked: boolean;
  readonly clip: Clip | undefined;
  /** The hidden optional-content group that it stands in. */
  readonly hiddenLayer: string | undefined;
  /** pdf.js's id of the annotation whose appearance it stands in. */
  readonly annotation: string | undefined;
  /** The marked content that it stands in: a number of the page (MCID), or decoration. */
  readonly content: number | 'artifact' | undefined;
  /** Its glyphs, by their places in the page's: from the first to before `end`. */
  readonly first: number;
  readonly end: number;
  readonly box: Box;
  /** Round the origins of the glyphs. */
  readonly origins: Box;
}

export interface RunFont {
  readonly name: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

/** Numbers, one for each glyph of a page. */
export type Column = Readonly<Float64Array>;

/**
 * All glyphs of a page in the order of painting: text, origin on the baseline and end of the advance. In
 * columns, for a page has thousands of them, and making an object for each takes longer than all that is done
 * with it.
 */
export interface Glyphs {
  readonly count: number;
  readonly text: readonly string[];
  readonly x: Column;
  readonly y: Column;
  readonly endX: Column;
  readonly endY: Column;
}

/** Something painted that is no text. */
export interface Shape {
  readonly order: number;
  readonly kind: 'fill' | 'stroke' | 'image' | 'stencil' | 'shading' | 'pattern';
  readonly box: Box;
  readonly colour: string | undefined;
  readonly alpha: number;
  readonly blend: string;
  /** Seen through a soft mask: nobody knows what it covers but who draws it. */
  readonly masked: boolean;
  readonly path: Path;
  readonly clip: Clip | undefined;
  readonly annotation: string | undefined;
}

/** A path as pdf.js hands it over, with its way to the page. */
export interface Path {
  readonly buffer: Float32Array | undefined;
  readonly matrix: Matrix;
  readonly evenOdd: boolean;
  /** Width of a stroke in points as displayed; 0 for a fill. */
  readonly lineWidth: number;
  /** The path is exactly its upright box. */
  readonly isBox: boolean;
}

/** Where painting is confined to: this path and its parents'. `box` is what all of them leave at most. */
export interface Clip {
  readonly parent: Clip | undefined;
  readonly path: Path;
  readonly box: Box;
  /** It and its parents are upright boxes, so that `box` is exactly what they leave. */
  readonly isBox: boolean;
}
