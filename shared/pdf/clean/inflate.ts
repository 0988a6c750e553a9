import { type Inflate, inflateSync } from 'node:zlib';

/**
 * Inflates data and says how many of its bytes that took. Throws where they are damaged or more than `most`
 * come out.
 */
export function inflated(
  data: Uint8Array,
  most: number,
): { readonly bytes: Uint8Array; readonly taken: number } {
  // Node gives the stream beside its output when asked for `info`, which its types do not say.
  const answer: unknown = inflateSync(data, { info: true, maxOutputLength: most });
  if (!isAnswer(answer)) throw new TypeError('zlib gives no information.');
  return { bytes: answer.buffer, taken: answer.engine.bytesWritten };
}

const isAnswer = (answer: unknown): answer is { buffer: Uint8Array; engine: Inflate } =>
  typeof answer === 'object' && answer !== null && 'buffer' in answer && 'engine' in answer;
