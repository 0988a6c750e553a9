import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Mark } from '#shared/pdf/pictures/paint-marks.ts';
import { renderPages } from '#shared/pdf/pictures/render-pages.ts';
import { line, onePage } from '../support/raw-pdf.ts';

const PDF = onePage({ content: line('Katherine', 700) });

/** Reads the kind of PNG that is written: RGB, each row the difference from the row above. */
function pixelsOf(png: Uint8Array): {
  width: number;
  height: number;
  at: (x: number, y: number) => number[];
} {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const start = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
  const length = 1 + 3 * width;
  for (let at = length; at < rows.length; at += 1) {
    if (at % length !== 0) rows[at] = (rows[at] ?? 0) + (rows[at - length] ?? 0);
  }
  return { width, height, at: (x, y) => [...rows.subarray(y * length + 1 + 3 * x, y * length + 4 + 3 * x)] };
}

async function picture(scale: number, marks: Mark[], pdf = PDF) {
  const [png] = await renderPages(pdf, [1], scale, marks);
  if (png === undefined) throw new Error('There is no picture.');
  return pixelsOf(png);
}

/** Edges are smoothed and colours blended, so that a step of two may be between a colour and its like. */
function near(colour: readonly number[]) {
  return colour.map((value) => expect.closeTo(value, -0.7));
}

const [RED, BLUE, WHITE] = [near([0xd4, 0x35, 0x1c]), near([0x1d, 0x70, 0xb8]), [255, 255, 255]];

describe('the picture of a page', () => {
  it('is a PNG of the page at the given scale', async () => {
    const [png] = await renderPages(PDF, [1], 2, []);
    expect([...(png ?? []).slice(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    const { width, height, at } = await picture(2, []);
    expect([width, height]).toEqual([1190, 1684]);
    expect(at(5, 5)).toEqual(WHITE);
  });

  it('outlines each mark in its colour and leaves its inside as it is', async () => {
    const { at } = await picture(2, [{ page: 1, box: [300, 300, 400, 340], colour: '#d4351c', label: '' }]);
    expect(at(596, 640)).toEqual(RED);
    expect(at(700, 640)).toEqual(WHITE);
  });

  it('outlines the same place on a rotated page', async () => {
    const rotated = onePage({ content: line('Katherine', 700), page: '/Rotate 90 /CropBox [50 50 500 800]' });
    const { at } = await picture(
      2,
      [{ page: 1, box: [300, 300, 400, 340], colour: '#1d70b8', label: '' }],
      rotated,
    );
    expect(at(596, 640)).toEqual(BLUE);
  });

  it('puts the label above the box, on a plate of its colour', async () => {
    const mark = { page: 1, box: [300, 300, 400, 340], colour: '#d4351c' } as const;
    const { at } = await picture(2, [{ ...mark, label: 'hidden text' }]);
    expect(at(598, 582)).toEqual(RED);
    expect((await picture(2, [{ ...mark, label: '' }])).at(598, 582)).toEqual(WHITE);
  });

  it('shows only the marks of its own page', async () => {
    const { at } = await picture(2, [{ page: 2, box: [300, 300, 400, 340], colour: '#d4351c', label: '' }]);
    expect(at(596, 640)).toEqual(WHITE);
  });

  it('is left out where there is no such page', async () => {
    expect(await renderPages(PDF, [1, 7], 1, [])).toHaveLength(1);
  });

  it('cannot be had of a file that does not open', async () => {
    await expect(renderPages(new TextEncoder().encode('Not a PDF'), [1], 1, [])).rejects.toThrow(
      'cannot be opened',
    );
  });
});
