import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import { type Comparison, compare, comparisonTable } from './import/compare.ts';
import { matchPdfs, type ReadPdf } from './import/match-pdfs.ts';
import { noteText } from './import/note-text.ts';
import { type PageReview, readListingPage } from './import/read-listing-page.ts';
import { plainSentence } from './start/error-message.ts';

const USAGE = `npm run import -- PAGE [--pdfs FOLDER] [--out FOLDER]

Reads an existing page that lists reviews (saved as HTML or text), finds the PDF of each review,
and writes a review note for each with title, date and summary as the page has them. A table shows
what agrees with the PDF, what differs and what is missing. Nothing is uploaded.

  --pdfs FOLDER  the PDFs of the reviews
  --out FOLDER   where the notes go; "import" if absent. A file that is there already is kept.`;

/** `npm run import`: see `--help`. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pdfs: { type: 'string' },
      out: { type: 'string', default: 'import' },
      help: { type: 'boolean', default: false },
    },
  });
  const [page] = positionals;
  if (values.help || page === undefined) return console.log(USAGE);
  const reviews = readListingPage(await readFile(page, 'utf8'));
  if (reviews.length === 0)
    throw new Error(
      `${page} lists no review that could be read: each needs a title, a summary and a date or a status.`,
    );
  const { matches, unused } = matchPdfs(reviews, await readPdfs(values.pdfs));
  await mkdir(values.out, { recursive: true });
  const rows: Comparison[] = [];
  for (const match of matches) {
    await writeNote(values.out, match.review, match.pdf);
    rows.push(compare(match));
  }
  console.log(comparisonTable(rows));
  for (const { file } of unused) console.log(`No review of the page was found for ${file}.`);
  console.log(
    `\n${rows.length} review notes are in ${values.out}. Read them, then upload each with its PDF.`,
  );
}

/** Examines every PDF of the folder and prints progress. */
async function readPdfs(folder: string | undefined): Promise<readonly ReadPdf[]> {
  if (folder === undefined) return [];
  const files = (await readdir(folder)).filter((file) => /\.pdf$/i.test(file)).sort();
  const examiner = isolatedExaminer({ types: [] });
  const read: ReadPdf[] = [];
  for (const file of files) {
    console.error(`Reading ${read.length + 1} of ${files.length}: ${file}`);
    const examination = await examiner.examine(await readFile(path.join(folder, file)));
    read.push(examination.readable ? { file, facts: examination.facts } : { file });
  }
  return read;
}

/** Writes the note beside its PDF. An existing note is kept. */
async function writeNote(folder: string, review: PageReview, pdf: ReadPdf | undefined): Promise<void> {
  const name =
    pdf === undefined
      ? review.title.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()
      : path.parse(pdf.file).name;
  const file = path.join(folder, `${name}.yaml`);
  try {
    await writeFile(file, noteText(review), { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    console.error(`${file} is there already and was kept.`);
  }
}

try {
  await main();
} catch (error) {
  console.error(plainSentence(error) ?? (error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}
