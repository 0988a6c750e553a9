import type { PublishedEntry } from '#shared/domain/listing/entry.ts';
import { slugOf } from '#shared/domain/listing/slug.ts';
import { renderAlert } from '#shared/domain/messages/alert.ts';
import { dayOf } from '#shared/domain/partial-date.ts';
import type { NoteProblem } from '#shared/domain/review/note/note-lines.ts';
import { parseReviewNote, type ReviewNote } from '#shared/domain/review/note/review-note.ts';
import { noteOptions, typesOf } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { reviewCards } from './review-card.ts';
import { wordsOf } from './words.ts';

/** Fields of the form, by their name in the note. `lines`: one entry on each line. */
export type FormValues = ReadonlyMap<string, string | readonly string[]>;

export interface NotePreview {
  /** The note, for download. */
  readonly text: string;
  readonly fileName: string;
  readonly problems: readonly NoteProblem[];
  /** The entry of the listing, as markup, and the e-mail to subscribers. */
  readonly card: string;
  readonly email: string;
}

/** The note that these values make, checked by the code that reads notes, and what readers would see. */
export function previewNote(name: string, values: FormValues, settings: Settings, now: string): NotePreview {
  const text = noteText(values);
  const { note, problems = [] } = parseReviewNote(text, noteOptions(settings));
  const entry = entryOf(note, settings, now);
  return {
    text,
    fileName: fileNameOf(name),
    problems,
    card: reviewCards([entry], 3, wordsOf(settings)).toString(),
    email: renderAlert(entry, 'new', 1, settings).email,
  };
}

function noteText(values: FormValues): string {
  const fields = [...values].flatMap(([name, value]) => {
    if (typeof value !== 'string')
      return value.length === 0
        ? []
        : [[`${name}:`, ...value.map((entry) => `  - ${oneLine(entry)}`)].join('\n')];
    return oneLine(value) === '' ? [] : [`${name}: ${oneLine(value)}`];
  });
  return fields.map((field) => `${field}\n`).join('');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** `baby-eva.yaml` of `baby-eva` and `baby-eva.pdf`; `review.yaml` of anything in a folder. */
export function fileNameOf(name: string): string {
  const [folder = '', file] = name.trim().split('/');
  if (file !== undefined) return 'review.yaml';
  return `${folder.replace(/\.(?:pdf|ya?ml)$/i, '') || 'review'}.yaml`;
}

function entryOf(note: ReviewNote, settings: Settings, now: string): PublishedEntry {
  const {
    title = 'Title from the report',
    summary = 'Summary from the report.',
    type,
    status,
    reason,
  } = note;
  const on = note.published ?? dayOf(now, settings.publisher.timeZone);
  const types = typesOf(settings);
  const known = types.find(({ code }) => code === type);
  return {
    year: Number(on.slice(0, 4)),
    slug: slugOf(title),
    part: 1,
    upload: '',
    revision: 1,
    listedUnder: [],
    everBeside: [],
    status: 'published',
    title,
    type: known?.code ?? '',
    typeName: known?.name ?? 'Type from the report',
    summary: status === undefined ? summary : (reason ?? ''),
    ...(status !== undefined && { withoutReport: status }),
    publishedOn: on,
    themes: [...(note.themes ?? [])],
    reviewers: [...(note.reviewers ?? [])],
    ...(note.partnership !== undefined && { partnership: note.partnership }),
    ...(note.contentWarning !== undefined && { contentWarning: note.contentWarning }),
    language: settings.publisher.language,
    documents: [
      {
        kind: 'report',
        file: 'report.pdf',
        title: 'Report',
        sha256: '',
        bytes: 0,
        pages: 1,
        language: settings.publisher.language,
      },
    ],
    changes: [],
    firstListedAt: now,
    modifiedAt: now,
  };
}
