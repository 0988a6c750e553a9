import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isStop } from '#shared/domain/review/finding.ts';
import type { Box, Page } from '#shared/pdf/page-model.ts';
import { renderPages } from '#shared/pdf/pictures/render-pages.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import type { ExaminedFile } from './examine-file.ts';

interface Mark {
  readonly page: number;
  readonly box: Box;
  readonly colour: string;
  readonly label: string;
}

const FACT = '#00703c';
const STOP = '#d4351c';
const NOTE = '#f47738';
const SCALE = 1.5;

/**
 * Writes a picture of each page with a fact or finding, with its location outlined. Returns the file names.
 */
export async function writePictures({ file, pdf, examination, decision }: ExaminedFile): Promise<string[]> {
  if (!examination.readable || decision.outcome === 'rejected') return [];
  const { pages } = await readPdf(pdf);
  const marks: Mark[] = [];
  const { candidates: _, pages: __, passages: ___, ...facts } = examination.facts;
  for (const [name, { provenance }] of Object.entries(facts)) {
    if (provenance.source !== 'report') continue;
    const page = pages[provenance.page - 1];
    const box = page && boxOfWords(page, provenance.words);
    if (box) marks.push({ page: provenance.page, box, colour: FACT, label: name });
  }
  for (const finding of decision.findings) {
    if (finding.page === undefined || finding.box === undefined) continue;
    const colour = isStop(finding) ? STOP : NOTE;
    marks.push({ page: finding.page, box: finding.box, colour, label: finding.code });
  }
  const wanted = [...new Set([1, ...marks.map(({ page }) => page)])].sort((one, other) => one - other);
  const pictures = await renderPages(pdf, wanted, SCALE, marks);
  const stem = path.basename(file, path.extname(file));
  return await Promise.all(
    pictures.map(async (picture, index) => {
      const name = `${stem}-page-${wanted[index]}.png`;
      await writeFile(name, picture);
      return name;
    }),
  );
}

/** The box around the lines with these words; a summary's sentences span several. */
function boxOfWords(page: Page, words: string): Box | undefined {
  const wanted = lettersOf(words);
  const lines = page.lines.filter(({ text }) => {
    // A paragraph's number is not part of the summary.
    const line = lettersOf(text.replace(/^\s*(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,3}){1,3}\.?)\s+/, ''));
    return line.length > 1 && (wanted.includes(line) || line.includes(wanted));
  });
  if (lines.length === 0) return undefined;
  return [
    Math.min(...lines.map(({ x }) => x)) - 3,
    Math.min(...lines.map(({ y, size }) => y - size)) - 1,
    Math.max(...lines.map(({ x, width }) => x + width)) + 3,
    Math.max(...lines.map(({ y, size }) => y + size * 0.3)) + 1,
  ];
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
