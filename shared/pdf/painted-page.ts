import type { Rings } from './geometry/rings.ts';
import type { Box } from './page-model.ts';

/** A page as it is painted: what is laid on it, in order. Coordinates as in `page-model.ts`. */
export interface PaintedPage {
  readonly width: number;
  readonly height: number;
  readonly glyphs: Glyphs;
  readonly runs: readonly Run[];
  readonly shapes: readonly Shape[];
}

/** Text objects that follow each other on one line: their glyphs share everything but their place. */
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
  /** Text rendering mode, 0 to 7 (ISO 32000-2, 9.3.6). */
  readonly mode: number;
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

/** Something painted that is no text. What costs a question to PDFium is answered when it is asked for. */
export interface Shape {
  readonly order: number;
  /** A path that is both filled and stroked is a fill. */
  readonly kind: 'fill' | 'stroke' | 'image' | 'shading';
  /** Also where a clip hides a part of it. */
  readonly box: Box;
  /** What its clip leaves of its box at most. */
  readonly shown: Box;
  /** `#rrggbb`. */
  readonly colour: string | undefined;
  /** 0 to 1. */
  readonly alpha: number;
  /** It is transparent, masked or blended. */
  readonly hasEffects: boolean;
  /** It is a path of one upright rectangle. */
  readonly isBox: boolean;
  /** Of a path. */
  readonly outline: Rings;
  /** It is filled by the even-odd rule. */
  readonly isEvenOdd: boolean;
}
