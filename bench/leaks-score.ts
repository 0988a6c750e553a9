import * as z from 'zod';
import { isStop } from '#shared/domain/review/finding.ts';
import type { Examination } from '#shared/ports.ts';
import { type Carried, holdsOneOf } from './carried-text.ts';

/** A line of a leaks set's `labels.jsonl`. */
export const LeakLabel = z.object({
  file: z.string(),
  kind: z.string(),
  /** `safe`: held, or published without the secret. `without`: a finding with `code` is a false alarm. */
  expect: z.enum(['safe', 'without']),
  /** Code of a false alarm; `reject`: the file must not be rejected. */
  code: z.string().optional(),
  secret: z.string().optional(),
});
export type LeakLabel = z.infer<typeof LeakLabel>;

/** Default secrets of files whose label names none. */
const USUAL_SECRETS = ['Kayleigh', 'Thornbury', '943 476 5919'];

/** Result for one file: the examination, and the clean copy if it is not held. */
export interface Ending {
  readonly examination: Examination;
  /** Content of the upload, if it can be opened. */
  readonly upload: Carried | undefined;
  /** Content of the clean copy; undefined if the file is held, rejected or cannot be cleaned. */
  readonly copy: Carried | undefined;
  /** Pictures of the original report, which are no secret. */
  readonly known: ReadonlySet<string>;
}

/** The fault of a result, or undefined. */
export function leakFault(label: LeakLabel, ending: Ending): string | undefined {
  const { examination, copy } = ending;
  if (label.expect === 'without') return falseAlarm(label, examination);
  if (copy === undefined) return undefined;
  if (label.kind === 'identifiers') return 'published, and the page shows it';
  const secrets = label.secret === undefined ? USUAL_SECRETS : [label.secret];
  if (holdsOneOf(copy, secrets)) return 'published with the secret';
  if (label.kind === 'pictures') return pictureFault(ending, secrets);
  const isKnown = ending.upload !== undefined && holdsOneOf(ending.upload, secrets);
  return isKnown ? undefined : 'published, and it cannot be said where the secret stands';
}

function falseAlarm({ code }: LeakLabel, examination: Examination): string | undefined {
  if (!examination.readable) return `rejected: ${examination.code}`;
  const found = examination.findings.find((finding) => finding.code === code);
  return found && `false: ${found.code}: ${found.message}`;
}

/** A secret in pixels remains as long as its picture is unchanged. */
function pictureFault({ upload, copy, known }: Ending, secrets: readonly string[]): string | undefined {
  if (upload === undefined || copy === undefined || holdsOneOf(upload, secrets)) return undefined;
  const same = [...copy.pictures].filter((picture) => upload.pictures.has(picture) && !known.has(picture));
  return same.length === 0 ? undefined : 'published with the same picture';
}

export const isHeld = (examination: Examination): boolean =>
  !examination.readable || examination.findings.some(isStop);
