import type { Box } from '../page-model.ts';
import { boxesOverlap } from './box.ts';

/** Points; a page of any size has at most so many bands. */
const LEAST_BAND = 24;
const MOST_BANDS = 400;

const NONE: readonly never[] = [];

interface Painted {
  readonly order: number;
  readonly box: Box;
}

/** Finds what is painted on a page and touches a box, in the order of painting. */
export class ShapeIndex<Shape extends Painted> {
  readonly #bands = new Map<number, Shape[]>();
  readonly #height: number;
  readonly #band: number;

  constructor(shapes: readonly Shape[], height: number) {
    this.#height = height;
    this.#band = Math.max(LEAST_BAND, height / MOST_BANDS);
    for (const shape of shapes) {
      for (let band = this.#bandAt(shape.box[1]); band <= this.#bandAt(shape.box[3]); band += 1) {
        const here = this.#bands.get(band);
        if (here) here.push(shape);
        else this.#bands.set(band, [shape]);
      }
    }
  }

  #bandAt(y: number): number {
    return Math.floor(Math.min(Math.max(y, -this.#band), this.#height + this.#band) / this.#band);
  }

  touching(box: Box): readonly Shape[] {
    if (this.#bands.size === 0) return NONE;
    const first = this.#bandAt(box[1]);
    const last = this.#bandAt(box[3]);
    if (first === last) return (this.#bands.get(first) ?? []).filter((shape) => boxesOverlap(shape.box, box));
    const found = new Set<Shape>();
    for (let band = first; band <= last; band += 1) {
      for (const shape of this.#bands.get(band) ?? []) if (boxesOverlap(shape.box, box)) found.add(shape);
    }
    return [...found].sort((one, other) => one.order - other.order);
  }
}
