import type { Mark } from './paint-marks.ts';

/** A page to be drawn. The bytes are handed over. */
export interface PictureTask {
  readonly pdf: Uint8Array<ArrayBuffer>;
  /** 1-based. */
  readonly page: number;
  /** Pixels to a point. */
  readonly scale: number;
  readonly marks: readonly Mark[];
}

/**
 * What the thread answers: `ready` once, then one answer to each task. No picture: there is no such page, or
 * it cannot be drawn.
 */
export interface PictureAnswer {
  readonly ready?: true;
  readonly png?: Uint8Array;
}
