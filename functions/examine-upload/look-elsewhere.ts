import type { Uploaded } from '#shared/domain/review/decision.ts';
import { isMeantAsNote, isNearName } from '#shared/domain/review/near-names.ts';
import { nameOfKey, roleOfKey } from '#shared/domain/review/upload-key.ts';
import type { UploadObject, Uploads } from '#shared/ports.ts';

/**
 * Other files in the bucket that raise a question before the first publication: a note with a similar name,
 * if the review has none; PDFs with a name similar to a note without one; and the same PDF, uploaded earlier
 * under another name. Lists the whole bucket, because S3 cannot search by ETag or similar name: one request
 * per thousand objects, and only until a review is published.
 */
export async function lookElsewhere(
  uploads: Uploads,
  name: string,
  own: readonly UploadObject[],
): Promise<NonNullable<Uploaded['elsewhere']>> {
  const pdfs = own.filter(({ key }) => roleOfKey(key) === 'pdf');
  const hasNote = own.some(({ key }) => roleOfKey(key) === 'note');
  const notes: string[] = [];
  const withPdf = new Set<string>();
  let samePdf: string | undefined;
  const isAlone = pdfs.length === 0;
  const nearPdfs: string[] = [];
  for await (const object of uploads.all()) {
    const { key } = object;
    if (roleOfKey(key) === 'pdf') {
      withPdf.add(nameOfKey(key) ?? '');
      if (nameOfKey(key) !== name && pdfs.some((pdf) => pdf.etag === object.etag && isFirst(object, pdf)))
        samePdf ??= key;
      if (isAlone && own.some((note) => isNearName(note.key, key))) nearPdfs.push(key);
    } else if (!hasNote && isMeantAsNote(key) && pdfs.some((pdf) => isNear(key, pdf.key))) notes.push(key);
  }
  const nearNotes = notes.filter((key) => roleOfKey(key) === 'other' || !withPdf.has(nameOfKey(key) ?? ''));
  return { nearNotes, nearPdfs, ...(samePdf !== undefined && { samePdf }) };

  /** In a folder, any text file may be the note. */
  function isNear(key: string, pdf: string): boolean {
    return isNearName(key, pdf) || (key.includes('/') && nameOfKey(key) === name);
  }
}

function isFirst(one: UploadObject, other: UploadObject): boolean {
  return one.modifiedAt === other.modifiedAt ? one.key < other.key : one.modifiedAt < other.modifiedAt;
}
