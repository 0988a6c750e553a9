import { fileOf, roleOfKey } from '../review/files/upload-key.ts';
import { FINDINGS, type Finding, isStop } from '../review/finding.ts';
import { digestOf } from '../review/record/publication.ts';
import type { Review } from '../review/review.ts';
import { kindsOf } from './dashboard-findings.ts';

/** An outline on a page, in points as displayed, y downwards. */
interface DashboardMark {
  readonly page: number;
  readonly box: NonNullable<Finding['box']>;
  readonly colour: string;
  readonly label: string;
}

/** A page picture with outlined findings, rendered from the examined bytes. */
export interface DashboardPicture {
  /** Relative to the dashboard. A digest of bytes and outlines, so it reveals nothing. */
  readonly path: string;
  readonly pdf: { readonly key: string; readonly etag: string };
  readonly page: number;
  readonly marks: readonly DashboardMark[];
  /** Text alternative: what is outlined. */
  readonly alt: string;
}

const STOP = '#d4351c';
const NOTE = '#a04a00';

/** Maximum number of rendered pages of one review. */
const MOST_PICTURES = 24;

/** Pictures of the pages with located findings, numbered as on the dashboard. */
export function dashboardPictures(review: Review): {
  readonly pictures: readonly DashboardPicture[];
  readonly morePages: number;
} {
  const placed = kindsOf(review.findings).flatMap(([code, found], index) =>
    found.flatMap(({ page, box, message }) => {
      const key = documentOf(message, review);
      if (page === undefined || box === undefined || key === undefined) return [];
      const colour = isStop({ code }) ? STOP : NOTE;
      return [{ key, mark: { page, box, colour, label: `${index + 1} ${FINDINGS[code].title}` } }];
    }),
  );
  const pages = [...Map.groupBy(placed, ({ key, mark }) => `${mark.page} ${key}`).values()];
  const pictures = pages.flatMap((found) => {
    const [first] = found;
    const etag = first && review.seen[first.key]?.etag;
    if (first === undefined || etag === undefined) return [];
    const { key } = first;
    const { page } = first.mark;
    const marks = found.map(({ mark }) => mark);
    const labels = [...new Set(marks.map(({ label }) => label))];
    return [
      {
        path: `pictures/${digestOf([key, etag, page, marks]).slice(0, 24)}.png`,
        pdf: { key, etag },
        page,
        marks,
        alt: `Page ${page} of ${fileOf(key)}, outlined: ${labels.join('; ')}`,
      },
    ];
  });
  pictures.sort((a, b) => (a.pdf.key === b.pdf.key ? a.page - b.page : a.pdf.key < b.pdf.key ? -1 : 1));
  return {
    pictures: pictures.slice(0, MOST_PICTURES),
    morePages: Math.max(0, pictures.length - MOST_PICTURES),
  };
}

/** The PDF that a finding is about. With several, the message begins with its name. */
function documentOf(message: string, review: Review): string | undefined {
  const keys = Object.keys(review.seen).filter((key) => roleOfKey(key) === 'pdf');
  return keys.length === 1 ? keys[0] : keys.find((key) => message.startsWith(`${fileOf(key)}: `));
}
