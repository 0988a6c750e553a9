import type { Uploaded } from '#shared/domain/review/decide/decision.ts';
import {
  isMeantAsNote,
  isNameless,
  isNearName,
  isVersionOf,
} from '#shared/domain/review/files/near-names.ts';
import { isNamedReport, nameOfKey, roleOfKey } from '#shared/domain/review/files/upload-key.ts';
import { readReviewNote } from '#shared/domain/review/note/review-note.ts';
import { addSeconds } from '#shared/domain/review/record/next-due.ts';
import { noteOptions } from '#shared/domain/review/review-types.ts';
import type { UploadObject } from '#shared/ports.ts';
import type { ExamineUploadDeps } from './examine-upload.ts';

/** Small files that are dropped together come within this time; nobody answers a receipt as fast. */
const TOGETHER_SECONDS = 5;
/** Notes of no review that are read for their titles. */
const MOST_READ = 50;

/**
 * Other files in the bucket that raise a question before the first publication: a note with a similar name,
 * or of no review, if the review has none; PDFs with a name similar to a note without one; the same PDF,
 * uploaded earlier under another name; and an earlier review of which this may be a new version. Lists the
 * whole bucket, because S3 cannot search by ETag or similar name: one request per thousand objects, and only
 * until a review is published.
 */
export async function lookElsewhere(
  { uploads, reviews, settings }: Pick<ExamineUploadDeps, 'uploads' | 'reviews' | 'settings'>,
  name: string,
  own: readonly UploadObject[],
): Promise<NonNullable<Uploaded['elsewhere']>> {
  const pdfs = own.filter(({ key }) => roleOfKey(key) === 'pdf');
  const reports = reportsAmong(pdfs, name);
  const ownNote = own.find(({ key }) => roleOfKey(key) === 'note');
  // A note of the right name answers what lay there before it, unless they came together.
  const answered = ownNote && addSeconds(ownNote.modifiedAt, -TOGETHER_SECONDS);
  const mayCount = ({ key, modifiedAt }: UploadObject) =>
    isMeantAsNote(key) && modifiedAt >= (answered ?? '') && !own.some((one) => one.key === key);
  const notes: UploadObject[] = [];
  const withPdf = new Set<string>();
  let samePdf: string | undefined;
  let nearReview: string | undefined;
  const nearPdfs: string[] = [];
  for await (const object of uploads.all()) {
    const { key } = object;
    const review = nameOfKey(key) ?? '';
    if (roleOfKey(key) === 'pdf') {
      withPdf.add(review);
      const later = reports.filter((pdf) => review !== name && isFirst(object, pdf));
      samePdf ??= later.some(({ etag }) => etag === object.etag) ? key : undefined;
      nearReview ??= later.some((pdf) => isVersionOf(pdf.key, key)) ? review : undefined;
      if (pdfs.length === 0 && own.some((note) => isNearName(note.key, key))) nearPdfs.push(key);
    } else if (pdfs.length > 0 && mayCount(object)) notes.push(object);
  }
  const alone = notes.filter(({ key }) => roleOfKey(key) === 'other' || !withPdf.has(nameOfKey(key) ?? ''));
  const near = alone.filter(({ key }) => pdfs.some((pdf) => isNear(key, pdf.key)));
  const others = alone.filter((one) => !near.includes(one));
  return {
    nearNotes: near.map(({ key }) => key),
    nearPdfs: await Promise.all(nearPdfs.map(withStanding)),
    notesAlone: await withTitles(others),
    ...(samePdf && { samePdf }),
    ...(nearReview && { nearReview }),
  };

  /** When its review becomes public, or whether it is. */
  async function withStanding(key: string) {
    const { scheduled, publication } = (await reviews.get(nameOfKey(key) ?? key)) ?? {};
    return { key, publishAt: scheduled?.publishAt, isPublic: publication !== undefined };
  }

  /** The titles that these notes give. One with a status needs no PDF. */
  async function withTitles(objects: readonly UploadObject[]) {
    const options = noteOptions(settings);
    const notes = objects.filter(({ key }) => roleOfKey(key) === 'note').slice(0, MOST_READ);
    const read = notes.map(async (one) => {
      const { status, title } = readReviewNote(await uploads.read(one), options).note;
      return status === undefined ? title : undefined;
    });
    const titles = await Promise.all(read);
    return objects.map((one) => ({ key: one.key, title: titles[notes.indexOf(one)] }));
  }

  /** In a folder, any document may be the note. */
  function isNear(key: string, pdf: string): boolean {
    return isNameless(key) || isNearName(key, pdf) || (key.includes('/') && nameOfKey(key) === name);
  }
}

/** A companion may go on in another folder: it renames no review. */
function reportsAmong(pdfs: readonly UploadObject[], name: string): readonly UploadObject[] {
  const named = pdfs.filter(({ key }) => isNamedReport(name, key));
  return named.length > 0 ? named : pdfs;
}

function isFirst(one: UploadObject, other: UploadObject): boolean {
  return one.modifiedAt === other.modifiedAt ? one.key < other.key : one.modifiedAt < other.modifiedAt;
}
