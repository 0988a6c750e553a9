import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textWithoutPixels } from '#shared/pdf/hidden/text-without-pixels.ts';
import { line, onePage } from '../support/raw-pdf.ts';

const REDACTION = new URL('../fixtures/redaction/', import.meta.url);
const SAMPLES = new URL('../../samples/', import.meta.url);

/** These only their geometry gives away: ink shows through a pattern, or a label lies where the words were. */
const NOT_BY_PIXELS = new Set(['P17-rect-with-label.pdf', 'P27-crosshatch-black.pdf']);

const labels: Record<string, { leak: boolean; words: string }> = JSON.parse(
  readFileSync(new URL('labels.json', REDACTION), 'utf8'),
);
const leaks = Object.entries(labels).filter(([name, { leak }]) => leak && !NOT_BY_PIXELS.has(name));
const lookalikes = Object.keys(labels).filter((name) => labels[name]?.leak === false);

const read = (folder: URL, name: string) =>
  new Uint8Array(readFileSync(new URL(encodeURIComponent(name), folder)));
const ALL_PAGES = Array.from({ length: 60 }, (_, index) => index + 1);

async function wordsWithoutInk(pdf: Uint8Array): Promise<string[]> {
  return (await textWithoutPixels(pdf, ALL_PAGES)).map(({ text }) => text);
}

describe('text that leaves no ink', () => {
  it.each(leaks)('is found with its words in %s', async (name, { words }) => {
    expect((await wordsWithoutInk(read(REDACTION, name))).join(' ')).toContain(words);
  });

  it('is found in part where a label lies over it', async () => {
    expect(await wordsWithoutInk(read(REDACTION, 'P17-rect-with-label.pdf'))).toEqual(['Bromwell,']);
  });

  it.each(lookalikes)('is not seen in the clean lookalike %s', async (name) => {
    expect(await wordsWithoutInk(read(REDACTION, name))).toEqual([]);
  });

  it.each(readdirSync(SAMPLES))('is not seen in the sample %s', async (name) => {
    expect(await wordsWithoutInk(read(SAMPLES, name))).toEqual([]);
  });

  it('has its place in points as displayed, from the top left of what the page shows', async () => {
    const covered = `${line('Katherine', 700)} 0 g 60 690 200 30 re f`;
    const [upright] = await textWithoutPixels(onePage({ content: covered }), [1]);
    expect(upright?.box.map(Math.round)).toEqual([73, 133, 123, 142]);
    const [rotated] = await textWithoutPixels(onePage({ content: covered, page: '/Rotate 90' }), [1]);
    expect(rotated?.box.map(Math.round)).toEqual([700, 73, 709, 123]);
    const [cropped] = await textWithoutPixels(
      onePage({ content: covered, page: '/CropBox [50 600 400 800]' }),
      [1],
    );
    expect(cropped?.box.map(Math.round)).toEqual([23, 91, 73, 100]);
  });

  it('is found at the edge of a box that is drawn close to the letters', async () => {
    const close = onePage({ content: `${line('Katherine')} 0 g 72.5 699.6 50 9.6 re f` });
    expect(await wordsWithoutInk(close)).toEqual(['Katherine']);
  });

  it('is white on white, but not white on black', async () => {
    const white = (background: string) => onePage({ content: `${background} 1 g ${line('Katherine')}` });
    expect(await wordsWithoutInk(white(''))).toEqual(['Katherine']);
    expect(await wordsWithoutInk(white('0 g 60 690 200 30 re f'))).toEqual([]);
  });

  it('is not pale grey, nor small print', async () => {
    const pale = onePage({
      content: `0.8 g ${line('Pale words')} 0 g BT /F1 4 Tf 72 600 Td (Small print of a footnote) Tj ET`,
    });
    expect(await wordsWithoutInk(pale)).toEqual([]);
  });

  it('is what an annotation covers', async () => {
    const pdf = onePage({
      content: line('Katherine'),
      page: '/Annots [20 0 R]',
      objects: { 20: '<</Type /Annot /Subtype /Square /Rect [60 690 300 720] /IC [0 0 0] /C [0 0 0]>>' },
    });
    expect(await wordsWithoutInk(pdf)).toEqual(['Katherine']);
  });

  it('is not text whose font is on the reader’s computer only', async () => {
    const chinese = onePage({
      content: `${line('Summary')} BT /F2 12 Tf 72 600 Td <4E2D65876458898189814E2D> Tj ET`,
      resources: '/Font <</F1 5 0 R /F2 20 0 R>>',
      objects: {
        20: '<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [21 0 R]>>',
        21: '<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 2>> /FontDescriptor 22 0 R>>',
        22: '<</Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80>>',
      },
    });
    expect(await wordsWithoutInk(chinese)).toEqual([]);
  });

  it('is text of a scan under a box that was painted into the picture, not of the rest of the scan', async () => {
    const found = await wordsWithoutInk(read(REDACTION, 'P23-ocr-under-scan-black-box.pdf'));
    expect(found).toEqual(['Katherine Bromwell,']);
  });

  it('is nothing where the file cannot be opened', async () => {
    expect(await textWithoutPixels(new TextEncoder().encode('Not a PDF'), [1])).toEqual([]);
  });
});
