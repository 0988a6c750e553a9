import path from 'node:path';
import type { Facts } from '#shared/domain/review/fact.ts';
import type { PageReview } from './read-listing-page.ts';

/** A PDF of the folder with its facts; without facts if it cannot be read. */
export interface ReadPdf {
  readonly file: string;
  readonly facts?: Facts;
}

export interface Match {
  readonly review: PageReview;
  readonly pdf?: ReadPdf;
}

export interface Matches {
  readonly matches: readonly Match[];
  /** PDFs without a review on the page. */
  readonly unused: readonly ReadPdf[];
}

/** Words in lower case without accents and punctuation. */
const searchable = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Finds the PDF of each review: the linked one, else the one with the same title, else the only one whose
 * file name contains every word of the title. A PDF that matches two reviews is given to neither.
 */
export function matchPdfs(reviews: readonly PageReview[], pdfs: readonly ReadPdf[]): Matches {
  const claims = reviews.map((review) => claimOf(review, pdfs));
  const claimed = Map.groupBy(
    claims.filter((one) => one !== undefined),
    (one) => one,
  );
  const matches = reviews.map((review, index) => {
    const pdf = claims[index];
    return pdf !== undefined && claimed.get(pdf)?.length === 1 ? { review, pdf } : { review };
  });
  const used = new Set(matches.flatMap(({ pdf }) => pdf ?? []));
  return { matches, unused: pdfs.filter((pdf) => !used.has(pdf)) };
}

function claimOf(review: PageReview, pdfs: readonly ReadPdf[]): ReadPdf | undefined {
  const linked = new Set(review.links.map((link) => searchable(fileNameOf(link))));
  const title = searchable(review.title);
  const words = title.split(' ');
  const tests: readonly ((pdf: ReadPdf) => boolean)[] = [
    ({ file }) => linked.has(searchable(path.basename(file))),
    ({ facts }) => facts?.title !== undefined && searchable(facts.title.value) === title,
    ({ file }) => {
      const name = new Set(searchable(path.basename(file, path.extname(file))).split(' '));
      return words.every((word) => name.has(word));
    },
  ];
  for (const test of tests) {
    const found = pdfs.filter(test);
    if (found.length === 1) return found[0];
  }
  return undefined;
}

/** File name of an address. */
function fileNameOf(address: string): string {
  const name =
    address
      .replace(/[?#].*/, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
