import { hash } from 'node:crypto';
import type { World } from '../support/fakes/a-world.ts';
import { aPdf, type PdfWords } from '../support/fakes/memory-examiner.ts';
import { EMPTY, type PutNote, type PutPdf, type Shelf } from './history.ts';
import type { Model } from './model.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import { weighted } from './weighted.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A day before every schedule: the year is mistyped. */
const PAST = Date.UTC(2020, 0, 2, 9);
const PEOPLE = ['AWS:ANN', 'AWS:BEN'] as const;

export interface Review {
  readonly name: string;
  readonly title: string;
  readonly inFolder: boolean;
}

/**
 * The officers of one schedule. Each `act` puts or removes an object, as the seed decides, and returns a
 * description.
 */
export interface Officers {
  act(): string;
  /** Completes a pending malware scan, if any. */
  scan(): string | undefined;
  readonly scansWaiting: number;
}

/** Officers who upload versions, companions, notes and approvals, repeat uploads, and delete files. */
export function createOfficers(
  random: Random,
  world: World,
  model: Model,
  { reviews, faultFree, slips }: Pick<Plan, 'reviews' | 'faultFree' | 'slips'>,
): Officers {
  let order = 0;
  const renamed: Review[] = [];
  const heirs = new Map<string, readonly string[]>();
  const threats = new Map<string, boolean>();
  const unscanned: { name: string; key: string; etag: string; threat: boolean }[] = [];
  const now = (): number => world.clock.time();
  const second = (): string => world.clock.now().slice(0, 19);

  const put = (
    name: string,
    key: string,
    content: Uint8Array | string,
    principal: string,
    begunAt?: string,
  ): void => {
    const { etag = '' } =
      begunAt === undefined
        ? world.uploads.put(key, content, principal)
        : world.uploads.putInParts(key, content, principal, begunAt);
    if (!world.settings.malwareScan) return;
    for (let place = unscanned.length - 1; place >= 0; place--) {
      if (unscanned[place]?.key === key) unscanned.splice(place, 1);
    }
    // The same bytes have the same scan result.
    const threat = threats.get(etag) ?? (key.endsWith('.pdf') && random.chance(0.1));
    threats.set(etag, threat);
    unscanned.push({ name, key, etag, threat });
  };
  const without = (keys: ReadonlySet<string>, key: string): Set<string> =>
    new Set([...keys].filter((each) => each !== key));
  /** The blocked keys after `key` was put. */
  const blocked = (shelf: Shelf, key: string): ReadonlySet<string> =>
    world.settings.malwareScan ? new Set([...shelf.blocked, key]) : shelf.blocked;

  const countRepeat = ({ name }: Review): void => {
    model.repeats.set(name, (model.repeats.get(name) ?? 0) + 1);
  };

  /** S3's resolution is one second: two puts of the same bytes within it look like one. */
  const betweenEqualPuts = (before: { readonly second: string } | undefined): void => {
    if (second() === before?.second) world.clock.advance(1000);
  };

  /**
   * A new report or an embargo under an earlier name: the same report under a later name is a question. While
   * the new report waits, the version from before may still be public.
   */
  const doubtHeirs = (name: string): void => {
    for (const heir of heirs.get(name) ?? []) {
      model.asked.add(heir);
      doubtHeirs(heir);
    }
  };

  const putPdf = (review: Review, shelf: Shelf, kind: PutPdf['kind'], isNamed = false): string => {
    order += 1;
    const key = review.inFolder ? `${review.name}/${kind}.pdf` : `${review.name}.pdf`;
    const marker = `mk-p-${order}`;
    const unsafe = !faultFree && random.chance(0.22);
    const junk = !faultFree && !unsafe && random.chance(0.08);
    const isScan = !faultFree && !unsafe && !junk && random.chance(0.12);
    const principal = random.pick(PEOPLE);
    const pdf = pdfBytes(review, kind, marker, { unsafe, junk, isScan, isNamed, isTagged: order % 2 === 0 });
    // Large files are multipart uploads, which began earlier.
    const inParts = !faultFree && random.chance(0.25);
    const begunAt = new Date(now() - random.below(10 * MINUTE)).toISOString();
    put(review.name, key, pdf, principal, inParts ? begunAt : undefined);
    if (kind === 'report') doubtHeirs(review.name);
    const version: PutPdf = {
      key,
      marker,
      sha256: hash('sha256', pdf),
      kind,
      isNamed,
      unsafe,
      junk,
      isScan,
      principal,
      order,
      second: second(),
    };
    model.change(
      review.name,
      { ...shelf, pdfs: new Map([...shelf.pdfs, [key, version]]), blocked: blocked(shelf, key) },
      now(),
    );
    return `puts ${key} ${marker}${unsafe ? ' with a finding' : ''}${junk ? ' that is no PDF' : ''}${isScan ? ' as a scan' : ''}`;
  };

  /** The day of a retirement, if the note has one. */
  const retirement = (says?: Special): number | undefined => {
    const retires = random.chance(0.1) || says === 'keeps';
    if (!retires || says === 'status') return undefined;
    return Math.floor(now() / DAY) * DAY + (1 + random.below(3)) * DAY;
  };

  const putNote = (review: Review, shelf: Shelf, says?: Special): string => {
    order += 1;
    const isPast = says === 'past';
    const [usual, other] = review.inFolder
      ? [`${review.name}/review.yaml`, `${review.name}.yaml`]
      : [`${review.name}.yaml`, `${review.name}.yml`];
    const key = random.chance(0.1) ? other : usual;
    const marker = `mk-n-${order}`;
    const accepts = random.chance(0.45) || says === 'keeps';
    const bad = random.chance(0.08);
    const isEmbargo = random.chance(0.25) && !isPast;
    const publishAt = isEmbargo
      ? Math.floor(now() / MINUTE) * MINUTE + (1 + random.below(random.chance(0.2) ? 3_000 : 200)) * MINUTE
      : undefined;
    const retireAt = retirement(says);
    const isChange = random.chance(0.3);
    const lines = [
      ...noteLines(marker, { accepts, bad, isChange, publishAt: isPast ? PAST : publishAt, retireAt }),
      ...(says === undefined ? [] : SPECIAL_LINES[says](review, marker)),
    ];
    const principal = random.pick(PEOPLE);
    put(review.name, key, lines.join('\n'), principal);
    // An embargo for the name that a report had before it was renamed.
    if (isEmbargo) doubtHeirs(review.name);
    const note: PutNote = {
      key,
      marker,
      accepts,
      bad: bad || isReversed(publishAt, retireAt),
      isPast,
      isMisnamed: says === 'misnamed',
      hasStatus: says === 'status',
      listsTranslation: says === 'lists',
      keepsBriefing: says === 'keeps',
      principal,
      order,
      second: second(),
      ...(publishAt !== undefined && { publishAt }),
      ...(retireAt !== undefined && { retireAt }),
    };
    const notes = new Map([...shelf.notes, [key, note]]);
    model.change(review.name, { ...shelf, notes, blocked: blocked(shelf, key) }, now());
    return `puts ${key}: ${lines.join('; ')}`;
  };

  const putApproval = (review: Review, shelf: Shelf): string => {
    order += 1;
    const key = `${review.name}.approved`;
    const principal = random.pick(PEOPLE);
    betweenEqualPuts(shelf.approval);
    put(review.name, key, '', principal);
    if (shelf.approval) countRepeat(review);
    const approval = { key, principal, order, second: second() };
    model.change(review.name, { ...shelf, approval, blocked: blocked(shelf, key) }, now());
    return `puts ${key} as ${principal}`;
  };

  const repeat = (review: Review, shelf: Shelf, pdf: PutPdf): string => {
    const object = world.uploads.contentOf(pdf.key);
    betweenEqualPuts(pdf);
    put(review.name, pdf.key, object, pdf.principal);
    countRepeat(review);
    // For a later examination, this PDF came after its note.
    const pdfs = new Map([...shelf.pdfs, [pdf.key, { ...pdf, second: second() }]]);
    model.change(review.name, { ...shelf, pdfs, blocked: blocked(shelf, pdf.key) }, now());
    return `puts ${pdf.key} ${pdf.marker} again`;
  };

  const remove = (review: Review, shelf: Shelf, key: string): string => {
    world.uploads.remove(key, random.pick(PEOPLE));
    model.change(
      review.name,
      {
        ...shelf,
        notes: new Map([...shelf.notes].filter(([each]) => each !== key)),
        pdfs: new Map([...shelf.pdfs].filter(([each]) => each !== key)),
        blocked: without(shelf.blocked, key),
      },
      now(),
      true,
    );
    return `removes ${key}`;
  };

  /** Copies the report to another name, and removes it under the first. */
  const rename = (review: Review, shelf: Shelf, report: PutPdf): string => {
    order += 1;
    const heir = { ...review, name: `${review.name}-${order}` };
    const key = `${heir.name}.pdf`;
    // What a note of the first name said counts on, and waits for an answer.
    if (model.asked.has(review.name)) model.asked.add(heir.name);
    if (model.lost.has(review.name)) model.lost.add(heir.name);
    put(heir.name, key, world.uploads.contentOf(report.key), report.principal);
    const copy: PutPdf = { ...report, key, order, second: second() };
    const before = model.shelf(heir.name);
    model.change(
      heir.name,
      { ...before, pdfs: new Map([[key, copy]]), blocked: blocked(before, key) },
      now(),
    );
    renamed.push(heir);
    heirs.set(review.name, [...(heirs.get(review.name) ?? []), heir.name]);
    return `copies ${report.key} to ${key}, and ${remove(review, shelf, report.key)}`;
  };

  /** A single PDF without a note may be renamed. */
  const renames = (
    review: Review,
    shelf: Shelf,
    report: PutPdf | undefined,
  ): (readonly [weight: number, () => string])[] =>
    report === undefined || review.inFolder || shelf.notes.size > 0
      ? []
      : [[0.7, () => rename(review, shelf, report)]];

  /** The note of a review that has no file yet, under nearly its name. Nobody renames it. */
  const putNearNote = (review: Review): string => {
    order += 1;
    const key = random.pick([
      `${review.name.replace('upload', 'Upload')}.yaml`,
      `${review.name.replace('upload', 'uplod')}.yaml`,
      `${review.name}.yaml.bak`,
      `${review.name}.yamal.zip`,
    ]);
    const name = key.replace(/\.[^.]*$/, '');
    const [marker, principal] = [`mk-n-${order}`, random.pick(PEOPLE)];
    const publishAt = now() + 3_000 * MINUTE;
    put(
      name,
      key,
      noteLines(marker, { ...PLAIN, isChange: false, publishAt, retireAt: undefined }).join('\n'),
      principal,
    );
    const near = { ...PLAIN, key, marker, publishAt, isPast: false, principal, order, second: second() };
    model.change(name, { ...EMPTY, notes: new Map([[key, near]]), blocked: blocked(EMPTY, key) }, now());
    model.change(review.name, { ...EMPTY, nearNoteAt: near.second }, now());
    return `puts ${key}, a slip for ${review.name}`;
  };

  /** Whether the newest examination saw both: from then on no deletion makes the foreign report public. */
  const wereSeen = (review: Review, ...pdfs: readonly PutPdf[]): boolean => {
    const record = world.reviews.records.find(({ name }) => name === review.name);
    return pdfs.every(({ key, sha256 }) => record?.seen[key]?.sha256 === sha256);
  };

  const slip = (review: Review, shelf: Shelf, report: PutPdf | undefined): string | undefined => {
    if (shelf === EMPTY && random.chance(0.6)) return putNearNote(review);
    if (random.chance(report === undefined ? 0.6 : 0.15)) return putNote(review, shelf, 'status');
    if (!review.inFolder || report === undefined || random.chance(0.25))
      return putNote(review, shelf, 'past');
    return slipInFolder(review, shelf);
  };

  /** Another document in the folder, or a note about one. */
  const slipInFolder = (review: Review, shelf: Shelf): string | undefined => {
    const kinds = new Set([...shelf.pdfs.values()].map(({ kind }) => kind));
    // "A" is no name that a translation could be compared by.
    const isNamed = review.title !== 'Child A' && random.chance(0.6);
    const acts: (readonly [weight: number, () => string])[] = [
      [2, () => putPdf(review, shelf, 'translation', isNamed)],
    ];
    if (kinds.has('translation')) acts.push([2, () => putNote(review, shelf, 'lists')]);
    if (kinds.has('briefing')) acts.push([2, () => putNote(review, shelf, 'keeps')]);
    acts.push([1, () => putNote(review, shelf, 'misnamed')]);
    if (!kinds.has('foreign')) acts.push([1, () => putPdf(review, shelf, 'foreign')]);
    return weighted(random, acts)();
  };

  const removals = (
    review: Review,
    shelf: Shelf,
    report: PutPdf | undefined,
  ): (readonly [weight: number, () => string])[] => {
    const ofKind = (kind: PutPdf['kind']) => [...shelf.pdfs.values()].filter((pdf) => pdf.kind === kind);
    const foreign = ofKind('foreign');
    const reportsToo = [...foreign, ...ofKind('translation')];
    const reports =
      report && (reportsToo.length === 0 || wereSeen(review, report, ...reportsToo)) ? [report] : [];
    return [
      ...reports.map(({ key }) => [2, () => remove(review, shelf, key)] as const),
      ...foreign.map(({ key }) => [0.5, () => remove(review, shelf, key)] as const),
      ...ofKind('translation').map(({ key }) => [0.5, () => remove(review, shelf, key)] as const),
      ...ofKind('briefing').map(({ key }) => [0.7, () => remove(review, shelf, key)] as const),
      ...[...shelf.notes.keys()].map((key) => [0.8, () => remove(review, shelf, key)] as const),
    ];
  };

  const act = (): string => {
    const review = random.pick([...reviews, ...renamed]);
    const shelf = model.shelf(review.name);
    if (faultFree) return putPdf(review, shelf, 'report');
    const report = [...shelf.pdfs.values()].find(({ kind }) => kind === 'report');
    const slipped = slips && random.chance(0.4) ? slip(review, shelf, report) : undefined;
    if (slipped !== undefined) return slipped;
    const acts: (readonly [weight: number, () => string])[] = [
      [report ? 3 : 6, () => putPdf(review, shelf, 'report')],
      [2.5, () => putNote(review, shelf)],
    ];
    if (review.inFolder) acts.push([1.5, () => putPdf(review, shelf, 'briefing')]);
    if (model.secondPerson) acts.push([report ? 5 : 0.5, () => putApproval(review, shelf)]);
    else if (report) acts.push([1.2, () => repeat(review, shelf, report)]);
    acts.push(...renames(review, shelf, report), ...removals(review, shelf, report));
    return weighted(random, acts)();
  };

  return {
    act,
    get scansWaiting() {
      return unscanned.length;
    },
    scan() {
      const [scan] = unscanned.splice(random.below(unscanned.length), 1);
      if (!scan || !world.uploads.keys.includes(scan.key)) return undefined;
      world.uploads.scanned(scan.key, scan.threat ? 'threat' : 'clean');
      if (!scan.threat) model.cleared(scan.name, scan.key, now());
      void world.uploadsQueue.send({ name: scan.name });
      return `the scan of ${scan.key} finds ${scan.threat ? 'a threat' : 'nothing'}`;
    },
  };
}

/** The bytes of a PDF that carries a marker. */
function pdfBytes(
  review: Review,
  kind: PutPdf['kind'],
  marker: string,
  {
    unsafe,
    junk,
    isScan,
    isNamed,
    isTagged,
  }: Pick<PutPdf, 'unsafe' | 'junk' | 'isScan' | 'isNamed'> & { readonly isTagged: boolean },
): Uint8Array {
  if (junk) return new TextEncoder().encode(`<html>${marker}`);
  const isReport = kind !== 'briefing';
  return aPdf({
    ...titleOf(review, kind, isNamed),
    reviewers: [marker],
    partnership: null,
    summary: isReport ? `${marker} was four months old.` : null,
    edition: isTagged ? 'tagged' : 'untagged',
    isScan,
    findings: unsafe ? [{ code: 'nhs-number', page: 3, message: 'An NHS number.' }] : [],
  });
}

function titleOf({ title }: Review, kind: PutPdf['kind'], isNamed = false): Partial<PdfWords> {
  if (kind === 'briefing') return { kind, title: null, type: null };
  if (kind === 'foreign') return { title: 'Child Zephyr' };
  if (kind === 'report') return { title };
  return { title: isNamed ? title.replace('Child', 'Dziecko') : 'Dziecko', language: 'pl' };
}

/** What a note may say beside the usual: a date in the past, a status, or what becomes of companions. */
type Special = 'past' | 'status' | 'lists' | 'keeps' | 'misnamed';

const SPECIAL_LINES: Readonly<Record<Special, (review: Review, marker: string) => readonly string[]>> = {
  past: () => [],
  status: ({ title }, marker) => [
    `title: ${title}`,
    'type: lcspr',
    'status: delayed',
    `reason: ${marker} is why the report waits.`,
  ],
  lists: () => ['companions: translation.pdf'],
  misnamed: () => ['companions: breifing.pdf'],
  keeps: () => ['keep after retirement: briefing.pdf'],
};

/** Whether a note takes the report down before it is public. */
const isReversed = (publishAt: number | undefined, retireAt: number | undefined): boolean =>
  retireAt !== undefined && publishAt !== undefined && retireAt <= publishAt;

/** A note that says nothing. */
const PLAIN = { accepts: false, bad: false } as const;

/** The lines of a note that carries a marker. */
function noteLines(
  marker: string,
  {
    accepts,
    bad,
    isChange,
    publishAt,
    retireAt,
  }: {
    readonly accepts: boolean;
    readonly bad: boolean;
    readonly isChange: boolean;
    readonly publishAt: number | undefined;
    readonly retireAt: number | undefined;
  },
): string[] {
  return [
    `themes: [${marker}]`,
    ...(accepts ? ['accept: [nhs-number, retires-early]'] : []),
    ...(publishAt === undefined ? [] : [`publish at: ${wordsOf(publishAt, true)}`]),
    ...(retireAt === undefined ? [] : [`retire on: ${wordsOf(retireAt, false)}`]),
    ...(isChange ? [`change note: ${marker} was changed`, 'alert again: true'] : []),
    ...(bad ? ['publsihed: 2024'] : []),
  ];
}

/** `2 February 2026 09:30`, London time (winter: UTC). */
function wordsOf(time: number, withTime: boolean): string {
  const iso = new Date(time).toISOString();
  return iso.slice(0, 10) + (withTime ? ` ${iso.slice(11, 16)}` : '');
}
