import { fileOf } from './upload-key.ts';

/** 100 MB. Larger files are not read, because reading needs their size in memory several times. */
export const MOST_UPLOAD_BYTES = 100 * 1024 * 1024;

/** Report, companions and note of the largest reviews are a dozen. */
export const MOST_FILES = 50;

/** A sentence for too many files, or for each that is too large; undefined if there is none. */
export function tooLarge(
  name: string,
  objects: readonly { readonly key: string; readonly bytes: number }[],
): string | undefined {
  if (objects.length > MOST_FILES)
    return `${name} has ${objects.length} files, and a review has at most ${MOST_FILES}. Remove those that are not to be published with it.`;
  const large = objects.filter(({ bytes }) => bytes > MOST_UPLOAD_BYTES);
  return large.length === 0
    ? undefined
    : large
        .map(
          ({ key }) =>
            `${fileOf(key)} is over 100 MB. Reduce it (for example save it as “reduced size”, or with smaller pictures), and drop it again.`,
        )
        .join('\n');
}
