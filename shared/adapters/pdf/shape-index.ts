import type { Box } from '../../report/page-model.ts';
import { boxesOverlap } from './box.ts';
import type { Shape } from './painted-page.ts';

const BAND = 24;

/** Finds the shapes of a page that touch a box, in the order of painting. */
export class ShapeIndex {
  readonly #bands = new Map<number, Shape[]>();
  readonly #height: number;

  constructor(shapes: readonly Shape[], height: number) {
    this.#height = height;
    for (const shape of shapes) {
      for (let band = this.#band(shape.box[1]); band <= this.#band(shape.box[3]); band += 1) {
        const here = this.#bands.get(band);
        if (here) here.push(shape);
        else this.#bands.set(band, [shape]);
      }
    }
  }

  #band(y: number): number {
    return Math.floor(Math.min(Math.max(y, -BAND), this.#height + BAND) / BAND);
  }

  touching(box: Box): Shape[] {
    const first = this.#band(box[1]);
    const last = this.#band(box[3]);
    if (first === last) return (this.#bands.get(first) ?? []).filter((shape) => boxesOverlap(shape.box, box));
    const found = new Set<Shape>();
    for (let band = first; band <= last; band += 1) {
      for (const shape of this.#bands.get(band) ?? []) if (boxesOverlap(shape.box, box)) found.add(shape);
    }
    return [...found].sort((one, other) => one.order - other.order);
  }
}
