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

/** The secret of a file whose label names none. */
const USUAL_SECRETS = ['Kayleigh', 'Thornbury', '943 476 5919', 'Zebedee', 'Quirkmarsh'];

/** Result for one file: the examination, and the clean copy if it is not held. */
export interface Ending {
  readonly examination: Examination;
  /** Content of the upload, if it can be opened. */
  readonly upload: Carried | undefined;
  /** Content of the clean copy; undefined if the file is held, rejected or cannot be cleaned. */
  readonly copy: Carried | undefined;
  /** Pictures and strings of the reports that the leaks were put into: they are no secret. */
  readonly known: Pick<Carried, 'pictures' | 'strings'>;
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
  const { upload } = ending;
  if (upload !== undefined && holdsOneOf(upload, secrets)) return undefined;
  if (label.kind !== 'carried-in-the-file' || upload === undefined)
    return 'published, and it cannot be said where the secret stands';
  return stringFault(ending, copy) ?? pictureFault(ending, secrets);
}

/** An address of a site without a path tells nobody anything, and so do languages, IDs and page labels. */
const TELLS_NOTHING = /^(?:https?:\/\/[^/]*\/?|.{0,3}|[a-z]{2}-[A-Z]{2}|\P{L}*)$/su;

/** A secret that no label names: a string of the upload, not of its report, that the copy still has. */
function stringFault({ upload, known }: Ending, copy: Carried): string | undefined {
  const kept = [...copy.strings].filter(
    (string) => upload?.strings.has(string) && !known.strings.has(string) && !TELLS_NOTHING.test(string),
  );
  return kept.length === 0 ? undefined : `published with “${kept.join('”, “')}”`;
}

function falseAlarm({ code }: LeakLabel, examination: Examination): string | undefined {
  if (!examination.readable) return `rejected: ${examination.code}`;
  const found = examination.findings.find((finding) => finding.code === code);
  return found && `false: ${found.code}: ${found.message}`;
}

/** A secret in pixels remains as long as no picture has changed: the cover alone may stay. */
function pictureFault({ upload, copy, known }: Ending, secrets: readonly string[]): string | undefined {
  if (upload === undefined || copy === undefined || holdsOneOf(upload, secrets)) return undefined;
  const own = [...upload.pictures].filter((picture) => !known.pictures.has(picture));
  const same = own.filter((picture) => copy.pictures.has(picture));
  return own.length === 0 || same.length < own.length ? undefined : 'published with the same pictures';
}

export const isHeld = (examination: Examination): boolean =>
  !examination.readable || examination.findings.some(isStop);
