import type { Edition } from '#shared/domain/listing/edition.ts';
import {
  type Entry,
  type PublishedEntry,
  permalinkOf,
  type RetiredEntry,
} from '#shared/domain/listing/entry.ts';
import { roleOfKey } from '#shared/domain/review/files/upload-key.ts';
import type { PublicFile } from '#shared/ports.ts';
import { filesOfEdition, filesOfListing, filesOfReview, filesOfSearch } from '#site/public-files.ts';
import type { World } from '../support/fakes/a-world.ts';
import { asYearPages } from '../support/seed-listing.ts';
import { stemsOfReports } from '../support/stems-of-reports.ts';
import { isUnclear, noteOf, type Shelf, verdictOn } from './history.ts';
import { isOfNote, type Model, markersIn } from './model.ts';
import { originalOf } from './promises.ts';

export interface Told {
  readonly name: string;
  readonly outcome: string;
  readonly at: number;
}

/** All outcomes that each review's record ever owed. */
export type Owed = ReadonlyMap<string, readonly string[]>;

/** Broken promises in the final state, when nothing is pending. */
export function* judgeEnd(world: World, model: Model, told: readonly Told[], owed: Owed): Generator<string> {
  yield* nothingIsLeft(world);
  yield* filesEqualEntries(world);
  for (const name of model.names) {
    yield* latestWins(world, model, name);
    yield* announcedOnce(world, model, name);
    yield* everybodyIsTold(model, name, told);
    yield* toldOnce(model, name, owed);
    yield* decisionsLogged(world, name, owed);
  }
}

/** Every decision of a receipt is in the log exactly once. */
function* decisionsLogged(world: World, name: string, owed: Owed): Generator<string> {
  const isDecision = (what: string) => what !== 'unchanged' && what !== 'reminder';
  const wanted = (owed.get(name) ?? []).filter(isDecision).sort().join();
  const logged = world.decisionLog.decisions.filter((one) => one.name === name).map(({ what }) => what);
  if (logged.sort().join() !== wanted)
    yield `The log has ${logged.join()} of ${name}, and there was ${wanted}.`;
}

function* nothingIsLeft(world: World): Generator<string> {
  for (const queue of ['uploadsQueue', 'scansQueue', 'changesQueue', 'alertsQueue'] as const) {
    if (world[queue].deadLetters.length > 0) yield `${queue} has dead letters.`;
    if (world[queue].waiting.length > 0) yield `${queue} has messages left.`;
  }
  if (world.deliveryLog.waiting.length > 0) yield 'The deliveryLog was not heard.';
  for (const { name, owed, outOfSyncSince, dueAt, alert, seen, awaitsRecognition } of world.reviews.records) {
    if (awaitsRecognition) yield `Nobody read the scan of ${name}.`;
    if (owed.length > 0) yield `Nobody told the officer of ${name}.`;
    if (outOfSyncSince !== undefined) yield `Nobody settled ${name}.`;
    if (dueAt !== undefined) yield `${name} is due for ever.`;
    if (alert?.state === 'claimed') yield `The alert of ${name} is in doubt for ever.`;
    const objects = world.uploads.objectsOf(name).filter(({ key }) => roleOfKey(key) !== 'other');
    const known = Object.entries(seen).map(([key, { etag }]) => `${key} ${etag}`);
    const there = objects.map(({ key, etag }) => `${key} ${etag}`);
    if (known.sort().join() !== there.sort().join()) yield `What is there for ${name} was not examined.`;
  }
}

/** The listing is a function of the table: exactly its files exist, byte for byte. */
function* filesEqualEntries(world: World): Generator<string> {
  const { settings, entries, publicFiles } = world;
  const stored = entries.stored;
  const yearPages = asYearPages(stored);
  const wanted = new Map(
    [
      ...stored.flatMap((entry) => filesOfReview(entry, settings)),
      ...stored.flatMap((entry) => editionsOf(world, entry)),
      ...(stored.some(({ status }) => status !== 'reserved' && status !== 'unreadable')
        ? filesOfListing(yearPages, settings, yearPages)
        : []),
      ...yearPages.flatMap((yearPage) =>
        filesOfSearch(
          yearPage,
          yearPage.entries,
          stemsOfReports(yearPage.entries, (entry) => editionOf(world, entry)),
        ),
      ),
    ].map((file) => [file.path, file.body]),
  );
  for (const [path, body] of wanted) {
    if (publicFiles.files.get(path)?.body !== body) yield `${path} is not what the table says.`;
  }
  for (const path of publicFiles.files.keys()) {
    if (!wanted.has(path) && /^\/reviews\/\d{4}\/[^/]+\//.test(path)) yield `${path} belongs to no entry.`;
  }
  const documents = new Map(
    stored.flatMap((entry) =>
      entry.status === 'published' || entry.status === 'retired'
        ? (entry.documents ?? []).map(({ file, sha256 }) => [permalinkOf(entry) + file, sha256] as const)
        : [],
    ),
  );
  for (const [path, sha256] of documents) {
    if (publicFiles.documents.get(path) !== sha256) yield `${path} is not the document of its entry.`;
  }
  for (const path of publicFiles.documents.keys()) {
    if (!documents.has(path)) yield `${path} is a file that no entry names.`;
  }
}

/** The report of a published entry as a page, if it has one, and its words for the search. */
function editionsOf(world: World, entry: Entry): PublicFile[] {
  const edition = entry.status === 'published' ? editionOf(world, entry) : undefined;
  return entry.status !== 'published' || edition === undefined
    ? []
    : filesOfEdition(entry, edition, world.settings);
}

const editionOf = ({ cleanCopies }: World, { documents }: PublishedEntry): Edition | undefined =>
  cleanCopies.editions.get(documents[0]?.edition ?? '');

/** The public version is the newest that may be shown. */
function* latestWins(world: World, model: Model, name: string): Generator<string> {
  const shelf = model.shelf(name);
  const entry = world.entries.stored.find(
    (one): one is PublishedEntry | RetiredEntry =>
      one.upload === name && (one.status === 'published' || one.status === 'retired'),
  );
  const { from, certain } = verdictOn(shelf, model.secondPerson);
  const mayBePublic = from !== undefined && certain && !model.lost.has(name) && !model.asked.has(name);
  if (!hasReport(shelf)) yield* isGoneOrListedByNote(world, model, name, { shelf, entry, mayBePublic });
  else if (mayBePublic) yield* isPublicAsUploaded(world, name, shelf, entry);
}

const hasReport = ({ pdfs }: Shelf): boolean => [...pdfs.values()].some(({ kind }) => kind === 'report');

/** Nothing of a report that was removed is public. A note may list the review without it. */
function* isGoneOrListedByNote(
  { publicFiles }: World,
  model: Model,
  name: string,
  {
    shelf,
    entry,
    mayBePublic,
  }: { shelf: Shelf; entry: PublishedEntry | RetiredEntry | undefined; mayBePublic: boolean },
): Generator<string> {
  const isListed = entry?.status === 'published' && entry.withoutReport !== undefined;
  if (entry && !isListed) yield `${name} was removed, and its entry says that it is ${entry.status}.`;
  if (isListed && shelf.notes.size === 0) yield `${name} has no file left, and is listed by a note.`;
  if (isListed && entry.documents.length > 0) yield `${name} has no report, and documents are public.`;
  if (mayBePublic && (!isListed || entry.themes.join() !== noteOf(shelf)?.marker))
    yield `${name} is not listed with its newest note.`;
  // After a rename, the first report stays public under the earlier name until a newer one passes.
  const isOf = (marker: string): boolean => {
    const names = [...model.ownersOf(marker)];
    return names.includes(name) && !names.some((each) => hasReport(model.shelf(each)));
  };
  for (const { path, body } of publicFiles.files.values()) {
    const left = markersIn(body).filter((marker) => isOf(marker) && !(isListed && isOfNote(marker)));
    if (left.length > 0) yield `${name} was removed, and ${path} still shows it.`;
  }
}

function* isPublicAsUploaded(
  world: World,
  name: string,
  shelf: Shelf,
  entry: PublishedEntry | RetiredEntry | undefined,
): Generator<string> {
  const note = noteOf(shelf);
  const retired = note?.retireAt !== undefined && note.retireAt <= world.clock.time();
  if (retired) {
    if (entry?.status === 'published') yield `${name} is to be retired, and is published.`;
    if (entry?.status === 'retired') yield* keepsItsBriefing(world, shelf, name, entry);
    return;
  }
  if (entry?.status !== 'published') return yield `${name} may be published, and is not.`;
  const wanted = [...shelf.pdfs.values()].map(({ sha256 }) => sha256);
  const shown = entry.documents.map(({ sha256 }) => originalOf(world, sha256));
  if (wanted.sort().join() !== shown.sort().join()) yield `${name} is not public in its newest version.`;
  const themes = note ? [note.marker] : [];
  if (entry.themes.join() !== themes.join()) yield `${name} is not public with its newest note.`;
}

/** Of the documents of a retired review exactly that stays public which its note names. */
function* keepsItsBriefing(
  world: World,
  shelf: Shelf,
  name: string,
  { documents = [] }: RetiredEntry,
): Generator<string> {
  const kept = [...shelf.pdfs.values()].filter(
    ({ kind }) => kind === 'briefing' && noteOf(shelf)?.keepsBriefing,
  );
  const shown = documents.map(({ sha256 }) => originalOf(world, sha256));
  if (kept.map(({ sha256 }) => sha256).join() !== shown.join())
    yield `${name} is retired, and ${shown.length} of ${kept.length} documents stay.`;
}

/** Exactly one alert for each public report. */
function* announcedOnce(world: World, _model: Model, name: string): Generator<string> {
  const entry = world.entries.stored.find(({ upload }) => upload === name);
  if (!entry || entry.status === 'reserved') return;
  const alerts = alertsOf(world, entry).filter((id) => id.includes('#new'));
  if (alerts.length > 1) yield `${name} was announced ${alerts.length} times.`;
  const hasReport = entry.status === 'published' && entry.withoutReport === undefined;
  if (alerts.length === 0 && hasReport) yield `${name} was never announced.`;
}

function alertsOf(world: World, entry: Entry): string[] {
  return world.alertsTopic.published
    .map(({ id }) => id)
    .filter((id) => id.startsWith(`${permalinkOf(entry)}#`));
}

/** Every upload has a receipt with its outcome. */
function* everybodyIsTold(model: Model, name: string, told: readonly Told[]): Generator<string> {
  const shelf = model.shelf(name);
  if (shelf.pdfs.size === 0 && !noteOf(shelf)?.hasStatus) return;
  const receipts = told.filter((each) => each.name === name);
  const last = receipts.at(-1);
  // Without its event, a repeated upload of the same bytes cannot be distinguished.
  const unnoticed = model.lost.has(name) && model.repeats.has(name);
  if (!last || (last.at < model.touchedAt(name) && !unnoticed))
    yield `Nobody told the officer what became of ${name}.`;
  const { from, certain } = verdictOn(shelf, model.secondPerson);
  if (!certain || model.lost.has(name) || model.asked.has(name)) return;
  const outcome = receipts.findLast(({ outcome }) => outcome !== 'Unchanged')?.outcome ?? 'nothing';
  const right =
    from === undefined
      ? // A note that cannot be used changes nothing: neither what was scheduled before, nor what is public.
        [
          'Held, needs you',
          'Not published, needs you',
          'Withdrawn',
          'Retired',
          ...(isUnclear(shelf) ? ['Published'] : []),
        ]
      : ['Published', 'Retired'];
  if (!right.includes(outcome)) yield `The last that the officer of ${name} was told is ${outcome}.`;
}

/** An unchanged upload has one receipt each time. */
function* toldOnce(model: Model, name: string, owed: Owed): Generator<string> {
  const unchanged = owed.get(name)?.filter((outcome) => outcome === 'unchanged').length ?? 0;
  const repeats = model.repeats.get(name) ?? 0;
  if (unchanged > repeats)
    yield `The officer of ${name} put the same bytes ${repeats} times, and is told so ${unchanged} times.`;
}
