import { type Entry, permalinkOf } from '#shared/domain/listing/entry.ts';
import { roleOfKey } from '#shared/domain/review/upload-key.ts';
import { STEMS_FILE } from '#shared/domain/search/search-paths.ts';
import type { PublicFile } from '#shared/ports.ts';
import { filesOfEdition, filesOfListing, filesOfReview, filesOfSearch } from '#site/public-files.ts';
import type { World } from '../support/fakes/a-world.ts';
import { asYearPages } from '../support/seed-listing.ts';
import { isUnclear, noteOf, verdictOn } from './history.ts';
import { type Model, markersIn } from './model.ts';
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
        filesOfSearch(yearPage, yearPage.entries, (entry) => stemsIn(editionsOf(world, entry))),
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
      entry.status === 'published'
        ? entry.documents.map(({ file, sha256 }) => [permalinkOf(entry) + file, sha256] as const)
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
function editionsOf({ settings, cleanCopies }: World, entry: Entry): PublicFile[] {
  if (entry.status !== 'published') return [];
  const edition = cleanCopies.editions.get(entry.documents[0]?.edition ?? '');
  return edition === undefined ? [] : filesOfEdition(entry, edition, settings);
}

function stemsIn(files: readonly PublicFile[]): readonly string[] {
  const file = files.find(({ path }) => path.endsWith(STEMS_FILE));
  return file === undefined ? [] : JSON.parse(file.body).stems.split(' ');
}

/** The public version is the newest that may be shown. */
function* latestWins(world: World, model: Model, name: string): Generator<string> {
  const shelf = model.shelf(name);
  const now = world.clock.time();
  const entry = world.entries.stored.find(
    ({ upload, status }) => upload === name && (status === 'published' || status === 'retired'),
  );
  const hasReport = (each: string): boolean =>
    [...model.shelf(each).pdfs.values()].some(({ kind }) => kind === 'report');
  // After a rename, the first report stays public under the earlier name until a newer one passes.
  const isOf = (marker: string): boolean => {
    const names = [...model.ownersOf(marker)];
    return names.includes(name) && !names.some(hasReport);
  };
  if (!hasReport(name)) {
    if (entry) yield `${name} was removed, and its entry says that it is ${entry.status}.`;
    for (const { path, body } of world.publicFiles.files.values()) {
      if (markersIn(body).some((marker) => isOf(marker)))
        yield `${name} was removed, and ${path} still shows it.`;
    }
    return;
  }
  const { from, certain } = verdictOn(shelf, model.secondPerson);
  if (from === undefined || !certain || model.lost.has(name) || model.asked.has(name)) return;
  const note = noteOf(shelf);
  const retired = note?.retireAt !== undefined && note.retireAt <= now;
  if (retired) {
    if (entry?.status === 'published') yield `${name} is to be retired, and is published.`;
    return;
  }
  if (entry?.status !== 'published') return yield `${name} may be published, and is not.`;
  const wanted = [...shelf.pdfs.values()].map(({ sha256 }) => sha256);
  const shown = entry.documents.map(({ sha256 }) => originalOf(world, sha256));
  if (wanted.sort().join() !== shown.sort().join()) yield `${name} is not public in its newest version.`;
  const themes = note ? [note.marker] : [];
  if (entry.themes.join() !== themes.join()) yield `${name} is not public with its newest note.`;
}

/** Exactly one alert for each public review. */
function* announcedOnce(world: World, _model: Model, name: string): Generator<string> {
  const entry = world.entries.stored.find(({ upload }) => upload === name);
  if (!entry || entry.status === 'reserved') return;
  const alerts = alertsOf(world, entry).filter((id) => id.includes('#new'));
  if (alerts.length > 1) yield `${name} was announced ${alerts.length} times.`;
  if (alerts.length === 0 && entry.status === 'published') yield `${name} was never announced.`;
}

function alertsOf(world: World, entry: Entry): string[] {
  return world.alertsTopic.published
    .map(({ id }) => id)
    .filter((id) => id.startsWith(`${permalinkOf(entry)}#`));
}

/** Every upload has a receipt with its outcome. */
function* everybodyIsTold(model: Model, name: string, told: readonly Told[]): Generator<string> {
  const shelf = model.shelf(name);
  if (shelf.pdfs.size === 0) return;
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
