import { fileOf } from './upload-key.ts';

/** 100 MB. Larger files are not read, because reading needs their size in memory several times. */
export const MOST_UPLOAD_BYTES = 100 * 1024 * 1024;

/** A sentence for each file that is too large; undefined if there is none. */
export function tooLarge(
  objects: readonly { readonly key: string; readonly bytes: number }[],
): string | undefined {
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
