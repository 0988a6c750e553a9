import { fileOf } from './upload-key.ts';

/** 100 MB. What is larger is not even read: the bytes are in memory more than once while they are. */
export const MOST_UPLOAD_BYTES = 100 * 1024 * 1024;

/** Why files cannot be read for their size, in a sentence for each; undefined when all can. */
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
